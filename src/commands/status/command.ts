import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

export function registerStatus(program: Command, launch: Launch): void {
  const status = program
    .command('status')
    .description('how far the onboarding is, one line a step')
    .action(
      launch(
        async () => (await import('./status.ts')).status,
        () => ({}),
      ),
    );
  explainCommand(status, {
    examples: ['status', 'status --json', 'status --sandbox'],
    notes: ['It sends three reads at most. doctor looks closer.'],
    results: ['20  a step is open'],
    codes: ['EMPTY_SECRET', 'INVALID_API_KEY_FORMAT', 'NETWORK_UNREACHABLE'],
  });
}
