import type { Command } from 'commander';
import { providerNames } from '../../domain/vocobase/provider-names.ts';
import type { Launch } from '../../ports/launch.ts';
import { envFileNotes } from '../credential-options.ts';
import { declareWhenTyped, explainCommand } from '../help.ts';

const undocumented = [
  'Updating, deactivating, or deleting a connection is not documented, so it is not offered. Create a new one, or ask Vocobase.',
];

/** Declares `connections` and its verbs. */
export function declareConnections(connections: Command, launch: Launch): void {
  explainCommand(connections, {
    examples: [
      'connections list',
      'connections create --name "Sales India"',
      'connections use "Sales India"',
    ],
    notes: undocumented,
  });

  const list = connections
    .command('list')
    .description('List connections')
    .option('--provider <provider>', 'Show one provider only')
    .option('--all', 'Include inactive connections')
    .action(
      launch(
        async () => (await import('./list.ts')).listConnections,
        ({ options }) => options,
      ),
    );
  explainCommand(list, {
    examples: ['connections list', 'connections list --provider plivo --all'],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'INVALID_VALUE', 'VALIDATION_ERROR'],
    values: { '--provider': providerNames },
  });

  const show = connections
    .command('show [connection]')
    .description('Show a connection and its numbers')
    .action(
      launch(
        async () => (await import('./show.ts')).showConnection,
        ({ args }) => ({ connection: args[0] }),
      ),
    );
  explainCommand(show, {
    examples: ['connections show "Sales India"', 'connections show 9b7f1c44'],
    notes: [
      'A connection is named by its id, its name, or the first 4 characters of its id.',
      'Without a connection, you pick one from a list at a terminal. A script must name it.',
    ],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'NOT_FOUND', 'AMBIGUOUS_SELECTOR', 'INPUT_REQUIRED'],
  });

  const create = connections.command('create').description('Create a connection');
  declareWhenTyped(create, async () => {
    const { declareCreate } = await import('./create-command.ts');
    declareCreate(create, launch, undocumented);
  });

  const use = connections
    .command('use [connection]')
    .description('Choose the connection for calls and number imports')
    .option('--clear', 'Forget the chosen connection')
    .option('--env-file <path>', 'Also write VOCOBASE_CONNECTION_ID into this dotenv file')
    .action(
      launch(
        async () => (await import('./use.ts')).useConnection,
        ({ args, options }) => ({
          connection: args[0],
          clear: options.clear,
          envFile: options.envFile,
        }),
      ),
    );
  explainCommand(use, {
    examples: [
      'connections use "Sales India"',
      'connections use "Sales India" --env-file .env',
      'connections use --clear',
    ],
    notes: [
      'The choice is saved in the profile, on this machine. --connection and VOCOBASE_CONNECTION_ID take precedence.',
      ...envFileNotes,
      'Without a connection, you pick one from a list at a terminal. A script must name it.',
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'NOT_FOUND',
      'AMBIGUOUS_SELECTOR',
      'CONFLICT',
      'INPUT_REQUIRED',
    ],
    writes: true,
  });
}
