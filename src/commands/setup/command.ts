import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { declareCredentialFlags, envFileNotes } from '../credential-options.ts';
import { explainCommand } from '../help.ts';

/** Declares `setup`. */
export function declareSetup(setup: Command, launch: Launch): void {
  declareCredentialFlags(setup)
    .option('--from-number <number>', 'Caller ID, in E.164 (+14155550100)')
    .option('--name <name>', 'Create a named connection instead of setting the default one')
    .option('--agent <agent>', 'Agent for voicemail and the test call: id, name, or start of an id')
    .option('--call-to <number>', 'Place a test call to this number (billed, needs consent)')
    .option('--no-call', 'Do not offer a test call')
    .option('--sync-numbers', "Import the account's numbers")
    .option('--no-sync-numbers', 'Do not offer to import numbers')
    .option('--voicemail', 'Turn on voicemail detection for the agent')
    .option('--no-voicemail', 'Do not offer voicemail detection')
    .option('--voicemail-message <text>', 'Message to leave on voicemail (default: hang up)')
    .option('--env-file <path>', 'Write VOCOBASE_CONNECTION_ID into this dotenv file')
    .option('--skip-carrier-check', 'Skip the check with Plivo before sending')
    .option('--allow-pending-access', 'Store the credentials before Plivo is enabled')
    .action(
      launch(
        async () => (await import('./setup.ts')).setup,
        ({ options }) => options,
      ),
    );
  explainCommand(setup, {
    examples: [
      'setup',
      'setup --sandbox',
      'setup --from-number +14155550100 --auth-token-file token.txt',
      'setup --name "Sales India" --from-number +918011223344',
    ],
    notes: [
      'Run it again at any time: it reads the current state from Vocobase, replaces nothing without asking, and creates nothing twice.',
      'The Auth Token is never stored.',
      ...envFileNotes,
    ],
    results: [
      '20  not ready: written but not confirmed, access pending, or an optional step failed',
      '21  the test call did not complete',
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'PLIVO_UNAUTHORIZED',
      'PROVIDER_NOT_ALLOWED',
      'PARTNER_INACTIVE',
      'PLIVO_NUMBER_NOT_OWNED',
      'PLIVO_NUMBER_NOT_VOICE',
      'CONFLICT',
      'INPUT_REQUIRED',
      'CONFIRMATION_REQUIRED',
      'INVALID_AUTH_ID',
      'INVALID_AUTH_TOKEN',
      'INVALID_PHONE_NUMBER',
      'EMPTY_SECRET',
      'OUTCOME_UNKNOWN',
    ],
    writes: true,
    billed: true,
  });
}
