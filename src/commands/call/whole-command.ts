import type { Context } from '../../ports/context.ts';

/** A command that runs as it stands, for a result that a script reads. */
export function wholeCommand({ mode }: Pick<Context, 'mode'>, words: string): string {
  const { program, sandbox } = mode;
  if (sandbox === null) return `${program} ${words}`;
  const scenario = sandbox === 'default' ? '' : ` --scenario ${sandbox}`;
  return `${program} ${words} --sandbox${scenario}`;
}
