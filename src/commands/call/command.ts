import type { Command } from 'commander';
import { documentedStatuses } from '../../domain/vocobase/call.ts';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

export function declareCall(call: Command, launch: Launch): void {
  explainCommand(call, {
    examples: ['call test --to +14155550123 --agent "Demo Agent"', 'call list --status failed'],
  });
  registerTest(call, launch);
  registerList(call, launch);
  registerShow(call, launch);
}

function registerTest(call: Command, launch: Launch): void {
  const test = call
    .command('test')
    .description('place a billed call and follow it to its end')
    .option('--to <number>', 'the number to call, E.164; else the remembered call_to')
    .option('--agent <agent>', 'the agent that talks: id, name or start of an id')
    .option('--connection <connection>', 'the connection to call from: id, name or start of an id')
    .option('--var <name=value>', 'a variable for the agent; may be repeated', collect)
    .option('--no-wait', 'end as soon as the call is started')
    .option('--max-wait <seconds>', 'watch no longer than this (default: 180)')
    .option('--poll-interval <seconds>', 'look this often, 6 at least (default: 10)')
    .action(
      launch(
        async () => (await import('./test.ts')).testCall,
        ({ options }) => options,
      ),
    );
  explainCommand(test, {
    examples: [
      'call test --sandbox --to +14155550123 --agent "Demo Agent" --yes',
      'call test --to +14155550123 --agent 3c90c3cc',
      'call test --to +918011223344 --agent 3c90c3cc --connection "Sales India" --var name=Asha --yes --json',
    ],
    notes: [
      'The number that is shown comes from the agent or the connection, never from the call.',
      'With PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set, the reason for a failed call is read from Plivo.',
      'Ctrl-C stops the watching; the call goes on.',
    ],
    results: [
      '0   the call completed; with --no-wait: it was started',
      '8   the call was still live when --max-wait ended',
      '21  the call ended otherwise',
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'CONNECTION_AMBIGUOUS',
      'AMBIGUOUS_SELECTOR',
      'NOT_FOUND',
      'PROVIDER_NOT_ALLOWED',
      'PROVIDER_NOT_CONFIGURED',
      'INSUFFICIENT_BALANCE',
      'PARTNER_INACTIVE',
      'CONCURRENCY_LIMIT',
      'RATE_LIMITED',
      'OUTCOME_UNKNOWN',
      'INPUT_REQUIRED',
      'CONFIRMATION_REQUIRED',
      'INVALID_PHONE_NUMBER',
      'INVALID_VALUE',
      'EMPTY_SECRET',
    ],
    writes: true,
    billed: true,
  });
}

function registerList(call: Command, launch: Launch): void {
  const list = call
    .command('list')
    .description('list the latest calls')
    .option('--limit <count>', 'how many, 1 to 100 (default: 10)')
    .option('--status <status>', 'only those in this status: failed, no_answer, in_progress …')
    .action(
      launch(
        async () => (await import('./list.ts')).listCalls,
        ({ options }) => options,
      ),
    );
  explainCommand(list, {
    examples: ['call list', 'call list --status failed --limit 50'],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'VALIDATION_ERROR', 'RATE_LIMITED', 'INVALID_VALUE'],
    values: { '--status': documentedStatuses },
  });
}

function registerShow(call: Command, launch: Launch): void {
  const show = call
    .command('show')
    .description('show one call, and why it went as it did')
    .argument('[call-id]', 'the id that call test and call list print, or its beginning')
    .action(
      launch(
        async () => (await import('./show.ts')).showCall,
        ({ args }) => ({ id: args[0] }),
      ),
    );
  explainCommand(show, {
    examples: ['call show', 'call show 3c90c3cc-0d44-4b50-8888-8dd25736052a'],
    notes: [
      'Without an id a person picks one of the latest 20 calls; a script has to name it.',
      'With PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set, the reason for a failed call is read from Plivo.',
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'NOT_FOUND',
      'AMBIGUOUS_SELECTOR',
      'RATE_LIMITED',
      'INPUT_REQUIRED',
      'EMPTY_SECRET',
    ],
  });
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
