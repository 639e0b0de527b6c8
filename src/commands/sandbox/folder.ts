import { dirname, join } from 'node:path';
import { CliError } from '../../errors/cli-error.ts';
import type { Context } from '../../ports/context.ts';

/** The folder that holds one folder for each scenario, and the name of the kept scenario. */
export async function sandboxFolder(ctx: Pick<Context, 'settings' | 'mode'>): Promise<string> {
  const folder = dirname((await ctx.settings()).path);
  // With `--sandbox`, settings are in the folder of the scenario.
  return ctx.mode.sandbox === null ? join(folder, 'sandbox') : dirname(folder);
}

/** Runs work on the folder. Throws SETTINGS_UNWRITABLE if the system refuses it. */
export function onFolder<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new CliError('SETTINGS_UNWRITABLE', {
      message: `The sandbox folder ${folder} cannot be written: ${code}.`,
      details: { path: folder, reason: code },
      cause,
    });
  }
}
