import type { Command } from 'commander';
import { documentedStatuses } from '../../domain/vocobase/call.ts';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

/** Declares `call` and its verbs. */
export function declareCall(call: Command, launch: Launch): void {
  explainCommand(call, {
    examples: ['call test +14155550123', 'call list --status failed', 'call show'],
  });
  registerTest(call, launch);
  registerList(call, launch);
  registerShow(call, launch);
}

function registerTest(call: Command, launch: Launch): void {
  const test = call
    .command('test')
    .description('Place a billed test call and follow it to its end')
    .argument('[number]', 'Number to call, E.164; default: --to, or the remembered call_to')
    .option('--to <number>', 'Number to call, E.164')
    .option('--agent <agent>', 'Agent for the call: id, name, or start of an id')
    .option('--connection <connection>', 'Connection to call from: id, name, or start of an id')
    .option('--var <name=value>', 'Variable for the agent (repeatable)', collect)
    .option('--expect <list>', 'Exit 21 unless met: agent-spoke, callee-spoke, or both')
    .option('--no-wait', 'Exit as soon as the call is started')
    .option('--max-wait <seconds>', 'Stop watching after this time (default: 180)')
    .option('--poll-interval <seconds>', 'Read the call this often, at least 6 (default: 10)')
    .action(
      launch(
        async () => (await import('./test.ts')).testCall,
        ({ args, options }) => ({ ...options, number: args[0] }),
      ),
    );
  explainCommand(test, {
    examples: [
      'call test +14155550123 --sandbox --yes',
      'call test +14155550123 --agent "Demo Agent"',
      'call test +14155550123 --expect agent-spoke,callee-spoke --yes --json',
      'call test +918011223344 --connection "Sales India" --var name=Asha',
    ],
    notes: [
      'The caller ID comes from the agent or the connection, never from the call.',
      'An account with exactly one agent needs no --agent.',
      'What would make the call fail is checked first. It warns and never blocks.',
      'With PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set, the reason for a failed call is read from Plivo.',
      'Ctrl-C stops watching; the call continues.',
    ],
    results: [
      '0   the call completed, and every expectation is met; with --no-wait: it was started',
      '8   the call was still live when --max-wait ended',
      '21  the call ended otherwise, or an expectation is unmet or unknown',
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
      'USAGE',
      'EMPTY_SECRET',
    ],
    writes: true,
    billed: true,
  });
}

function registerList(call: Command, launch: Launch): void {
  const list = call
    .command('list')
    .description('List the latest calls')
    .option('--limit <count>', 'Number of calls to list, 1 to 1000 (default: 10)')
    .option('--status <status>', 'Only calls in this status: failed, no_answer, in_progress, …')
    .action(
      launch(
        async () => (await import('./list.ts')).listCalls,
        ({ options }) => options,
      ),
    );
  explainCommand(list, {
    examples: ['call list', 'call list --status failed --limit 250'],
    notes: ['Times are local; in JSON they are UTC.'],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'VALIDATION_ERROR', 'RATE_LIMITED', 'INVALID_VALUE'],
    values: { '--status': documentedStatuses },
  });
}

function registerShow(call: Command, launch: Launch): void {
  const show = call
    .command('show')
    .description('Show how a call went, and why')
    .argument('[call-id]', 'Id from call list or call test, or the start of it')
    .option('--transcript', 'Show the words of the conversation')
    .action(
      launch(
        async () => (await import('./show.ts')).showCall,
        ({ args, options }) => ({ ...options, id: args[0] }),
      ),
    );
  explainCommand(show, {
    examples: ['call show', 'call show 3c90c3cc-0d44-4b50-8888-8dd25736052a --transcript'],
    notes: [
      'Without an id, you pick one of the latest 20 calls at a terminal. A script must give it.',
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
