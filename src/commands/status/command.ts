import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

/** Declares `status`. `--all-connections` runs another action with its own result. */
export function declareStatus(status: Command, launch: Launch): void {
  const one = launch(
    async () => (await import('./status.ts')).status,
    () => ({}),
  );
  const all = launch(
    async () => (await import('./all-connections.ts')).allConnections,
    () => ({}),
  );
  status
    .option('--all-connections', 'Show one line for each connection of the account')
    .action((...received: unknown[]) =>
      (received.at(-1) as Command).opts().allConnections ? all(...received) : one(...received),
    );
  explainCommand(status, {
    examples: ['status', 'status --json', 'status --all-connections'],
    notes: ['Status checks only the setup: four reads, and no call. When calls fail, run doctor.'],
    results: ['20  a step is not done, or a connection is incomplete'],
    codes: ['EMPTY_SECRET', 'INVALID_API_KEY_FORMAT', 'NETWORK_UNREACHABLE'],
  });
}
