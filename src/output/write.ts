/** A reader that went away; what is written after that finds the stream closed. */
const readerGone: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/**
 * Writes all of a text and waits until the system has taken it: ending a process earlier cuts a
 * pipe at 64 KiB. A reader that went away is no failure of ours; any other is thrown.
 */
export async function writeAll(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text === '') return;
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error?: NodeJS.ErrnoException | null) => {
      if (error && !readerGone.has(error.code)) reject(error);
      else resolve();
    });
  });
}

/**
 * Lets the program outlive the reader of a stream (`| head -1`). The error of a write comes a second
 * time, as an event, and ends the process where nobody listens: a setup would stop half-way.
 */
export function ignoreEpipe(stream: NodeJS.WriteStream): void {
  stream.on('error', () => {});
}

/**
 * Writes the answer to stdout. Throws INTERNAL when it cannot be written: the work is done by then,
 * so a full disk must not read as if the command had failed.
 */
export async function writeAnswer(stdout: NodeJS.WriteStream, text: string): Promise<void> {
  try {
    await writeAll(stdout, text);
  } catch (cause) {
    const { CliError } = await import('../errors/cli-error.ts');
    throw new CliError('INTERNAL', {
      message: `The answer could not be written: ${cause instanceof Error ? cause.message : cause}.`,
      hints: ['The command did its work before that: look at the state before running it again.'],
      commands: ['status'],
      origin: 'local',
      cause,
    });
  }
}
