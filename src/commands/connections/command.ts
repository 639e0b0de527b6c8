import type { Command } from 'commander';
import { providerFlags, providerNames, providers } from '../../domain/vocobase/providers.ts';
import type { Launch } from '../../ports/launch.ts';
import { declareCredentialFlags, envFileNotes } from '../credential-options.ts';
import { explainCommand } from '../help.ts';

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
      'Leave it out to pick from a list. A script must name it.',
    ],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'NOT_FOUND', 'AMBIGUOUS_SELECTOR', 'INPUT_REQUIRED'],
  });

  registerCreate(connections, launch);

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
      'The choice is saved in the profile, on this machine. --connection and VOCOBASE_CONNECTION_ID beat it.',
      ...envFileNotes,
      'Leave it out to pick from a list. A script must name it.',
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

function registerCreate(connections: Command, launch: Launch): void {
  const create = connections
    .command('create')
    .description('Create a connection')
    .option('--provider <provider>', 'Carrier', 'plivo')
    .option('--name <name>', 'Name of the connection, 1 to 100 characters')
    .option('--default', "Create or update the provider's default connection instead");
  declareCredentialFlags(create);
  create
    .option('--skip-carrier-check', 'Send without asking Plivo first')
    .option('--env-file <path>', 'Write VOCOBASE_CONNECTION_ID into this dotenv file');
  const declared = new Set(create.options.map(({ long }) => long));
  for (const { flag, what, secret, choices, providers: takers } of providerFlags()) {
    if (declared.has(flag)) continue;
    const oneOf = choices.length > 0 ? `: ${choices.join(', ')}` : '';
    const ways = secret ? '; @<file> or - for stdin' : '';
    create.option(
      `${flag} <${secret ? 'secret' : 'value'}>`,
      `${what.charAt(0).toUpperCase()}${what.slice(1)}${oneOf} (${takers.join(', ')})${ways}`,
    );
  }
  create.action(
    launch(
      async () => (await import('./create.ts')).createConnection,
      ({ options }) => options,
    ),
  );
  explainCommand(create, {
    examples: [
      'connections create --name "Sales India" --from-number +918011223344',
      'connections create --default --from-number +14155550100 --yes',
      'connections create --provider twilio --name Support --account-sid ACXXXXXXXX --auth-token @token.txt --from-number +14155550101',
      'connections create --provider sip --name Trunk --sip-host sip.example.com --transport TLS',
    ],
    notes: [
      'Each provider takes these; those in brackets can be left out:',
      ...providers.flatMap(providerNotes),
      'A secret comes from a hidden prompt, from @<file>, or from - (stdin).',
      'A second active connection makes calls without a connection ambiguous, so it needs consent.',
      'An active connection with the same name and number is left unchanged.',
      ...envFileNotes,
      'Plivo checks the credentials first, and whether the number is on the account and has Voice.',
      ...undocumented,
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'PLIVO_UNAUTHORIZED',
      'PLIVO_NUMBER_NOT_OWNED',
      'PLIVO_NUMBER_NOT_VOICE',
      'CONFLICT',
      'FORBIDDEN',
      'VALIDATION_ERROR',
      'INPUT_REQUIRED',
      'CONFIRMATION_REQUIRED',
      'EMPTY_SECRET',
      'INVALID_VALUE',
      'INVALID_AUTH_ID',
      'INVALID_AUTH_TOKEN',
      'INVALID_PHONE_NUMBER',
      'OUTCOME_UNKNOWN',
      'UNEXPECTED_RESPONSE',
    ],
    writes: true,
    values: { '--provider': providerNames, ...providerValues() },
  });
}

/**
 * One line for the named connection, one for the default if its flags differ, one for what is
 * assumed.
 */
function providerNotes({ name, post, put, inferred }: (typeof providers)[number]): string[] {
  const flags = (fields: typeof post) =>
    fields.map(({ flag, required }) => (required ? flag : `[${flag}]`)).join(' ');
  const named = flags(post);
  const asDefault = put === null ? 'not possible' : flags(put);
  return [
    `  ${name}: ${named}`,
    ...(asDefault === named ? [] : [`    with --default: ${asDefault}`]),
    ...(inferred === undefined ? [] : [`    inferred, not documented: ${inferred}`]),
  ];
}

/** The values of the flags that accept only certain ones. */
function providerValues(): Record<string, readonly string[]> {
  const flags = providerFlags().filter(({ choices }) => choices.length > 0);
  return Object.fromEntries(flags.map(({ flag, choices }) => [flag, choices]));
}
