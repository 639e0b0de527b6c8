import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

export function registerStatus(program: Command, launch: Launch): void {
  const status = program
    .command('status')
    .description('how far the onboarding is, one line a step; when calls fail, see doctor')
    .action(
      launch(
        async () => (await import('./status.ts')).status,
        () => ({}),
      ),
    );
  explainCommand(status, {
    examples: ['status', 'status --json', 'status --sandbox'],
    notes: [
      'This is the setup only: it sends three reads at most, and no call is looked at. When calls fail, run doctor.',
    ],
    results: ['20  a step is open'],
    codes: ['EMPTY_SECRET', 'INVALID_API_KEY_FORMAT', 'NETWORK_UNREACHABLE'],
  });
}
