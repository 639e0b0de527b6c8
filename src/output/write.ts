/**
 * Writes all of a text and waits until the system has taken it: ending a process earlier cuts a
 * pipe at 64 KiB. A reader that went away is no failure of ours.
 */
export async function writeAll(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text === '') return;
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error | null) => {
      stream.removeListener('error', settle);
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    };
    stream.once('error', settle);
    stream.write(text, settle);
  });
}
