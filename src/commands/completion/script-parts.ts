import { loading, type Shell } from './shells.ts';
import { namesOf, type Offer, type Place, valued, type Word } from './vocabulary.ts';

/** The comment that every script begins with: what it is, and how to load it. */
export function headOf(shell: Shell, inEveryShell: string): string {
  const { title, line } = loading[shell];
  return `# Completion of plivo and vocobase-plivo for ${title}.
#
# In this shell:   ${line}
# In every shell:  ${inEveryShell}`;
}

/** What a place sets: each variable with its words, those without words left out. */
export function variablesOf(
  { commands, flags }: Place,
  described: (word: Word) => string,
): readonly (readonly [name: string, words: string])[] {
  const variables = [
    ['commands', commands.map(described).join(' ')],
    ['flags', flags.map(described).join(' ')],
    ['valued', namesOf(valued(flags))],
  ] as const;
  return variables.filter(([, words]) => words !== '');
}

/** The pattern that finds an offer by `<path> <at>` in a `case` of bash or zsh. */
export function casePattern({ path, at }: Offer): string {
  if (at === '*') return `'${path} '*`;
  return path === null ? `*' ${at}'` : `'${path} ${at}'`;
}
