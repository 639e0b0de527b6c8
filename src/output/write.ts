/** Errors that mean the reader is gone; later writes find the stream closed. */
const readerGone: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/**
 * Writes a whole text and waits until the system has accepted it: ending the process earlier cuts a
 * pipe at 64 KiB. A reader that has gone is not a failure; any other error is thrown.
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
 * Keeps the program running after the reader of a stream is gone (`| head -1`). The write error
 * also arrives as an event, which ends the process if no one listens: a setup would stop halfway.
 */
export function ignoreEpipe(stream: NodeJS.WriteStream): void {
  stream.on('error', () => {});
}

/**
 * Writes the answer to stdout. Throws INTERNAL if it cannot be written: the work is done by then,
 * so a full disk must not look as if the command had failed.
 */
export async function writeAnswer(stdout: NodeJS.WriteStream, text: string): Promise<void> {
  try {
    await writeAll(stdout, text);
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
