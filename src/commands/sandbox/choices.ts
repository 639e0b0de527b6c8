import type { Action } from '../../ports/action.ts';
import { type Choice, choices } from '../../sandbox/choices.ts';

export interface ChoiceList {
  readonly choices: readonly (Pick<Choice, 'id' | 'question' | 'choice' | 'why' | 'setting'> & {
    /** What the setting takes, where that is a list. */
    readonly options: readonly (string | number | boolean)[] | null;
  })[];
}

export const listChoices: Action<void, ChoiceList> = {
  async run() {
    return {
      choices: choices.map(({ id, question, choice, why, setting, options }) => ({
        id,
        question,
        choice,
        why,
        setting,
        options: options ?? null,
      })),
    };
  },

  view({ choices: listed }, style) {
    const entries = listed.map(({ id, question, choice, why, setting, options }) => {
      const values = options === null ? '' : ` (${options.join(', ')})`;
      return [
        `${style.bold(id)}  ${question}`,
        style.wrap(choice, '  '),
        style.wrap(`Why: ${why}`, '  '),
        ...(setting === null ? [] : [style.wrap(`Setting: ${setting}${values}`, '  ')]),
      ].join('\n');
    });
    return [
      style.wrap(
        'What the documentation of the API leaves open, and what the sandbox does. These are decisions of this program, not facts about the API.',
      ),
      ...entries,
    ].join('\n\n');
  },
};
