import { basename } from 'node:path';
import { CommanderError } from 'commander';
import { type ExitCode, exits } from '../errors/entry.ts';
import type { Io } from './io.ts';
import { printAnswer } from './print-answer.ts';
import { createProgram } from './program.ts';
import type { Session } from './session.ts';

/** Parses the command line, runs the command that it names, and tells its failure. */
export async function runCommandLine(io: Io, version: string): Promise<ExitCode> {
  const argv = io.argv.slice(2);
  const name = calledAs(io.argv[1]);
  let opened: Session | undefined;
  /** What a run needs and `--help` does not, which would wait for its loading. */
  const session = async (): Promise<Session> => {
    const { openSession } = await import('./session.ts');
    opened ??= openSession(io, name);
    return opened;
  };
  const help: string[] = [];
  const program = createProgram({
    name,
    version,
    launch:
      (load, read) =>
      async (...received) =>
        (await session()).launch(load, read)(...received),
    width: Math.max(40, Math.min(io.stdout.columns || 80, 100)),
    print: (text) => help.push(text),
  });
  try {
    try {
      await program.parseAsync(argv, { from: 'user' });
    } catch (failure) {
      if (!(failure instanceof CommanderError && isHelp(failure))) throw failure;
    }
    await printAnswer(io, help.join(''));
    return opened?.exit ?? exits.done;
  } catch (failure) {
    return await (await session()).tell(failure, program, argv);
  } finally {
    opened?.close();
  }
}

/** commander ends the parsing with an error where it showed the help or the version too. */
function isHelp({ code }: CommanderError): boolean {
  return /^commander\.(help|helpDisplayed|version)$/.test(code);
}

/** Plivo's own CLI is called `plivo` too, so ours has a second name, and hints use the one typed. */
function calledAs(script: string | undefined): string {
  return /^vocobase-plivo\b/.test(basename(script ?? '')) ? 'vocobase-plivo' : 'plivo';
}
