/** The parts of this run's command line that the next command has to repeat. */
export interface Called {
  readonly program: string;
  /** The sandbox's scenario, or null. */
  readonly sandbox: string | null;
  /** The value of `--scenario`. Without the flag, the scenario of `sandbox use` applies. */
  readonly scenario?: string | undefined;
  /**
   * The values of `--profile` and `--base-url`: without them the next command would use another
   * account.
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
    sandbox !== null &&
      (sandbox !== 'default' || mode.scenario !== undefined) &&
      !/--scenario\b/.test(words) &&
      `--scenario ${sandbox}`,
  ].filter((flag) => flag !== false);
  return [mode.program, words, ...flags].join(' ');
}
