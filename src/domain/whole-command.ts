/** The program's name, and the sandbox's scenario or null. */
export interface Called {
  readonly program: string;
  readonly sandbox: string | null;
}

/**
 * A command of ours as it can be typed: with the name that the program was called by, and in the
 * sandbox with the flags that lead to the same world, where they make a difference.
 */
export function wholeCommand({ mode }: { readonly mode: Called }, words: string): string {
  const sandbox = /^(explain|help|sandbox|completion)\b|--help\b/.test(words) ? null : mode.sandbox;
  const flags = [
    sandbox !== null && !/(^|\s)--sandbox\b/.test(words) && '--sandbox',
    sandbox !== null &&
      sandbox !== 'default' &&
      !/--scenario\b/.test(words) &&
      `--scenario ${sandbox}`,
  ].filter((flag) => flag !== false);
  return [mode.program, words, ...flags].join(' ');
}
