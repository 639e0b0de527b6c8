import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const WINDOW = 60 * 1000;
const perWindow = { general: 60, calls: 10 } as const;

/**
 * Counts a request against the documented limits: 60 a minute, and 10 for /calls and below. The
 * window is a fixed minute (U20).
 * @throws Refusal 429 LIMIT_REACHED
 */
export function countRequest(world: World, path: string, now: number): void {
  const kind = path === '/calls' || path.startsWith('/calls/') ? 'calls' : 'general';
  const current = world.rateWindows[kind];
  const window =
    current && now < current.startedAt + WINDOW ? current : { startedAt: now, count: 0 };
  world.rateWindows[kind] = window;
  window.count += 1;
  if (window.count <= perWindow[kind]) return;
  throw rateLimited(world, Math.ceil((window.startedAt + WINDOW - now) / 1000));
}

export function rateLimited(world: World, seconds: number): Refusal {
  return new Refusal(
    429,
    'LIMIT_REACHED',
    'Too many requests. Wait for the window to reset',
    world.choices.retryAfterHeader ? { 'retry-after': String(seconds) } : {},
  );
}
