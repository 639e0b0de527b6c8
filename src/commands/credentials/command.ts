import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { declareCredentialFlags } from '../credential-options.ts';
import { explainCommand } from '../help.ts';

export function declareCredentials(credentials: Command, launch: Launch): void {
  explainCommand(credentials, { examples: ['credentials rotate'] });

  const rotate = credentials
    .command('rotate')
    .description('Send a new Auth Token for the default Plivo connection');
  declareCredentialFlags(rotate)
    .option('--from-number <number>', 'caller ID (default: the current one)')
    .option('--skip-carrier-check', 'do not check the credentials with Plivo')
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
      'First create the new token in Plivo, where the old one may be kept for a while. Then run this.',
      'The new pair is checked with Plivo, then Auth ID, Auth Token, and caller ID are sent.',
      'No API shows which token Vocobase holds: only a call proves the new one.',
      'The API documents no way to change the token of a named connection: create a new one, or ask Vocobase.',
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
