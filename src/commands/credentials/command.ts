import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { declareCredentialFlags } from '../credential-options.ts';
import { explainCommand } from '../help.ts';

/** Declares `credentials rotate`. */
export function declareCredentials(credentials: Command, launch: Launch): void {
  explainCommand(credentials, { examples: ['credentials rotate'] });

  const rotate = credentials
    .command('rotate')
    .description('Send a new Auth Token for the default Plivo connection');
  declareCredentialFlags(rotate)
    .option('--from-number <number>', 'Caller ID, E.164 (default: the current one)')
    .option('--skip-carrier-check', 'Skip the check with Plivo before sending')
    .action(
      launch(
        async () => (await import('./rotate.ts')).rotateCredentials,
        ({ options }) => options,
      ),
    );
  explainCommand(rotate, {
    examples: ['credentials rotate', 'credentials rotate --auth-token-file token.txt --yes'],
    notes: [
      'First create the new token in Plivo and keep the old one for 48 hours, then run this command.',
      'Plivo checks the new pair first. Then the Auth ID, the Auth Token, and the caller ID go to Vocobase.',
      'The documented API cannot change the token of a named connection. Create a new connection, or ask Vocobase.',
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
