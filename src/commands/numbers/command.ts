import type { Command } from 'commander';
import { providerNames } from '../../domain/vocobase/providers.ts';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

const undocumentedList = [
  'The address of this list is documented nowhere and assumed; where it is another, set it: config set endpoints.phone_numbers <path>.',
];

export function declareNumbers(numbers: Command, launch: Launch): void {
  explainCommand(numbers, {
    examples: ['numbers list', 'numbers sync', 'numbers update +14155550100 --agent "Demo Agent"'],
  });

  const list = numbers
    .command('list')
    .description('list the imported numbers')
    .option('--connection <connection>', 'only those of one connection: id, name or start of an id')
    .option('--provider <provider>', 'only those of one provider')
    .action(
      launch(
        async () => (await import('./list.ts')).listNumbers,
        ({ options }) => options,
      ),
    );
  explainCommand(list, {
    examples: ['numbers list', 'numbers list --provider plivo --connection "Sales India"'],
    notes: undocumentedList,
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
    .description("import the carrier's numbers, so that calls show a known caller ID")
    .option('--connection <connection>', 'the connection: id, name or start of an id')
    .option('--provider <provider>', 'the carrier', 'plivo')
    .action(
      launch(
        async () => (await import('./sync.ts')).syncConnectionNumbers,
        ({ options }) => options,
      ),
    );
  explainCommand(sync, {
    examples: ['numbers sync', 'numbers sync --connection "Sales India"'],
    notes: [
      'Nothing is ever deleted, here or at the carrier.',
      'Without --connection it is the remembered one, else the only active one.',
      'With PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set, the numbers are compared with those on that account:',
      '  imported_and_owned, owned_not_imported, imported_not_owned, without_voice.',
      'The address of the sync is documented nowhere and assumed; where it is another, set it: config set endpoints.phone_numbers_sync <path>.',
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
    .description('give an imported number an agent, a name, or another status')
    .option('--agent <agent>', 'the agent that answers it: id, name or start of an id')
    .option('--no-agent', 'take its agent away')
    .option('--friendly-name <text>', 'its name, at most 200 characters; empty takes it away')
    .option('--activate', 'put it into use')
    .option('--deactivate', 'take it out of use')
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
      'Without a number a person picks it; a script has to name it.',
      'Only what is named is sent, then read back.',
      "An agent's own active number is what its outbound calls show, before the",
      'number of the connection.',
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
