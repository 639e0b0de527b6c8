/** How this run was called, as far as the next command has to be called alike. */
export interface Called {
  readonly program: string;
  /** The sandbox's scenario, or null. */
  readonly sandbox: string | null;
  /** What `--scenario` named. Without the flag, the scenario of `sandbox use` would apply. */
  readonly scenario?: string | undefined;
  /** What `--profile` and `--base-url` named: without them another account would be acted on. */
  readonly profile?: string | undefined;
  readonly baseUrl?: string | undefined;
}

/**
 * A text that is not ours as one word of a command: it may be pasted into a shell, so that what is more than
 * letters, digits and harmless signs is quoted.
 */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command of ours as it can be typed: with the name that the program was called by, and with the
 * flags that lead to the same account or world, where they make a difference.
 */
export function wholeCommand({ mode }: { readonly mode: Called }, words: string): string {
  if (/^(explain|help|sandbox|completion)\b|--help\b/.test(words)) {
    return `${mode.program} ${words}`;
  }
  const { sandbox } = mode;
  // A command that leads into the sandbox from outside finds other settings and another address there.
  const { profile, baseUrl } = sandbox === null && /(^|\s)--sandbox\b/.test(words) ? {} : mode;
  const flags = [
    profile !== undefined && !/--profile\b/.test(words) && `--profile ${shellQuote(profile)}`,
    baseUrl !== undefined && !/--base-url\b/.test(words) && `--base-url ${shellQuote(baseUrl)}`,
    sandbox !== null && !/(^|\s)--sandbox\b/.test(words) && '--sandbox',
    sandbox !== null &&
      (sandbox !== 'default' || mode.scenario !== undefined) &&
      !/--scenario\b/.test(words) &&
      `--scenario ${sandbox}`,
  ].filter((flag) => flag !== false);
  return [mode.program, words, ...flags].join(' ');
}
