import { type IPty, spawn } from '@lydell/node-pty';
import { binary, nodeUnderTest, settingsFolder } from './run.ts';

/** A program on a real pseudo-terminal, driven as a person would: read the screen, then type. */
export interface Person {
  /** All that was written so far, escape sequences included. */
  raw(): string;
  /** The same without escape sequences. */
  screen(): string;
  /** Waits until the text appears after what was last waited for. Fails with the screen when it does not. */
  sees(text: string | RegExp): Promise<void>;
  /** Types and presses Enter. */
  answers(text: string): void;
  /** Types without Enter: `\x03` is Ctrl-C. */
  presses(keys: string): void;
  /** Sends a signal to the program alone. */
  signals(name: NodeJS.Signals): void;
  exit(): Promise<number>;
}

export interface TerminalOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
  /** Another program than plivo. */
  readonly command?: readonly string[];
}

/** How long to wait for a text; generous, because machines are slow. Milliseconds. */
const patience = 20_000;

export async function openTerminal(
  args: readonly string[],
  options: TerminalOptions = {},
): Promise<Person> {
  const folder = options.env?.VOCOBASE_CONFIG_DIR ?? (await settingsFolder());
  const [file = nodeUnderTest, ...before] = options.command ?? [nodeUnderTest, binary];
  const terminal: IPty = spawn(file, [...before, ...args], {
    cols: options.columns ?? 100,
    rows: options.rows ?? 40,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      XDG_CACHE_HOME: process.env.PLIVO_TEST_CACHE ?? '',
      TERM: 'xterm-256color',
      VOCOBASE_CONFIG_DIR: folder,
      ...options.env,
    },
  });
  let raw = '';
  let seen = 0;
  const listeners = new Set<() => void>();
  let exitCode: number | null = null;
  terminal.onData((data) => {
    raw += data;
    for (const listener of [...listeners]) listener();
  });
  const ended = new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode: code, signal }) => {
      exitCode = signal ? 128 + signal : code;
      for (const listener of [...listeners]) listener();
      resolve(exitCode);
    });
  });
  const screen = () => plain(raw);
  return {
    raw: () => raw,
    screen,
    sees: (text) =>
      new Promise((resolve, reject) => {
        const wanted = typeof text === 'string' ? acrossLines(text) : text;
        const give = (result: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          result();
        };
        const fail = (why: string) =>
          give(() =>
            reject(new Error(`${why} while waiting for ${text}. The screen:\n${screen()}`)),
          );
        const look = () => {
          const found = wanted.exec(screen().slice(seen));
          if (found !== null) {
            seen += found.index + found[0].length;
            give(resolve);
          } else if (exitCode !== null) fail(`The program ended (${exitCode})`);
        };
        const timer = setTimeout(() => fail('Time ran out'), patience);
        listeners.add(look);
        look();
      }),
    answers: (text) => terminal.write(`${text}\r`),
    presses: (keys) => terminal.write(keys),
    signals: (name) => terminal.kill(name),
    exit: async () => {
      const timer = setTimeout(() => terminal.kill('SIGKILL'), patience);
      const code = await ended;
      clearTimeout(timer);
      return code;
    },
  };
}

/** A sentence may be wrapped anywhere between its words. */
function acrossLines(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+'));
}

/** Takes the escape sequences out of what a terminal was sent. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken out
  return text.replace(/\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007]*\u0007|\u001b[@-_]|\r/g, '');
}
