import type { Command } from 'commander';
import { providerFlags, providerNames, providers } from '../../domain/vocobase/providers.ts';
import type { Launch } from '../../ports/launch.ts';
import { declareCredentialFlags, envFileNotes } from '../credential-options.ts';
import { explainCommand } from '../help.ts';

const undocumented = [
  'Updating, deactivating and deleting a connection is documented nowhere, so it is not offered: create a new one, or ask Vocobase.',
];

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
    .description('list the connections')
    .option('--provider <provider>', 'only those of one provider')
    .option('--all', 'inactive ones too')
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
    .description('show a connection and its numbers')
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
      'Without one a person picks it; a script has to name it.',
    ],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'NOT_FOUND', 'AMBIGUOUS_SELECTOR', 'INPUT_REQUIRED'],
  });

  registerCreate(connections, launch);

  const use = connections
    .command('use [connection]')
    .description('remember which connection calls and number syncs act on')
    .option('--clear', 'remember none')
    .option('--env-file <path>', 'also write VOCOBASE_CONNECTION_ID into this dotenv file')
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
      'It is kept in the profile, on this machine. --connection and VOCOBASE_CONNECTION_ID come before it.',
      ...envFileNotes,
      'Without one a person picks it; a script has to name it.',
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
    .description('register a carrier account at Vocobase')
    .option('--provider <provider>', 'the carrier', 'plivo')
    .option('--name <name>', 'the name of the connection, 1 to 100 characters')
    .option('--default', "create or update the provider's default connection instead");
  declareCredentialFlags(create);
  create
    .option('--skip-carrier-check', 'do not ask Plivo about the account and the number')
    .option('--env-file <path>', 'write VOCOBASE_CONNECTION_ID into this dotenv file');
  const declared = new Set(create.options.map(({ long }) => long));
  for (const { flag, what, secret, choices, providers: takers } of providerFlags()) {
    if (declared.has(flag)) continue;
    const oneOf = choices.length > 0 ? `: ${choices.join(', ')}` : '';
    const ways = secret ? '; @<file> or - for stdin' : '';
    create.option(
      `${flag} <${secret ? 'secret' : 'value'}>`,
      `the ${what}${oneOf} (${takers.join(', ')})${ways}`,
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
      'A secret is asked for without an echo, or given as @<file>, or as - for stdin.',
      'One more active connection of a provider makes calls that name none ambiguous, so it is asked first.',
      'An active connection of the same name and number is left as it is.',
      ...envFileNotes,
      'Plivo is asked first whether it accepts the credentials, and whether the number is on the account, with Voice.',
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

/** A line for the named connection, one for the default where its flags differ, one for what is assumed. */
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

/** The values of the flags that take one of a few. */
function providerValues(): Record<string, readonly string[]> {
  const flags = providerFlags().filter(({ choices }) => choices.length > 0);
  return Object.fromEntries(flags.map(({ flag, choices }) => [flag, choices]));
}
