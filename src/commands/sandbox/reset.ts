import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '../../ports/action.ts';
import { readKeptScenario } from '../../sandbox/kept-scenario.ts';
import { isScenarioName } from '../../sandbox/scenarios.ts';
import { onFolder, sandboxFolder } from './folder.ts';
import { checkScenario } from './scenario-name.ts';

interface ResetSandboxInput {
  /** Resets only this one. Without it, every scenario. */
  readonly scenario: string | undefined;
}

interface ResetSandbox {
  readonly reset: true;
  /** The scenario that the next command with `--sandbox` starts with. */
  readonly scenario: string;
}

/**
 * Deletes what `--sandbox` keeps between commands. The settings made with it go too: they may name
 * an agent or a connection that is gone. The scenario of `sandbox use` stays.
 */
export const reset: Action<ResetSandboxInput, ResetSandbox> = {
  async run(ctx, { scenario: given }) {
    const scenario = given === undefined ? null : checkScenario(given);
    const folder = await sandboxFolder(ctx);
    if (ctx.mode.dryRun) return { dry_run: true, requests: [] };
    onFolder(folder, () => {
      for (const name of scenario === null ? scenariosIn(folder) : [scenario]) {
        rmSync(join(folder, name), { recursive: true, force: true });
      }
    });
    return { reset: true, scenario: scenario ?? readKeptScenario(folder) };
  },

  view({ scenario }, style) {
    return `The sandbox starts over, in the scenario ${style.bold(scenario)}.`;
  },
};

/** The folder of the settings may be one that the user chose, with other things in it. */
function scenariosIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(isScenarioName);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
