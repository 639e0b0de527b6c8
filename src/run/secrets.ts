const secretVariables = ['VOCOBASE_API_KEY', 'PLIVO_AUTH_TOKEN'];
const secretFlag =
  /^--(auth-token|api-key|api-token|jwt-token|password|[a-z-]+-password)(?:=(.*))?$/s;

/** The secrets of one run: the masker takes them out of everything that is printed. */
export class Secrets {
  readonly #known = new Set<string>();

  add(secret: string): void {
    for (const form of [secret, secret.trim()]) if (form.length >= 6) this.#known.add(form);
  }

  all(): Iterable<string> {
    return this.#known;
  }

  /** Those that stand in the environment and on the command line, wherever they turn up later. */
  static of(env: NodeJS.ProcessEnv, argv: readonly string[]): Secrets {
    const secrets = new Secrets();
    for (const name of secretVariables) secrets.add(env[name] ?? '');
    argv.forEach((word, index) => {
      const flag = secretFlag.exec(word);
      if (flag) secrets.add(flag[2] ?? argv[index + 1] ?? '');
    });
    return secrets;
  }
}
