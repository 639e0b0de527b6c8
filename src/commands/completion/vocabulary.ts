import type { Command, Option } from 'commander';
import { wordsOfArgument, wordsOfFlag } from './known-words.ts';

/** A word that can be completed. */
export interface Word {
  readonly name: string;
  readonly description: string;
}

export interface Flag extends Word {
  /** What follows it; null for a switch. Without words and files, only the user knows. */
  readonly value: { readonly words: readonly string[]; readonly files: boolean } | null;
}

/** A command, by the words that lead to it: what can follow. */
export interface Place {
  /** `connections list`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly flags: readonly Flag[];
  /** The words of each argument, in order. */
  readonly args: readonly (readonly string[])[];
  /** Whether the last argument may be repeated. */
  readonly repeats: boolean;
}

/** All that the program understands, so that a script can complete it without running it. */
export interface Vocabulary {
  readonly globals: readonly Flag[];
  readonly places: readonly Place[];
}

export function readVocabulary(program: Command, topics: readonly string[]): Vocabulary {
  const places = placesBelow(program, '');
  return {
    globals: flagsOf(program, ''),
    places: [...places.filter(({ path }) => path !== 'help'), ...placesOfHelp(places, topics)],
  };
}

/** What can stand behind a flag, or in the place of an argument; `path` is null for global flags. */
export interface Offer {
  readonly path: string | null;
  /** The flag, or the position of the argument from 0; `*` for every one behind the command. */
  readonly at: string;
  readonly words: readonly string[];
  readonly files: boolean;
}

/** The flags whose values can be offered, those of commands first: they may go before a global one. */
export function flagOffers({ places, globals }: Vocabulary): readonly Offer[] {
  const offers = (path: string | null, flags: readonly Flag[]) =>
    flags.flatMap(({ name, value }) =>
      value === null || (value.words.length === 0 && !value.files)
        ? []
        : [{ path, at: name, ...value }],
    );
  return [...places.flatMap(({ path, flags }) => offers(path, flags)), ...offers(null, globals)];
}

export function argumentOffers({ places }: Vocabulary): readonly Offer[] {
  return places.flatMap(({ path, args, repeats }) =>
    args.flatMap((words, index) => {
      if (words.length === 0) return [];
      const at = repeats && index === args.length - 1 ? '*' : String(index);
      return [{ path, at, words, files: false }];
    }),
  );
}

export function namesOf(words: readonly Word[]): string {
  return words.map(({ name }) => name).join(' ');
}

/** The flags that take a value: the word behind them is no command. */
export function valued(flags: readonly Flag[]): readonly Flag[] {
  return flags.filter(({ value }) => value !== null);
}

function placesBelow(command: Command, path: string): Place[] {
  const help = command.createHelp();
  // commander shows a `help` of its own below each group; ours stands above them all.
  const commands = help.visibleCommands(command).filter((each) => command.commands.includes(each));
  const place = {
    path,
    commands: commands.map((each) => ({
      name: each.name(),
      description: line(each.description()),
    })),
    flags: command.parent === null ? [] : flagsOf(command, path),
    args: command.registeredArguments.map((argument) => usable(wordsOfArgument(path, argument))),
    repeats: command.registeredArguments.at(-1)?.variadic === true,
  };
  const below = commands.flatMap((each) => placesBelow(each, join(path, each.name())));
  return [place, ...below];
}

/** `help` takes the words of every command behind it, and its topics. */
function placesOfHelp(places: readonly Place[], topics: readonly string[]): Place[] {
  const described = topics.map((name) => ({ name, description: 'help topic' }));
  return places
    .filter(({ path, commands }) => commands.length > 0 && path !== 'help')
    .map(({ path, commands }) => ({
      path: join('help', path),
      commands: path === '' ? [...commands, ...described] : commands,
      flags: [],
      args: [],
      repeats: false,
    }));
}

function flagsOf(command: Command, path: string): Flag[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => option.long != null)
    .filter((option) => command.parent === null || option.long !== '--help')
    .map((option) => ({
      name: option.long ?? '',
      description: line(option.description),
      value: option.required ? valueAfter(path, option) : null,
    }));
}

function valueAfter(path: string, option: Option): Flag['value'] {
  const words = usable(wordsOfFlag(path, option));
  return { words, files: words.length === 0 && /<(file|path)>/.test(option.flags) };
}

/** Four shells quote in four ways; a word that none of them needs to quote is offered. */
function usable(words: readonly string[]): readonly string[] {
  return words.filter((word) => /^[\w.+-]+$/.test(word));
}

function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function join(path: string, name: string): string {
  return [path, name].filter((part) => part !== '').join(' ');
}
