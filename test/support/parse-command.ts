import { CommanderError } from 'commander';
import { idleProgram } from './program.ts';

/** Stand-ins for the values that only a reader knows. */
const samples: Readonly<Record<string, string>> = {
  number: '+14155550100',
  'call-id': '0d0e4b10-5a4d-4b0c-8d3e-000000000001',
  connection: '0c0e4b10-5a4d-4b0c-8d3e-000000000001',
  agent: 'Demo Agent',
  path: '/phone-numbers',
};

/** The words of a command line, quotes and `<placeholders>` resolved. */
function wordsOf(command: string): string[] {
  const words = command.match(/"[^"]*"|<[^>]*>|\S+/g) ?? [];
  return words.map((word) => {
    const placeholder = /^<([^>]*)>$/.exec(word)?.[1];
    if (placeholder !== undefined) return samples[placeholder] ?? 'sample';
    return word.replace(/^"(.*)"$/, '$1');
  });
}

/** Parses with the real program, running nothing. Why it cannot be parsed, or null when it can. */
export async function whyUnparsable(command: string): Promise<string | null> {
  const program = idleProgram();
  try {
    await program.parseAsync(wordsOf(command), { from: 'user' });
    return null;
  } catch (error) {
    const harmless =
      error instanceof CommanderError && /^commander\.(help|version)/.test(error.code);
    return harmless ? null : String(error);
  }
}
