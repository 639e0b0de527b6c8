import { CliError } from '../errors/cli-error.ts';
import type { Context } from '../ports/context.ts';

/**
 * Asks before something is replaced, made ambiguous or billed. `--yes` and `--dry-run` need no
 * answer. Throws CONFIRMATION_REQUIRED where nobody can be asked, and where a person says no.
 */
export async function requireConsent(
  ctx: Pick<Context, 'mode' | 'prompt'>,
  question: string,
): Promise<void> {
  if (ctx.mode.yes || ctx.mode.dryRun) return;
  const agreed = await ctx.prompt.confirm({ message: question, flag: '--yes', what: 'consent' });
  if (agreed) return;
  throw new CliError('CONFIRMATION_REQUIRED', {
    message: 'You said no, so nothing was sent.',
    hints: [],
    commands: [],
  });
}

/** Whether consent can be had at all: a script without `--yes` is told before anything is sent. */
export function canConsent(ctx: Pick<Context, 'mode' | 'prompt'>): boolean {
  return ctx.mode.yes || ctx.mode.dryRun || ctx.prompt.available;
}
