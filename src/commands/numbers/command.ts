import type { Command } from 'commander';
import { providerNames } from '../../domain/vocobase/provider-names.ts';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';
import { valueOrNone } from '../value-or-none.ts';

const undocumentedList = [
  'The path of this list is not documented. To use another one: config set endpoints.phone_numbers <path>.',
];

/** Declares `numbers` and its verbs. */
export function declareNumbers(numbers: Command, launch: Launch): void {
  explainCommand(numbers, {
    examples: ['numbers list', 'numbers sync', 'numbers update +14155550100 --agent "Demo Agent"'],
  });

  const list = numbers
    .command('list')
    .description('List the imported numbers')
    .option(
      '--connection <connection>',
      'Only numbers of this connection: id, name, or start of an id',
    )
    .option('--provider <provider>', 'Only numbers of this provider')
    .action(
      launch(
        async () => (await import('./list.ts')).listNumbers,
        ({ options }) => options,
      ),
    );
  explainCommand(list, {
    examples: ['numbers list', 'numbers list --provider plivo --connection "Sales India"'],
    notes: [
      'At a terminal, with PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set, Plivo is asked which numbers have Voice.',
      ...undocumentedList,
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'INVALID_VALUE',
      'NOT_FOUND',
      'AMBIGUOUS_SELECTOR',
      'ENDPOINT_NOT_AVAILABLE',
    ],
    values: { '--provider': providerNames },
  });

  const sync = numbers
    .command('sync')
    .description("Import the carrier's numbers")
    .option('--connection <connection>', 'Connection to import for: id, name, or start of an id')
    .option('--provider <provider>', 'Carrier', 'plivo')
    .action(
      launch(
        async () => (await import('./sync.ts')).syncConnectionNumbers,
        ({ options }) => options,
      ),
    );
  explainCommand(sync, {
    examples: ['numbers sync', 'numbers sync --connection "Sales India"'],
    notes: [
      'Callees may see "Unknown" as the caller of numbers that are not imported.',
      'Nothing is deleted, at Vocobase or at the carrier.',
      'With PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set, the numbers are compared with those of Plivo:',
      '  imported_and_owned, owned_not_imported, imported_not_owned, without_voice.',
      'The path of the sync is not documented. To use another one: config set endpoints.phone_numbers_sync <path>.',
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'INVALID_VALUE',
      'CONNECTION_AMBIGUOUS',
      'PROVIDER_NOT_CONFIGURED',
      'NOT_FOUND',
      'AMBIGUOUS_SELECTOR',
      'ENDPOINT_NOT_AVAILABLE',
    ],
    writes: true,
    values: { '--provider': providerNames },
  });

  const update = numbers
    .command('update [number-or-id]')
    .description('Change an imported number: agent, name, or status');
  valueOrNone(
    update,
    '--agent <agent>',
    'Agent that uses it: id, name, or start of an id',
    'Remove its agent',
  );
  update
    .option('--friendly-name <text>', 'Name, at most 200 characters; empty removes it')
    .option('--activate', 'Put the number into use')
    .option('--deactivate', 'Take the number out of use')
    .action(
      launch(
        async () => (await import('./update.ts')).updateNumber,
        ({ args, options }) => ({ ...options, number: args[0] }),
      ),
    );
  explainCommand(update, {
    examples: [
      'numbers update +14155550100 --agent "Demo Agent"',
      'numbers update f1a2c3d4 --no-agent --friendly-name "Front desk"',
      'numbers update +14155550100 --deactivate',
    ],
    notes: [
      'At a terminal you are asked for the number and the change. A script must give both.',
      'Only the fields you name are sent, and then read back.',
      "An agent's own active number is the caller ID of its calls, before the number of the connection.",
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'USAGE',
      'INPUT_REQUIRED',
      'NOT_FOUND',
      'AMBIGUOUS_SELECTOR',
      'ENDPOINT_NOT_AVAILABLE',
      'VALIDATION_ERROR',
      'UNEXPECTED_RESPONSE',
    ],
    writes: true,
  });
}
