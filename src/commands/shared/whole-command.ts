import type { Context } from '../../ports/context.ts';

/**
 * A command of ours as it can be typed: with the name that the program was called by, and in the
 * sandbox with the flags that lead to the same world, where they make a difference.
 */
export function wholeCommand(ctx: Pick<Context, 'mode'>, words: string): string {
  const { program } = ctx.mode;
  const sandbox = /^(explain|help)\b/.test(words) ? null : ctx.mode.sandbox;
  const flags = [
    sandbox !== null && !/(^|\s)--sandbox\b/.test(words) && '--sandbox',
    sandbox !== null &&
      sandbox !== 'default' &&
      !/--scenario\b/.test(words) &&
      `--scenario ${sandbox}`,
  ].filter((flag) => flag !== false);
  return [program, words, ...flags].join(' ');
}
