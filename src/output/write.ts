import { fstatSync, writeSync } from 'node:fs';

/** stdout or stderr. */
export interface Output {
  readonly isTTY: boolean;
  /** The width of the terminal; undefined elsewhere. */
  readonly columns: number | undefined;
  /** Node's own stream, for the libraries that draw on a terminal. Expensive to open elsewhere. */
  readonly stream: NodeJS.WriteStream;
  /**
   * Writes a whole text, in the order of the calls, and waits until the system has accepted it:
   * ending the process earlier cuts a pipe at 64 KiB. A reader that has gone (`| head -1`) is not a
   * failure; any other error is thrown.
   */
  write(text: string): Promise<void>;
}

/** Errors that mean the reader is gone; later writes find the stream closed. */
const readerGone: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/** The smallest buffer of an empty pipe, that of macOS. Bytes. */
const smallestPipe = 16_384;

/**
 * Opens stdout (1) or stderr (2). Short texts to a pipe or a file are written directly, because
 * opening Node's stream for it takes 3 ms. A longer one goes to the stream: a direct write to a full
 * pipe would wait where no signal can end it.
 */
export function openOutput(fd: 1 | 2, open: () => NodeJS.WriteStream): Output {
  let direct = isPipeOrFile(fd);
  let room = smallestPipe;
  let opened: NodeJS.WriteStream | undefined;
  const stream = (): NodeJS.WriteStream => {
    if (opened !== undefined) return opened;
    direct = false;
    opened = open();
    // A failed write also arrives as an event, which ends the process if nothing listens: a setup
    // would stop halfway when the reader of its progress is gone.
    opened.on('error', () => {});
    return opened;
  };
  return {
    get isTTY() {
      return !direct && stream().isTTY === true;
    },
    get columns() {
      return direct ? undefined : stream().columns;
    },
    get stream() {
      return stream();
    },
    async write(text) {
      if (text === '') return;
      const bytes = Buffer.from(text);
      room -= bytes.length;
      const rest = direct && room >= 0 ? writeDirectly(fd, bytes) : bytes;
      if (rest.length > 0) await writeTo(stream(), rest);
    },
  };
}

/** False for a terminal, and for what cannot be examined: those are left to Node. */
function isPipeOrFile(fd: number): boolean {
  try {
    const facts = fstatSync(fd);
    return facts.isFIFO() || facts.isFile() || facts.isSocket();
  } catch {
    return false;
  }
}

/** Returns what the system did not accept: a pipe may be full of another program's text. */
function writeDirectly(fd: number, bytes: Buffer): Buffer {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(fd, bytes, written);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return bytes.subarray(written);
    if (!readerGone.has(code)) throw error;
  }
  return bytes.subarray(bytes.length);
}

async function writeTo(stream: NodeJS.WriteStream, text: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error?: NodeJS.ErrnoException | null) => {
      if (error && !readerGone.has(error.code)) reject(error);
      else resolve();
    });
  });
}

/**
 * Writes the answer to stdout. Throws INTERNAL if it cannot be written: the work is done by then,
 * so a full disk must not look as if the command had failed.
 */
export async function writeAnswer(output: Output, text: string): Promise<void> {
  try {
    await output.write(text);
  } catch (cause) {
    const { CliError } = await import('../errors/cli-error.ts');
    throw new CliError('INTERNAL', {
      message: `The answer could not be written: ${cause instanceof Error ? cause.message : cause}.`,
      hints: ['The command had already done its work. Check the state before you run it again.'],
      commands: ['status'],
      origin: 'local',
      cause,
    });
  }
}
