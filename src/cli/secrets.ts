const secretVariables = ['VOCOBASE_API_KEY', 'PLIVO_AUTH_TOKEN'];
const secretFlag =
  /^--(auth-token|api-key|api-token|jwt-token|password|[a-z-]+-password)(?:=(.*))?$/s;

/** What may stand around a secret that was pasted, or join it to its label. */
const around = /[\s"'`“”‘’«»:=]+/;

const secretName =
  '(?:auth_?token|api_?key|api_?token|access_?token|(?:\\w+_)?password|(?:\\w+_)?secret|jwt(?:_token)?)';
const member = new RegExp(`"${secretName}"\\s*:\\s*"([^"]+)"`, 'gi');
const field = new RegExp(`^${secretName}=(.+)$`, 'is');
const labelled = /^(?:export\s+)?(?:\w+[\s_-]+)?(?:auth|api)[\s_-]*(?:token|key)\s*[:=\s]/i;

/** The secrets of one run: the masker takes them out of everything that is printed. */
export class Secrets {
  readonly #known = new Set<string>();

  add(secret: string): void {
    for (const form of [secret, secret.trim()]) if (form.length >= 6) this.#known.add(form);
    // Quotes and a label that were pasted with it are taken off before it is used.
    for (const part of secret.split(around)) if (part.length >= 12) this.#known.add(part);
  }

  /** Those that a text names: the members of a JSON body, `auth_token=…`, `Auth Token: …`. */
  addNamed(text: string): void {
    for (const [, secret = ''] of text.matchAll(member)) this.add(secret);
    this.add(field.exec(text)?.[1] ?? '');
    if (labelled.test(text)) this.add(text);
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
      secrets.addNamed(word);
    });
    return secrets;
  }
}
