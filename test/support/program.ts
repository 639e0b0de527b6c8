import type { Command } from 'commander';
import { createProgram, declareAll } from '../../src/cli/program.ts';

/** The real command line, as if nothing had been typed yet; running a command does nothing. */
export function idleProgram(): Command {
  return createProgram({
    name: 'plivo',
    version: '0.0.0',
    launch: () => async () => {},
    print: () => {},
    showHelp: () => {},
    width: 80,
  });
}

/** The same with every command declared, for tests that read the whole of it. */
export const declaredProgram = (): Promise<Command> => declareAll(idleProgram());
