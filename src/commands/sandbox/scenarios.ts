import type { Action } from '../../ports/action.ts';
import { type Scenario, scenarios } from '../../sandbox/scenarios.ts';

interface ScenarioList {
  readonly scenarios: readonly Scenario[];
}

/** `sandbox scenarios`: every starting state, with a one-line summary. */
export const listScenarios: Action<void, ScenarioList> = {
  async run() {
    return { scenarios: scenarios.map(({ name, summary }) => ({ name, summary })) };
  },

  view({ scenarios: listed }, style) {
    return [
      ...listed.map(({ name, summary }) => `${style.bold(name)}\n${style.wrap(summary, '  ')}`),
      '',
      `${listed.length} scenarios. To use one:`,
      `  ${style.command('sandbox use <scenario>')}`,
    ].join('\n');
  },
};
