import type { Context } from '../ports/context.ts';

/** A write may show only a moment later. Milliseconds. */
const beforeSecondLook = 1000;

/** Looks, and once more a moment later when the first look does not show what was written. */
export async function lookTwice<T>(
  ctx: Pick<Context, 'sleep'>,
  look: () => Promise<T>,
  holds: (found: T) => boolean,
): Promise<T> {
  const first = await look();
  if (holds(first)) return first;
  await ctx.sleep(beforeSecondLook);
  return look();
}
