import { version } from '../package.json';
import { type ExitCode, exits } from './errors/entry.ts';
import { outliveReader, writeAll } from './output/write.ts';
import type { Io } from './run/io.ts';

/**
 * Runs one invocation from the command line to its exit code. A bare `--version` is answered here,
 * before anything else is loaded.
 */
export async function main(io: Io): Promise<ExitCode> {
  outliveReader(io.stdout);
  const [only, ...more] = io.argv.slice(2);
  if (more.length === 0 && (only === '--version' || only === '-V')) {
    await writeAll(io.stdout, `${version}\n`);
    return exits.done;
  }
  const { runCommandLine } = await import('./run/command-line.ts');
  return runCommandLine(io, version);
}
