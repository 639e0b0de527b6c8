import type { Ora } from 'ora';
import { isAccessible } from './color.ts';
import type { Output } from './write.ts';

interface SpinnerOptions {
  readonly output: Output;
  readonly color: boolean;
  /** Runs the work while typed keys are neither shown nor kept. */
  ignoreKeys<T>(work: () => Promise<T>): Promise<T>;
}

interface Spinner {
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
export function createSpinner({ output, color, ignoreKeys }: SpinnerOptions): Spinner {
  let busy = false;
  let turning: Ora | null = null;
  return {
    async during(label, work) {
      if (busy) return work(() => {});
      busy = true;
      let shown = label;
      let show = (next: string) => {
        shown = next;
      };
      const start = async () => {
        const [{ default: ora }, { cut }] = await Promise.all([
          import('ora'),
          import('./table.ts'),
        ]);
        if (!busy) return;
        // A wrapped line would leave its beginning behind with each frame.
        const cutToWidth = (text: string) =>
          cut(text, Math.max(10, (output.columns || 80) - indent - 3));
        turning = ora({
          text: cutToWidth(shown),
          stream: output.stream,
          // ora's own indent would leave the cursor indented after it stops.
          prefixText: ' '.repeat(indent - 1),
          color: color ? 'cyan' : false,
          discardStdin: false,
          isEnabled: true,
        }).start();
        show = (next) => {
          if (turning !== null) turning.text = cutToWidth(next);
        };
      };
      const timer = setTimeout(start, delay);
      try {
        return await ignoreKeys(() => work((next) => show(next)));
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

/** True if a spinner may move there. */
export function canAnimate(
  output: Pick<Output, 'isTTY' | 'columns'>,
  env: Readonly<Record<string, string | undefined>>,
  ci: boolean,
): boolean {
  return output.isTTY && (output.columns ?? 0) > 0 && !ci && !isAccessible(env);
}
