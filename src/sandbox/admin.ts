import { changeSettings } from './choices.ts';
import { oneOf } from './http/fields.ts';
import { invalid, type Reply, success } from './http/reply.ts';
import type { RequestLog } from './http/request-log.ts';
import { type Route, route } from './http/router.ts';
import { type ScenarioName, scenarios } from './scenarios.ts';
import type { World } from './world/world.ts';

interface AdminTools {
  log: RequestLog;
  /** Starts a scenario over and forgets the requests. */
  restart(world: World, scenario: ScenarioName): void;
}

/** The routes below /__sandbox, with which tests read and change the state of the sandbox. */
export function adminRoutes({ log, restart }: AdminTools): readonly Route[] {
  const names = scenarios.map((scenario) => scenario.name);
  const begin = (world: World, name: unknown): Reply => {
    const scenario = oneOf('scenario', name, names);
    restart(world, scenario);
    return success({ scenario });
  };
  return [
    route('GET', '/requests', () => success({ requests: log.entries() })),
    route('GET', '/world', ({ world }) => success(withoutHashes(world))),
    route('POST', '/reset', ({ world }) => begin(world, world.scenario)),
    route('PUT', '/scenario', ({ world, body }) => begin(world, body.scenario)),
    route('PUT', '/choices', ({ world, body }) => {
      try {
        world.choices = changeSettings(world.choices, body);
      } catch (error) {
        if (error instanceof RangeError) throw invalid(error.message);
        throw error;
      }
      return success({ choices: world.choices });
    }),
  ];
}

/** A copy without the hashes of secrets. */
function withoutHashes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHashes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/hash(es)?$/i.test(name))
      .map(([name, inner]) => [name, withoutHashes(inner)]),
  );
}
