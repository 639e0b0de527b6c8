import type { Ora } from 'ora';
import { isAccessible } from './color.ts';
import { cut } from './table.ts';

export interface SpinnerOptions {
  readonly stream: NodeJS.WriteStream;
  readonly color: boolean;
  /** Runs the work while typed keys are neither shown nor kept. */
  ignoreKeys<T>(work: () => Promise<T>): Promise<T>;
}

export interface Spinner {
  during<T>(label: string, work: (update: (label: string) => void) => Promise<T>): Promise<T>;
  /** Hides the spinner while something prints. */
  around(print: () => void): void;
}

/** A shorter wait shows nothing, because no one can read a line that flickers. Milliseconds. */
const delay = 150;
const indent = 4;

/**
 * The only user of ora. It is never enabled on a terminal of 0 columns, where ora 9 writes
 * endlessly, and never touches stdin: with `discardStdin` Ctrl-C would not work while it spins.
 */
export function createSpinner({ stream, color, ignoreKeys }: SpinnerOptions): Spinner {
  let busy = false;
  let turning: Ora | null = null;
  // A wrapped line would leave its beginning behind with each frame.
  const cutToWidth = (label: string) =>
    cut(label, Math.max(10, (stream.columns || 80) - indent - 3));
  return {
    async during(label, work) {
      if (busy) return work(() => {});
      busy = true;
      let shown = cutToWidth(label);
      const start = async () => {
        const { default: ora } = await import('ora');
        if (!busy) return;
        turning = ora({
          text: shown,
          stream,
          // ora's own indent would leave the cursor indented after it stops.
          prefixText: ' '.repeat(indent - 1),
          color: color ? 'cyan' : false,
          discardStdin: false,
          isEnabled: true,
        }).start();
      };
      const timer = setTimeout(start, delay);
      try {
        return await ignoreKeys(() =>
          work((next) => {
            shown = cutToWidth(next);
            if (turning !== null) turning.text = shown;
          }),
        );
      } finally {
        busy = false;
        clearTimeout(timer);
        turning?.stop();
        turning = null;
      }
    },
    around(print) {
      if (turning === null) return print();
      turning.clear();
      print();
      turning.render();
    },
  };
}

/** True if a spinner may move on this stream. */
export function canAnimate(
  stream: { isTTY?: boolean; columns?: number },
  env: Readonly<Record<string, string | undefined>>,
  ci: boolean,
): boolean {
  return Boolean(stream.isTTY) && (stream.columns ?? 0) > 0 && !ci && !isAccessible(env);
}
