import type { Command } from 'commander';
import type { Launch, Typed } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

/** Declares `explain`. */
export function declareExplain(explain: Command, launch: Launch): void {
  const read = ({ args }: Typed) => ({ query: [args[0]].flat().join(' ').trim() });
  const one = launch(async () => (await import('./explain.ts')).explain, read);
  const all = launch(async () => (await import('./explain.ts')).explainAll, read);

  explain.action((...received: unknown[]) =>
    [received[0]].flat().join('').trim() === '' ? all(...received) : one(...received),
  );
  explainCommand(explain, {
    examples: [
      'explain CONNECTION_AMBIGUOUS',
      'explain 3030',
      'explain exit 20',
      'explain calls ring then drop',
    ],
    notes: [
      'Covers the codes of this program and of the APIs, the hangup causes of Plivo, call statuses, and symptoms.',
      'Works offline. Without words it lists all entries.',
    ],
    codes: ['NOT_FOUND'],
    values: { 'code or words': errorCodes },
  });
}

async function errorCodes(): Promise<readonly string[]> {
  const { errorCatalogue } = await import('../../errors/catalogue/errors.ts');
  return Object.keys(errorCatalogue());
}
