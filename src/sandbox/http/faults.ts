import type { World } from '../world/world.ts';
import { Refusal, type Reply, text } from './reply.ts';

/**
 * Answers a request with the faults of the scenario. The attempts of each request (method and path)
 * are counted in the world, so that the next process continues the count.
 */
export function withFaults(world: World, request: string, answer: () => Reply): Reply {
  switch (world.faults.kind) {
    case 'flaky':
      return flaky(turn(world, request, 3), answer);
    case 'garbled':
      return garbled(turn(world, request, 4), answer);
    default:
      return answer();
  }
}

/**
 * In the scenarios with a rate limit, refuses the first two of every three tries of a request.
 * @throws Refusal 429 LIMIT_REACHED
 */
export function refuseByScenario(world: World, request: string): void {
  if (world.faults.kind === 'rate-limited' && turn(world, request, 3) < 2) {
    throw rateLimited(world, 1);
  }
}

function turn(world: World, request: string, length: number): number {
  const { tries } = world.faults;
  const tried = tries[request] ?? 0;
  tries[request] = tried + 1;
  return tried % length;
}

function flaky(turn: number, answer: () => Reply): Reply {
  // A 503 comes from the load balancer, so it has the envelope of neither API.
  if (turn === 0) return text(503, 'Service Unavailable');
  const reply = answer();
  return turn === 1 ? { kind: 'cut' } : reply;
}

function garbled(turn: number, answer: () => Reply): Reply {
  if (turn === 0) {
    return text(200, '<!doctype html><html><body>Sign in to the network</body></html>', {
      'content-type': 'text/html; charset=utf-8',
    });
  }
  const reply = answer();
  if (turn === 3 || reply.kind !== 'json') return reply;
  const whole = turn === 1 ? JSON.stringify(reply.body) : '';
  const half = whole.slice(0, Math.floor(whole.length / 2));
  return text(200, half, { 'content-type': 'application/json' });
}

const WINDOW = 60 * 1000;
const perWindow = { general: 60, calls: 10 } as const;

/**
 * Counts a request against the documented limits: 60 a minute, and 10 for /calls and below. The
 * window is a fixed minute (U20).
 * @throws Refusal 429 LIMIT_REACHED
 */
export function countRequest(world: World, path: string, now: number): void {
  const isCall =
    path.startsWith('/calls/') || (path === '/calls' && world.choices.callListCountsAsCall);
  const kind = isCall ? 'calls' : 'general';
  const current = world.rateWindows[kind];
  const window =
    current && now < current.startedAt + WINDOW ? current : { startedAt: now, count: 0 };
  world.rateWindows[kind] = window;
  window.count += 1;
  if (window.count <= perWindow[kind]) return;
  throw rateLimited(world, Math.ceil((window.startedAt + WINDOW - now) / 1000));
}

function rateLimited(world: World, seconds: number): Refusal {
  const headers = world.choices.retryAfterHeader ? { 'retry-after': String(seconds) } : {};
  return limitReached(world, 'Too many requests. Wait for the window to reset', headers);
}

/** The refusal for both the rate and concurrent calls; only its message differs (U21). */
export function limitReached(
  world: World,
  message: string,
  headers: Record<string, string> = {},
): Refusal {
  const shown = world.choices.limitMessages === 'same' ? 'Limit reached' : message;
  return new Refusal(429, 'LIMIT_REACHED', shown, headers);
}
