import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

export function declareStatus(status: Command, launch: Launch): void {
  status.action(
    launch(
      async () => (await import('./status.ts')).status,
      () => ({}),
    ),
  );
  explainCommand(status, {
    examples: ['status', 'status --json', 'status --sandbox'],
    notes: [
      'Status looks at the setup only: four reads, and no call. When calls fail, run doctor.',
    ],
    results: ['20  a step is not done, or a connection is incomplete'],
    codes: ['EMPTY_SECRET', 'INVALID_API_KEY_FORMAT', 'NETWORK_UNREACHABLE'],
  });
}
