import type { Readable } from 'node:stream';
import { CliError } from '../errors/cli-error.ts';
import type { Inputs } from '../ports/context.ts';
import type { Io } from './io.ts';
import type { Secrets } from './secrets.ts';

/** Variables that `--sandbox` does not see: real credentials and hosts stay out of it. */
const hiddenFromSandbox: ReadonlySet<string> = new Set([
  'VOCOBASE_API_KEY',
  'VOCOBASE_BASE_URL',
  'PLIVO_AUTH_ID',
  'PLIVO_AUTH_TOKEN',
  'PLIVO_BASE_URL',
]);

/** Longer than any secret: a prompt read from a file is none, and neither is a body in JSON. */
const longestSecret = 400;

export function createInputs(
  io: Io,
  sandboxed: boolean,
  secrets: Secrets,
  signal: AbortSignal,
): Inputs {
  let stdinTaken = false;
  /** What comes in as one short line may be a secret, so it is masked from here on. */
  const remember = (text: string): string => {
    const line = text.trim();
    secrets.addNamed(line);
    if (line.length <= longestSecret && !/^[[{]|\s/.test(line)) secrets.add(line);
    return text;
  };
  return {
    env: (name) => (sandboxed && hiddenFromSandbox.has(name) ? undefined : io.env[name]),

    async stdin() {
      if (stdinTaken) {
        throw new CliError('USAGE', {
          message: 'Only one value can come from standard input.',
          hints: ['Give the other one in its variable or in a file.'],
          commands: [],
        });
      }
      stdinTaken = true;
      if (io.stdin.isTTY) {
        throw new CliError('USAGE', {
          message: 'Standard input is a terminal, where the value would be seen.',
          hints: ['Leave the flag out to be asked without an echo, or send the value in a pipe.'],
          commands: [],
        });
      }
      return remember((await readAll(io.stdin, signal)).replace(/\r?\n$/, ''));
    },

    async file(path) {
      const { readFile, stat } = await import('node:fs/promises');
      try {
        const isPipe = (await stat(path)).isFIFO();
        return remember(
          isPipe ? await readAll(await openPipe(path), signal) : await readFile(path, 'utf8'),
        );
      } catch (cause) {
        if (cause instanceof CliError) throw cause;
        const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
        throw new CliError('INVALID_VALUE', {
          message: `The file ${path} ${missing ? 'does not exist' : 'cannot be read'}.`,
          hints: [],
          commands: [],
          details: { path },
          cause,
        });
      }
    },
  };
}

/** Opening a pipe with nobody at its other end would wait where no signal can end it. */
async function openPipe(path: string): Promise<Readable> {
  const [{ constants, openSync }, { Socket }] = await Promise.all([
    import('node:fs'),
    import('node:net'),
  ]);
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

/** A pipe whose other end stays open would keep the process alive after the run was interrupted. */
async function readAll(stdin: Readable, signal: AbortSignal): Promise<string> {
  if (signal.aborted) throw new CliError('INTERRUPTED');
  const stop = () => void stdin.destroy(new CliError('INTERRUPTED'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    let text = '';
    stdin.setEncoding('utf8');
    for await (const chunk of stdin) text += chunk;
    return text;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
