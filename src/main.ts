import { version } from '../package.json';
import { openCodeCache } from './cli/code-cache.ts';
import type { Io } from './cli/terminal.ts';
import { type ExitCode, exits } from './errors/entry.ts';
import { openOutput } from './output/write.ts';

/**
 * Runs one invocation from the command line to its exit code. A bare `--version` is answered here,
 * before anything else is loaded.
 */
export async function main(process: NodeJS.Process): Promise<ExitCode> {
  const stdout = openOutput(1, () => process.stdout);
  const [only, ...more] = process.argv.slice(2);
  if (more.length === 0 && (only === '--version' || only === '-V')) {
    await stdout.write(`${version}\n`);
    return exits.done;
  }
  const cache = openCodeCache(process, version);
  const { runCommandLine } = await import('./cli/program.ts');
  const io: Io = {
    argv: process.argv,
    env: process.env,
    platform: process.platform,
    stdin: () => process.stdin,
    stdout,
    stderr: openOutput(2, () => process.stderr),
    on: (signal, listener) => void process.on(signal, listener),
    removeListener: (signal, listener) => void process.removeListener(signal, listener),
  };
  const exitCode = await runCommandLine(io, version);
  await cache?.save();
  return exitCode;
}
