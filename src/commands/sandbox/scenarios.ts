import type { Action } from '../../ports/action.ts';
import { type Scenario, scenarios } from '../../sandbox/scenarios.ts';

export interface ScenarioList {
  readonly scenarios: readonly Scenario[];
}

export const listScenarios: Action<void, ScenarioList> = {
  async run() {
    return { scenarios: scenarios.map(({ name, title, what }) => ({ name, title, what })) };
  },

  view({ scenarios: listed }, style) {
    return listed
      .map(({ name, title, what }) =>
        // Below 60 columns a name and its title have a line each.
        style.width < 60
          ? `${style.bold(name)}\n${style.wrap(`${title}. ${what}`, '  ')}`
          : `${style.bold(name)}  ${title}\n${style.wrap(what, '  ')}`,
      )
      .join('\n');
  },
};
