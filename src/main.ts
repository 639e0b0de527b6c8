import { version } from '../package.json';
import type { Io } from './cli/terminal.ts';
import { type ExitCode, exits } from './errors/entry.ts';
import { ignoreEpipe, writeAll } from './output/write.ts';

/**
 * Runs one invocation from the command line to its exit code. A bare `--version` is answered here,
 * before anything else is loaded.
 */
export async function main(io: Io): Promise<ExitCode> {
  ignoreEpipe(io.stdout);
  const [only, ...more] = io.argv.slice(2);
  if (more.length === 0 && (only === '--version' || only === '-V')) {
    await writeAll(io.stdout, `${version}\n`);
    return exits.done;
  }
  const { runCommandLine } = await import('./cli/program.ts');
  return runCommandLine(io, version);
}
