import type { CallResult } from '../../../src/commands/call/result.ts';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server.ts';
import { openWorld } from '../../support/world.ts';

/** A configured world whose calls run through their seconds twenty times as fast. */
export async function fastWorld(options: SandboxOptions = {}): Promise<Sandbox> {
  const opened = Date.now();
  return openWorld({
    scenario: 'healthy',
    now: () => opened + (Date.now() - opened) * 20,
    ...options,
  });
}

/** The bodies of the calls that were started. */
export function startedCalls(world: Sandbox): Record<string, unknown>[] {
  return world
    .requests()
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/calls/start'))
    .map(({ body }) => body as Record<string, unknown>);
}

export type { CallResult };
