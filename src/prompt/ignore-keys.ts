import { readFileSync } from 'node:fs';

/**
 * Runs work while typed text is neither shown nor kept for the next question: an Enter typed during
 * a wait must not answer a later question. The terminal stops echoing, so the keys that send
 * signals are read here.
 */
export async function ignoreKeys<T>(input: NodeJS.ReadStream, work: () => Promise<T>): Promise<T> {
  if (!input.isTTY || input.isRaw || !isForeground()) return work();
  let waiting = true;
  const hush = () => waiting && input.setRawMode(true);
  const onData = (chunk: Buffer) => {
    if (chunk.includes(keys.interrupt)) process.kill(process.pid, 'SIGINT');
    if (chunk.includes(keys.quit)) process.kill(process.pid, 'SIGQUIT');
    if (chunk.includes(keys.suspend)) {
      input.setRawMode(false);
      process.once('SIGCONT', hush);
      process.kill(process.pid, 'SIGTSTP');
    }
  };
  input.setRawMode(true);
  input.on('data', onData);
  input.resume();
  try {
    return await work();
  } finally {
    waiting = false;
    process.removeListener('SIGCONT', hush);
    input.removeListener('data', onData);
    input.pause();
    input.setRawMode(false);
  }
}

/** Ctrl-C, Ctrl-backslash, and Ctrl-Z, as a terminal in raw mode sends them. */
const keys = { interrupt: 0x03, quit: 0x1c, suspend: 0x1a } as const;

/**
 * True if this process may change the terminal: in the background that would stop it. Only Linux
 * shows this in a file; elsewhere typed keys stay visible.
 */
function isForeground(): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === foreground;
  } catch {
    return false;
  }
}
