import type { Command } from 'commander';
import { providerNames } from '../../domain/vocobase/provider-names.ts';
import { providerFlags, providers } from '../../domain/vocobase/providers.ts';
import type { Launch } from '../../ports/launch.ts';
import { declareCredentialFlags, envFileNotes } from '../credential-options.ts';
import { explainCommand } from '../help.ts';

/** Declares `connections create`, with the flags of every provider. `notes` end its help. */
export function declareCreate(create: Command, launch: Launch, notes: readonly string[]): void {
  create
    .option('--provider <provider>', 'Carrier', 'plivo')
    .option('--name <name>', 'Name of the connection, 1 to 100 characters')
    .option('--default', "Create or update the provider's default connection instead");
  declareCredentialFlags(create);
  create
    .option('--skip-carrier-check', 'Skip the check with Plivo before sending')
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
      'connections create --provider twilio --name Support',
      'connections create --provider sip --name Trunk',
    ],
    notes: [
      'Fields of each provider (optional ones in brackets):',
      ...providers.flatMap(providerNotes),
      'A secret comes from a hidden prompt, from @<file>, or from - (stdin).',
      'With a second active connection, calls must name one, so it needs consent.',
      'An active connection with the same name and number is left unchanged.',
      ...envFileNotes,
      'Plivo checks the credentials first, and whether the number is on the account and has Voice.',
      ...notes,
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
