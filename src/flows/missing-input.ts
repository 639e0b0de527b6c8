import { CliError } from '../errors/cli-error.ts';
import type { Context } from '../ports/context.ts';

/** One thing that a command needs and was not given; an entry of `details.missing`. */
export interface Missing {
  readonly flag: string | null;
  readonly env: string | null;
  readonly what: string;
}

/** What leads on from what is missing. */
interface Help {
  readonly hints: readonly string[];
  readonly commands: readonly string[];
}

const byFlag: Help = {
  hints: ['Give each by its flag or variable, or run this at a terminal to be asked.'],
  commands: ['help environment'],
};

/** Where nobody can be asked: throws INPUT_REQUIRED, naming everything that is missing at once. */
export function requireInputs(
  ctx: Pick<Context, 'prompt'>,
  missing: readonly Missing[],
  help: Help = byFlag,
): void {
  if (missing.length === 0 || ctx.prompt.available) return;
  const names = missing.map(({ what }) => what).join(', ');
  throw new CliError('INPUT_REQUIRED', {
    message: `Missing, and nobody can be asked here: ${names}.`,
    ...help,
    details: { missing },
  });
}

/** Alone, a missing API key is an error of its own kind; beside others it is named with them. */
export async function withMissingKey(
  ctx: Pick<Context, 'findApiKey' | 'prompt'>,
  missing: readonly Missing[],
): Promise<readonly Missing[]> {
  if (missing.length === 0 || ctx.prompt.available) return missing;
  if ((await ctx.findApiKey()) !== null) return missing;
  return [{ flag: null, env: 'VOCOBASE_API_KEY', what: 'API key' }, ...missing];
}
