import type { Ora } from 'ora';
import { isAccessible } from './color.ts';

export interface SpinnerOptions {
  readonly stream: NodeJS.WriteStream;
  readonly color: boolean;
}

export interface Spinner {
  during<T>(label: string, work: (update: (label: string) => void) => Promise<T>): Promise<T>;
  /** Runs something that prints, with the spinner out of the way. */
  around(print: () => void): void;
}

/**
 * The only user of ora. It is never enabled on a terminal of 0 columns, where ora 9 writes without
 * end, and never touches stdin: with `discardStdin` Ctrl-C would be dead while it spins.
 */
export function createSpinner({ stream, color }: SpinnerOptions): Spinner {
  let turning: Ora | null = null;
  return {
    async during(label, work) {
      if (turning !== null) return work(() => {});
      const { default: ora } = await import('ora');
      const spinner = ora({
        text: label,
        stream,
        color: color ? 'cyan' : false,
        discardStdin: false,
        isEnabled: true,
      });
      turning = spinner;
      spinner.start();
      try {
        return await work((next) => {
          spinner.text = next;
        });
      } finally {
        spinner.stop();
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

/** Whether a spinner may move on this stream. */
export function canAnimate(
  stream: { isTTY?: boolean; columns?: number },
  env: Readonly<Record<string, string | undefined>>,
  ci: boolean,
): boolean {
  return Boolean(stream.isTTY) && (stream.columns ?? 0) > 0 && !ci && !isAccessible(env);
}
