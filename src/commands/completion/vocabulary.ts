import type { Command } from 'commander';
import { type ArgumentData, type CommandData, type FlagData, pathOf, readTree } from '../tree.ts';

/** A word that can be completed. */
export interface Word {
  readonly name: string;
  readonly description: string;
}

/** A flag and the value that follows it. */
export interface Flag extends Word {
  /**
   * The flag's value; null for a switch. Without words and files, only the user knows the value.
   */
  readonly value: { readonly words: readonly string[]; readonly files: boolean } | null;
}

/** A command or a group, by its path, and what can follow. */
export interface Place {
  /** `connections list`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly flags: readonly Flag[];
  /** The words of each argument, in order. */
  readonly args: readonly (readonly string[])[];
  /** True if the last argument may be repeated. */
  readonly repeats: boolean;
}

/** Everything the program accepts, so that a script can complete it without running it. */
export interface Vocabulary {
  readonly globals: readonly Flag[];
  readonly places: readonly Place[];
}

/** Reads what the scripts need: the command tree and the topics of `help`. */
export async function readVocabulary(
  program: Command,
  topics: readonly string[],
): Promise<Vocabulary> {
  const tree = await readTree(program);
  const groups = groupsBelow(program);
  const described = topics.map((name) => ({ name, description: 'Help topic' }));
  return {
    globals: tree.global_flags.map(toFlag),
    places: [
      ...groups.map(groupPlace),
      ...tree.commands.filter(({ command }) => command !== 'help').map(commandPlace),
      // `help` accepts the words of every command, and its topics.
      ...groups.map((group) => {
        const { path, commands, ...rest } = groupPlace(group);
        return {
          path: `help ${path}`.trim(),
          commands: path === '' ? [...commands, ...described] : commands,
          ...rest,
        };
      }),
    ],
  };
}

/** The values of a flag or an argument; `path` is null for global flags. */
export interface Offer {
  readonly path: string | null;
  /** The flag, or the position of the argument from 0; `*` for every argument of the command. */
  readonly at: string;
  readonly words: readonly string[];
  readonly files: boolean;
}

/** The flags with known values, commands' flags first: they take precedence over global ones. */
export function flagOffers({ places, globals }: Vocabulary): readonly Offer[] {
  const offers = (path: string | null, flags: readonly Flag[]) =>
    flags.flatMap(({ name, value }) =>
      value === null || (value.words.length === 0 && !value.files)
        ? []
        : [{ path, at: name, ...value }],
    );
  return [...places.flatMap(({ path, flags }) => offers(path, flags)), ...offers(null, globals)];
}

/** The arguments whose values are known. */
export function argumentOffers({ places }: Vocabulary): readonly Offer[] {
  return places.flatMap(({ path, args, repeats }) =>
    args.flatMap((words, index) => {
      if (words.length === 0) return [];
      const at = repeats && index === args.length - 1 ? '*' : String(index);
      return [{ path, at, words, files: false }];
    }),
  );
}

/** The names of the words, separated by spaces. */
export function namesOf(words: readonly Word[]): string {
  return words.map(({ name }) => name).join(' ');
}

/** The flags that take a value: the next word is not a command. */
export function valued(flags: readonly Flag[]): readonly Flag[] {
  return flags.filter(({ value }) => value !== null);
}

/** The shell variables for a place, each with its words; those without words are omitted. */
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

/** The pattern that matches `<path> <at>` in a `case` of bash or zsh. */
export function casePattern({ path, at }: Offer): string {
  if (at === '*') return `'${path} '*`;
  return path === null ? `*' ${at}'` : `'${path} ${at}'`;
}

function groupsBelow(command: Command): Command[] {
  return command.commands.length === 0 ? [] : [command, ...command.commands.flatMap(groupsBelow)];
}

function groupPlace(group: Command): Place {
  const commands = group.commands.map((command) => ({
    name: command.name(),
    description: command.description().replace(/\s+/g, ' '),
  }));
  return { path: pathOf(group), commands, flags: [], args: [], repeats: false };
}

function commandPlace(data: CommandData): Place {
  return {
    path: data.command,
    commands: [],
    flags: data.flags.map(toFlag),
    args: data.arguments.map(wordsOf),
    repeats: data.arguments.at(-1)?.repeatable === true,
  };
}

function toFlag(data: FlagData): Flag {
  const words = wordsOf(data);
  const files = words.length === 0 && /^(file|path)/.test(data.value ?? '');
  return {
    name: data.flag,
    description: data.summary,
    value: data.value === null ? null : { words, files },
  };
}

/** The four shells quote differently, so only words that need no quoting are offered. */
function wordsOf({ values }: FlagData | ArgumentData): readonly string[] {
  return (values ?? []).filter((word) => /^[\w.+-]+$/.test(word));
}
