import { constants } from 'node:os';

/** Loads conf, which is slow to load and needed only to write. */
export async function loadWriter(): Promise<typeof import('./conf-file.ts').writeDocument> {
  const { writeDocument } = await withoutSignalHandlers(() => import('./conf-file.ts'));
  return writeDocument;
}

/**
 * A dependency of conf listens to all signals that end a process, to tidy up temporary files, and
 * then sends the signal again. After a write, Ctrl-C would so arrive twice at a program that ends
 * in an orderly way. Nothing is lost without: the files are written synchronously.
 */
async function withoutSignalHandlers<T>(load: () => Promise<T>): Promise<T> {
  const signals = Object.keys(constants.signals) as NodeJS.Signals[];
  const before = new Map(signals.map((signal) => [signal, new Set(process.listeners(signal))]));
  const loaded = await load();
  for (const [signal, known] of before) {
    for (const listener of process.listeners(signal)) {
      if (!known.has(listener)) process.removeListener(signal, listener);
    }
  }
  return loaded;
}
