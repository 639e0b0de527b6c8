import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runPlivo, settingsFolder } from '../../support/run.ts';

const run = promisify(execFile);

/** What `plivo completion <shell>` prints into a pipe, in a file of its own. */
export async function scriptOf(shell: string): Promise<{ file: string; text: string }> {
  const printed = await runPlivo(['completion', shell]);
  const file = join(await settingsFolder(), `plivo.${shell}`);
  await writeFile(file, printed.stdout);
  return { file, text: printed.stdout };
}

/** Whether this machine has the shell: only bash is taken for granted. */
export function hasShell(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

/** The lines that a command prints. */
export async function linesOf(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string[]> {
  const { stdout } = await run(command, [...args], { env: { ...process.env, ...env } });
  return stdout.split('\n').filter((line) => line !== '');
}
