import type { Command } from 'commander';
import type { Launch, Typed } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

/** Declares `report`. */
export function declareReport(report: Command, launch: Launch): void {
  const read = ({ options }: Typed) => ({
    format: options.format,
    output: options.output,
    call: options.call,
    redact: options.redact === true,
  });
  const toFile = launch(async () => (await import('./report.ts')).writeReport, read);
  const toStdout = launch(async () => (await import('./report.ts')).printReport, read);
  report
    .option('--format <format>', 'html or md', 'html')
    .option('--output <path>', 'File to write, or - for stdout (default: plivo-report.<format>)')
    .option('--call <call-id>', 'Report on this call instead of the last one')
    .option('--redact', 'Mask phone numbers, names, and ids')
    .action((...received: unknown[]) =>
      (received.at(-1) as Command).opts().output === '-'
        ? toStdout(...received)
        : toFile(...received),
    );
  explainCommand(report, {
    examples: ['report', 'report --format md --output -', 'report --redact --output ticket.html'],
    notes: [
      'The report contains no secrets, and the Auth ID is masked.',
      'With PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set, it covers the Plivo account too.',
      'Exits with 0 once the report is written, even if it lists problems.',
    ],
    codes: ['API_KEY_MISSING', 'CONFIRMATION_REQUIRED', 'INVALID_VALUE', 'NOT_FOUND', 'USAGE'],
    values: { '--format': ['html', 'md'] },
    writes: true,
  });
}
