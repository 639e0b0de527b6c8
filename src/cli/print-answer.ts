import { writeAll } from '../output/write.ts';
import type { Io } from './io.ts';

/** The work is done by then, so a full disk must not sound as if it had failed. */
export async function printAnswer(io: Io, text: string): Promise<void> {
  try {
    await writeAll(io.stdout, text);
  } catch (cause) {
    const { CliError } = await import('../errors/cli-error.ts');
    throw new CliError('INTERNAL', {
      message: `The answer could not be written: ${cause instanceof Error ? cause.message : cause}.`,
      hints: ['The command did its work before that: look at the state before running it again.'],
      commands: ['status'],
      origin: 'local',
      cause,
    });
  }
}
