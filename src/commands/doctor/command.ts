import { type Command, Option } from 'commander';
import type { Launch, Typed } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

export function declareDoctor(doctor: Command, launch: Launch): void {
  const read = ({ options }: Typed) => ({ only: options.only, failOn: options.failOn });
  const checks = launch(async () => (await import('./doctor.ts')).doctor, read);
  const report = launch(async () => (await import('./api-report.ts')).apiReport, read);

  doctor
    .option('--only <id or group>', 'one check, or one group of them')
    .addOption(
      new Option('--fail-on <status>', 'exit 20 from this on (default: fail)').choices([
        'warn',
        'fail',
      ]),
    )
    .option(
      '--api-report',
      'read only: how the real API decides what its documentation leaves open',
    )
    .action((...received: unknown[]) =>
      (received.at(-1) as Command).opts().apiReport ? report(...received) : checks(...received),
    );
  explainCommand(doctor, {
    examples: [
      'doctor',
      'doctor --only numbers',
      'doctor --fail-on warn --json',
      'doctor --api-report',
    ],
    notes: [
      'It reads only, and changes nothing. With PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set it asks Plivo too.',
      'Groups: account, connection, carrier, numbers, agent, calls, machine, console.',
      'The report holds no secret and can be pasted into a ticket.',
    ],
    results: ['20  a check fails, or warns with --fail-on warn'],
    codes: ['INVALID_VALUE', 'EMPTY_SECRET', 'INVALID_AUTH_ID', 'INVALID_AUTH_TOKEN'],
    values: { '--only': checkNames },
  });
}

async function checkNames(): Promise<readonly string[]> {
  const { checks } = await import('./checks/all.ts');
  return [...new Set(checks.flatMap(({ group, id }) => [group, id]))];
}
