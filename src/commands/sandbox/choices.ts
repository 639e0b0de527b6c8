import type { Action } from '../../ports/action.ts';
import { type Choice, choices } from '../../sandbox/choices.ts';

interface ChoiceList {
  readonly choices: readonly (Pick<Choice, 'id' | 'question' | 'choice' | 'why'> & {
    /** The settings that change it, for `PUT /__sandbox/choices`. Empty: it cannot be changed. */
    readonly options: readonly {
      readonly setting: string;
      readonly default: unknown;
      /** null: any number from 0, any text, or an object like the default. */
      readonly values: readonly unknown[] | null;
    }[];
  })[];
}

/**
 * `sandbox choices`: the open questions of the API documentation, each with what the sandbox does.
 */
export const listChoices: Action<void, ChoiceList> = {
  async run() {
    return {
      choices: choices.map(({ id, question, choice, why, settings }) => ({
        id,
        question,
        choice,
        options: Object.entries(settings).map(([setting, { default: usual, values }]) => ({
          setting,
          default: usual,
          values,
        })),
        why,
      })),
    };
  },

  view({ choices: listed }, style) {
    const entries = listed.map(({ id, question, choice, why, options }) => {
      const settings = options.map(
        (option) =>
          `${option.setting}  ${(option.values ?? [option.default]).map(plain).join(', ')}`,
      );
      return [
        style.wrap(`${style.bold(id.padEnd(3))}  ${question}`),
        style.wrap(choice, '     '),
        style.wrap(`Why: ${why}`, '     '),
        ...settings.map((line) => style.wrap(line, '     ')),
      ].join('\n');
    });
    return [
      style.wrap(
        'What the API documentation leaves open, and what the sandbox does. These are decisions of this project, not facts about the API. Settings change with PUT /__sandbox/choices; their first value is the default.',
      ),
      ...entries,
    ].join('\n\n');
  },
};

function plain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
