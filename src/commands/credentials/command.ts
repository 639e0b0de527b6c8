import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { declareCredentialFlags } from '../credential-options.ts';
import { explainCommand } from '../help.ts';

export function declareCredentials(credentials: Command, launch: Launch): void {
  explainCommand(credentials, { examples: ['credentials rotate'] });

  const rotate = credentials
    .command('rotate')
    .description('send a new Auth Token to Vocobase, for the default Plivo connection');
  declareCredentialFlags(rotate)
    .option('--from-number <number>', 'the number that calls show (default: the one in force)')
    .option('--skip-carrier-check', 'do not ask Plivo before sending')
    .action(
      launch(
        async () => (await import('./rotate.ts')).rotateCredentials,
        ({ options }) => options,
      ),
    );
  explainCommand(rotate, {
    examples: [
      'credentials rotate',
      'credentials rotate --auth-id MAXXXXXXXXXXXXXXXXXX --auth-token-file token.txt --yes',
    ],
    notes: [
      'First generate the new token in Plivo and let the old one live on for 48 hours, then run this.',
      'Plivo is asked first, then Vocobase gets Auth ID, Auth Token and from-number.',
      'The token of a named connection cannot be changed over the documented API: create a new connection, or ask Vocobase.',
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'PLIVO_UNAUTHORIZED',
      'PROVIDER_NOT_CONFIGURED',
      'INPUT_REQUIRED',
      'CONFIRMATION_REQUIRED',
      'EMPTY_SECRET',
      'INVALID_AUTH_ID',
      'INVALID_AUTH_TOKEN',
      'INVALID_PHONE_NUMBER',
      'UNEXPECTED_RESPONSE',
    ],
    writes: true,
  });
}
