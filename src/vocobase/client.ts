import { once } from '../domain/text/once.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import { type ApiSettings, createApi } from './api.ts';
import type { Endpoints } from './phone-numbers.ts';

/** What the client of one run needs beyond single requests. */
export interface VocobaseSettings extends ApiSettings {
  /** Overrides for the two undocumented paths. */
  readonly endpoints: Endpoints;
  now(): Date;
  /** Waits between two reads of a list; rejects with INTERRUPTED. */
  sleep(milliseconds: number): Promise<void>;
}

/**
 * Creates the client of the Vocobase Partner API, V2, for one key. Each resource is loaded by its
 * first request, because most commands use one or two of them.
 */
export function createVocobase(settings: VocobaseSettings): Vocobase {
  const api = createApi(settings);
  const { endpoints, now, sleep } = settings;
  const config = async () => (await import('./config.ts')).configResource(api);
  const connections = once(async () =>
    (await import('./connections.ts')).connectionsResource(api, sleep),
  );
  const phoneNumbers = async () =>
    (await import('./phone-numbers.ts')).phoneNumbersResource(api, endpoints, await connections());
  const calls = async () =>
    (await import('./calls.ts')).callsResource(api, {
      connections: await connections(),
      now,
      sleep,
    });
  const agents = async () => (await import('./agents.ts')).agentsResource(api, { now, sleep });
  const raw = async () => (await import('./raw.ts')).rawResource(api);
  return {
    baseUrl: api.baseUrl,
    ...whenCalled(config, 'config', 'putDefaultConnection'),
    ...whenCalled(connections, 'listConnections', 'createConnection'),
    ...whenCalled(phoneNumbers, 'listPhoneNumbers', 'syncPhoneNumbers', 'updatePhoneNumber'),
    ...whenCalled(calls, 'startCall', 'listCalls', 'getCall', 'concurrency'),
    ...whenCalled(agents, 'listAgents', 'getAgent', 'createAgent', 'updateAgent', 'listVoices'),
    ...whenCalled(raw, 'raw'),
  };
}

type Request = (...args: never[]) => Promise<unknown>;

/** Requests of a resource that is loaded when one of them is called. */
function whenCalled<Name extends string, Resource extends Record<Name, Request>>(
  load: () => Promise<Resource>,
  ...names: readonly Name[]
): Pick<Resource, Name> {
  const resource = once(load);
  const requests = names.map((name) => [
    name,
    async (...args: never[]) => (await resource())[name](...args),
  ]);
  return Object.fromEntries(requests);
}
