import type { Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import { CliError } from '../errors/cli-error.ts';
import type { Inputs } from '../ports/context.ts';
import type { Log } from '../ports/log.ts';
import type { Io } from './terminal.ts';

/** Variables that `--sandbox` hides: real credentials, hosts, and ids do not exist there. */
const hiddenFromSandbox: ReadonlySet<string> = new Set([
  'VOCOBASE_API_KEY',
  'VOCOBASE_BASE_URL',
  'VOCOBASE_CONNECTION_ID',
  'VOCOBASE_AGENT_ID',
  'PLIVO_AUTH_ID',
  'PLIVO_AUTH_TOKEN',
  'PLIVO_BASE_URL',
]);

/** Variables that may not be set but empty; an empty secret has its own code, EMPTY_SECRET. */
const neverEmpty: ReadonlySet<string> = new Set([
  'VOCOBASE_BASE_URL',
  'VOCOBASE_PROFILE',
  'VOCOBASE_CONNECTION_ID',
  'VOCOBASE_AGENT_ID',
  'PLIVO_BASE_URL',
]);

/** Larger than any secret, prompt, or body; /dev/zero never ends. Bytes. */
const largestInput = 1024 * 1024;

/** Longer than any secret. Longer text is a prompt or a JSON body. Characters. */
const longestSecret = 400;

interface InputOptions {
  readonly io: Io;
  /** The sandbox's scenario, or null. */
  readonly scenario: string | null;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
  readonly log: Pick<Log, 'warn'>;
}

/** Variables, standard input, and files, as commands read them. */
export function createInputs({ io, scenario, secrets, signal, log }: InputOptions): Inputs {
  const stdin = takeOnce(io.stdin);
  return {
    env: (name) => readVariable(io.env, name, scenario !== null),
    async stdin() {
      const text = await readAll(stdin(), 'Standard input', signal);
      return remember(text.replace(/\r?\n$/, ''), secrets);
    },
    file: async (path, kind) => remember(await readFileOf(path, kind, signal, log), secrets),
  };
}

/** An unset CI secret arrives as an empty variable, and must not select another account. */
function readVariable(
  env: NodeJS.ProcessEnv,
  name: string,
  sandboxed: boolean,
): string | undefined {
  if (sandboxed && hiddenFromSandbox.has(name)) return undefined;
  const value = env[name];
  if (value?.trim() === '' && neverEmpty.has(name)) {
    throw new CliError('INVALID_VALUE', {
      message: `${name} is set but empty.`,
      hints: ['Give it a value, or unset it.'],
      commands: ['help environment'],
      details: { source: name },
    });
  }
  return value;
}

/** Standard input for its first reader. Throws USAGE for a second reader, and at a terminal. */
function takeOnce(open: Io['stdin']): () => Readable {
  let taken = false;
  return () => {
    if (taken) {
      throw new CliError('USAGE', {
        message: 'Only one value can come from standard input.',
        hints: ['Pass the other one in its variable or in a file.'],
      });
    }
    taken = true;
    const stdin = open();
    if (stdin.isTTY) {
      throw new CliError('USAGE', {
        message: 'Standard input is a terminal, where the value would be seen.',
        hints: ['Omit the flag to type the value in a hidden prompt, or send it through a pipe.'],
      });
    }
    return stdin;
  };
}

/** One short line may be a secret, so it is masked from now on. */
function remember(text: string, secrets: Secrets): string {
  const line = text.trim();
  secrets.addNamed(line);
  if (line.length <= longestSecret && !/^[[{]|\s/.test(line)) secrets.add(line);
  return text;
}

async function readFileOf(
  path: string,
  kind: 'secret' | undefined,
  signal: AbortSignal,
  log: Pick<Log, 'warn'>,
): Promise<string> {
  const { stat } = process.getBuiltinModule('node:fs/promises');
  try {
    const facts = await stat(path);
    if (kind === 'secret' && othersMayRead(facts)) {
      log.warn(`Other users of this machine can read ${path}. Restrict it with chmod 600.`);
    }
    return await readAll(await openFile(path, facts), `The file ${path}`, signal);
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CliError('INVALID_VALUE', {
      message: `The file ${path} ${missing ? 'does not exist' : 'cannot be read'}.`,
      hints: [],
      details: { path },
      cause,
    });
  }
}

/** True if other users may read the file. Windows has no such bits: every file would look open. */
function othersMayRead(facts: Stats): boolean {
  return process.platform !== 'win32' && facts.isFile() && (facts.mode & 0o044) !== 0;
}

/** Opening a pipe that has no writer would wait where no signal can end it. */
async function openFile(path: string, facts: Stats): Promise<Readable> {
  const { constants, createReadStream, openSync } = process.getBuiltinModule('node:fs');
  if (!facts.isFIFO()) return createReadStream(path);
  const { Socket } = process.getBuiltinModule('node:net');
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

/** A pipe whose writer stays open would keep the process alive after the run was interrupted. */
async function readAll(stream: Readable, what: string, signal: AbortSignal): Promise<string> {
  if (signal.aborted) throw new CliError('INTERRUPTED');
  const stop = () => void stream.destroy(new CliError('INTERRUPTED'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    let text = '';
    stream.setEncoding('utf8');
    for await (const chunk of stream) {
      text += chunk;
      if (text.length > largestInput) throw tooLarge(what);
    }
    return text;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function tooLarge(what: string): CliError {
  return new CliError('INVALID_VALUE', {
    message: `${what} is larger than 1 MiB, the most that is read.`,
    hints: ['Check that it is the right one.'],
  });
}

const secretVariables = ['VOCOBASE_API_KEY', 'PLIVO_AUTH_TOKEN'];
const secretFlag =
  /^--(auth-token|api-key|api-token|jwt-token|password|[a-z-]+-password)(?:=(.*))?$/s;

/** True if the value of this flag is a secret: `--auth-token`. */
export function isSecretFlag(flag: string): boolean {
  return secretFlag.test(flag);
}

/** Text around a pasted secret, or between it and its label. */
const around = /[\s"'`“”‘’«»:=]+/;

const secretName =
  '(?:auth_?token|api_?key|api_?token|access_?token|(?:\\w+_)?password|(?:\\w+_)?secret|jwt(?:_token)?)';
const member = new RegExp(`"${secretName}"\\s*:\\s*"([^"]+)"`, 'gi');
const field = new RegExp(`^${secretName}=(.+)$`, 'is');
const labelled = /^(?:export\s+)?(?:\w+[\s_-]+)?(?:auth|api)[\s_-]*(?:token|key)\s*[:=\s]/i;

/** The secrets of one run. The masker removes them from everything that is printed. */
export class Secrets {
  readonly #known = new Set<string>();

  add(secret: string): void {
    for (const form of [secret, secret.trim()]) if (form.length >= 6) this.#known.add(form);
    // Quotes and a label pasted with it are removed before use.
    for (const part of secret.split(around)) if (part.length >= 12) this.#known.add(part);
  }

  /**
   * Adds the secrets that a text names: the members of a JSON body, `auth_token=…`, `Auth Token:
   * …`.
   */
  addNamed(text: string): void {
    // Most words of a command line name nothing.
    if (!/[\s:=]/.test(text)) return;
    for (const [, secret = ''] of text.matchAll(member)) this.add(secret);
    this.add(field.exec(text)?.[1] ?? '');
    if (labelled.test(text)) this.add(text);
  }

  all(): Iterable<string> {
    return this.#known;
  }

  /** The secrets in the environment and on the command line, wherever they appear later. */
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
