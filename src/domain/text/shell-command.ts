/** The parts of this run's command line that the next command has to repeat. */
export interface Called {
  readonly program: string;
  /** The sandbox's scenario, or null. */
  readonly sandbox: string | null;
  /** The value of `--scenario`. Without the flag, the scenario of `sandbox use` applies. */
  readonly scenario?: string | undefined;
  /**
   * The values of `--profile` and `--base-url`: without them the next command would use another
   * account. A value that cannot be used is not repeated.
   */
  readonly profile?: string | undefined;
  readonly baseUrl?: string | undefined;
}

/**
 * Quotes a text as one word of a shell command. API text may be pasted into a shell, so anything
 * other than letters, digits, and harmless signs is quoted.
 */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command of this program, ready to type: with the name it was started by, and the flags that
 * select the same account or sandbox.
 */
export function wholeCommand({ mode }: { readonly mode: Called }, words: string): string {
  if (/^(explain|help|sandbox|completion)\b|--help\b/.test(words)) {
    return `${mode.program} ${words}`;
  }
  const { sandbox } = mode;
  // A command that enters the sandbox from outside finds other settings and another address there.
  const { profile, baseUrl } = sandbox === null && /(^|\s)--sandbox\b/.test(words) ? {} : mode;
  const flags = [
    profile !== undefined && !/--profile\b/.test(words) && `--profile ${shellQuote(profile)}`,
    baseUrl !== undefined && !/--base-url\b/.test(words) && `--base-url ${shellQuote(baseUrl)}`,
    sandbox !== null && !/(^|\s)--sandbox\b/.test(words) && '--sandbox',
    // Without the flag, the next command finds the scenario of `sandbox use` too.
    sandbox !== null &&
      mode.scenario !== undefined &&
      !/--scenario\b/.test(words) &&
      `--scenario ${sandbox}`,
  ].filter((flag) => flag !== false);
  return [mode.program, words, ...flags].join(' ');
}

/** How to type names instead of ids: each name, quoted, by the id of what it names. */
export type TypedNames = Readonly<Record<string, string>>;

/**
 * The names that select one item each, to be printed in commands instead of ids. Omitted are names
 * that several share in any case, that could be read as an id or a flag, or that need more than
 * plain quotes, which not every shell reads alike.
 */
export function typedNames(
  items: readonly { readonly id: string; readonly name: string }[],
): TypedNames {
  const ids = new Set(items.map(({ id }) => id));
  const uses = new Map<string, number>();
  for (const { name } of items) {
    uses.set(name.toLowerCase(), (uses.get(name.toLowerCase()) ?? 0) + 1);
  }
  const typed = items.filter(
    ({ name }) =>
      /^[\p{L}\p{N}](?:[\p{L}\p{N} _.,:&@/()+-]{0,58}[\p{L}\p{N}).])?$/u.test(name) &&
      !ids.has(name) &&
      uses.get(name.toLowerCase()) === 1,
  );
  return Object.fromEntries(typed.map(({ id, name }) => [id, shellQuote(name)]));
}

/** A command for a person, with names instead of ids where they are known. */
export function withNames(command: string, names: TypedNames): string {
  return command
    .split(' ')
    .map((word) => (Object.hasOwn(names, word) ? (names[word] ?? word) : word))
    .join(' ');
}

/**
 * The commands, and if one is wider than `room`, with each id cut to its first 8 characters, which
 * selectors accept. Ids that would then look alike stay whole.
 */
export function shortenIds(commands: readonly string[], room: number): readonly string[] {
  if (commands.every((command) => command.length <= room)) return commands;
  const uuid = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;
  const start = (id: string) => id.slice(0, 8).toLowerCase();
  const ids = new Set(commands.flatMap((command) => command.match(uuid) ?? []));
  const isUnique = (id: string) => [...ids].filter((one) => start(one) === start(id)).length === 1;
  return commands.map((command) =>
    command.replace(uuid, (id) => (isUnique(id) ? id.slice(0, 8) : id)),
  );
}
