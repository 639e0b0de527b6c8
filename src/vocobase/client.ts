import type { Vocobase } from '../ports/vocobase.ts';
import { agentsResource } from './agents.ts';
import { type ApiSettings, createApi } from './api.ts';
import { callsResource } from './calls.ts';
import { configResource } from './config.ts';
import { connectionsResource } from './connections.ts';
import { type Endpoints, phoneNumbersResource } from './phone-numbers.ts';
import { rawResource } from './raw.ts';

export interface VocobaseSettings extends ApiSettings {
  /** Overrides for the two undocumented paths. */
  readonly endpoints: Endpoints;
  now(): Date;
  /** Waits between two reads of a list; rejects with INTERRUPTED. */
  sleep(milliseconds: number): Promise<void>;
}

/** Creates the client of the Vocobase Partner API, V2, for one key. */
export function createVocobase(settings: VocobaseSettings): Vocobase {
  const api = createApi(settings);
  const { now, sleep } = settings;
  const config = configResource(api);
  const connections = connectionsResource(api, sleep);
  const { listConnections, createConnection } = connections;
  return {
    baseUrl: api.baseUrl,
    ...config,
    listConnections,
    createConnection,
    ...phoneNumbersResource(api, settings.endpoints, connections),
    ...callsResource(api, { connections, now, sleep }),
    ...agentsResource(api, { now, sleep }),
    ...rawResource(api),
  };
}
