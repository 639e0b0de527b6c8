import type { Command } from 'commander';
import type { Launch, Typed } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

/** Declares `doctor`. */
export function declareDoctor(doctor: Command, launch: Launch): void {
  const read = ({ options, globals }: Typed) => ({
    only: options.only,
    failOn: options.failOn,
    connection: options.connection,
    all: options.all === true,
    fix: options.fix === true,
    quiet: globals.quiet,
  });
  const checks = launch(async () => (await import('./doctor.ts')).doctor, read);
  const fix = launch(async () => (await import('./fix.ts')).fixProblems, read);
  const report = launch(async () => (await import('./api-report.ts')).apiReport, read);

  doctor
    .option('--connection <connection>', 'Check this connection (id, name, or start of the id)')
    .option('--only <id or group>', 'Run one check, or one group of checks')
    .option('--fail-on <status>', 'Exit 20 on warn or on fail (default: fail)')
    .option('--all', 'List every check instead of one line per group')
    .option('--fix', 'Fix what this tool can fix, asking for each')
    .option('--api-report', 'Show how the API behaves where its documentation is silent')
    .action((...received: unknown[]) => {
      const options = (received.at(-1) as Command).opts();
      if (options.apiReport) return report(...received);
      return options.fix ? fix(...received) : checks(...received);
    });
  explainCommand(doctor, {
    examples: [
      'doctor',
      'doctor --only numbers',
      'doctor --connection Sales',
      'doctor --fix',
      'doctor --fail-on warn --json',
    ],
    notes: [
      'Doctor only reads, unless --fix is given. With PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set, it also checks with Plivo.',
      'Groups: account, connection, carrier, numbers, agent, calls, machine, console.',
      'The output contains no secrets, so you can paste it into a ticket.',
    ],
    results: ['20  a check fails, or warns with --fail-on warn'],
    writes: true,
    codes: [
      'CONFIRMATION_REQUIRED',
      'INVALID_VALUE',
      'NOT_FOUND',
      'EMPTY_SECRET',
      'INVALID_AUTH_ID',
      'INVALID_AUTH_TOKEN',
    ],
    values: { '--only': checkNames, '--fail-on': ['warn', 'fail'] },
  });
}

async function checkNames(): Promise<readonly string[]> {
  const { checks } = await import('./checks/all.ts');
  return [...new Set(checks.flatMap(({ group, id }) => [group, id]))];
}
