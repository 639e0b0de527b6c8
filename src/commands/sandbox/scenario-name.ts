import { nearNames } from '../../domain/text/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import { isScenarioName, type ScenarioName, scenarios } from '../../sandbox/scenarios.ts';

/** Returns the name. Throws INVALID_VALUE with near names if no scenario has it. */
export function checkScenario(given: string): ScenarioName {
  if (isScenarioName(given)) return given;
  const names = scenarios.map(({ name }) => name);
  const near = nearNames(names, given);
  throw new CliError('INVALID_VALUE', {
    message: `The sandbox has no scenario called ${given}.`,
    hints: near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : [],
    commands: ['sandbox scenarios'],
    details: { scenarios: names, near },
  });
}
