import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import { isScenarioName } from '../../sandbox/scenarios.ts';
import { checkScenario } from './scenario-name.ts';

export interface ResetSandboxInput {
  readonly scenario: string | undefined;
}

export interface ResetSandbox {
  /** The scenarios that begin afresh, each with the folder that was removed. */
  readonly reset: readonly { readonly scenario: string; readonly folder: string }[];
}

/**
 * Forgets what `--sandbox` keeps between commands. The settings made under it go too: they may name
 * an agent or a connection of the world that is gone.
 */
export const reset: Action<ResetSandboxInput, ResetSandbox> = {
  async run(ctx, input) {
    const wanted = input.scenario === undefined ? null : checkScenario(input.scenario);
    const place = await sandboxFolder(ctx);
    const kept = (await listFolders(place)).filter((name) => wanted === null || name === wanted);
    if (ctx.mode.dryRun) {
      const names = kept.length === 0 ? 'Nothing' : kept.join(', ');
      ctx.log.notice(`${names} would begin afresh.`);
      return { dry_run: true, requests: [] };
    }
    for (const name of kept) await rm(join(place, name), { recursive: true, force: true });
    return { reset: kept.map((scenario) => ({ scenario, folder: join(place, scenario) })) };
  },

  view({ reset: done }) {
    if (done.length === 0) return 'There was nothing to reset.';
    return [
      'These begin afresh:',
      ...done.map(({ scenario, folder }) => `  ${scenario}  ${folder}`),
    ].join('\n');
  },
};

/** With `--sandbox` the settings lie in the folder of the scenario, one level below. */
async function sandboxFolder(ctx: Pick<Context, 'settings' | 'mode'>): Promise<string> {
  const folder = dirname((await ctx.settings()).path);
  return ctx.mode.sandbox === null ? join(folder, 'sandbox') : dirname(folder);
}

async function listFolders(place: string): Promise<string[]> {
  try {
    const entries = await readdir(place, { withFileTypes: true });
    return (
      entries
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        // The folder of the settings may be one that the user chose, with other things in it.
        .filter(isScenarioName)
        .sort()
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
