import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import { keepScenario, readKeptScenario } from '../../sandbox/kept-scenario.ts';
import { scenarios } from '../../sandbox/scenarios.ts';
import { onFolder, sandboxFolder } from './folder.ts';
import { checkScenario } from './scenario-name.ts';

interface UseScenarioInput {
  readonly scenario: string | undefined;
}

interface UsedScenario {
  readonly scenario: string;
}

/** Keeps a scenario for the next commands with `--sandbox`; `--scenario` takes precedence. */
export const useScenario: Action<UseScenarioInput, UsedScenario> = {
  async run(ctx, { scenario: given }) {
    requireArgument(ctx, given, {
      flag: '<scenario>',
      what: 'scenario',
      list: 'sandbox scenarios',
    });
    const folder = await sandboxFolder(ctx);
    const scenario =
      given === undefined
        ? await ctx.prompt.search({
            message: 'Scenario',
            flag: '<scenario>',
            what: 'scenario',
            choices: scenarios.map(({ name, summary }) => ({
              value: name,
              name,
              description: summary,
              keywords: summary,
            })),
            preset: readKeptScenario(folder),
          })
        : checkScenario(given);
    if (ctx.mode.dryRun) return { dry_run: true, requests: [] };
    onFolder(folder, () => keepScenario(folder, scenario));
    return { scenario };
  },

  view({ scenario }, style) {
    const used = style.wrap(
      `Commands with --sandbox now use the scenario ${style.bold(scenario)}.`,
    );
    if (scenario === 'default') return used;
    return `${used}\n\n${style.next([{ label: 'Go back', command: 'sandbox use default' }])}`;
  },
};
