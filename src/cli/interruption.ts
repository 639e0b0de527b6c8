import type { CliError } from '../errors/cli-error.ts';
import { exits } from '../errors/entry.ts';
import type { Io } from './io.ts';

/** Ctrl-C and SIGTERM, as a signal that the work looks at. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The error with the exit that the signal asks for: 143 when it was SIGTERM. */
  explain(error: CliError): CliError;
  stop(): void;
}

/** The first signal aborts the run; a second one finds Node's own handling again. */
export function listenForInterruption(io: Io): Interruption {
  const controller = new AbortController();
  let terminated = false;
  const abort = () => {
    controller.abort();
    // Not with `once`: ora's signal-exit would find no other listener and end the process at once.
    setImmediate(stop);
  };
  const terminate = () => {
    terminated = true;
    abort();
  };
  const stop = () => {
    io.removeListener('SIGINT', abort);
    io.removeListener('SIGTERM', terminate);
  };
  io.on('SIGINT', abort);
  io.on('SIGTERM', terminate);
  return {
    signal: controller.signal,
    explain: (error) =>
      terminated && error.code === 'INTERRUPTED' ? error.with({ exit: exits.terminated }) : error,
    stop,
  };
}
