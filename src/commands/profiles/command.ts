import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

/** Declares `profiles` and its verbs. */
export function declareProfiles(profiles: Command, launch: Launch): void {
  explainCommand(profiles, {
    examples: ['profiles list', 'login --profile staging', 'profiles use staging'],
  });

  const list = profiles
    .command('list')
    .description('List the profiles')
    .action(
      launch(
        async () => (await import('./list.ts')).listProfiles,
        () => undefined,
      ),
    );
  explainCommand(list, {
    examples: ['profiles list'],
    notes: [
      'The current profile is marked. --profile and VOCOBASE_PROFILE choose another one for a single run.',
    ],
    codes: ['INVALID_VALUE'],
  });

  const use = profiles
    .command('use <name>')
    .description('Make a profile the current one')
    .action(
      launch(
        async () => (await import('./use.ts')).useProfile,
        ({ args: [name = ''] }) => ({ name }),
      ),
    );
  explainCommand(use, {
    examples: ['profiles use default'],
    notes: [
      'A profile is created with its first setting or stored key:',
      '  login --profile staging',
    ],
    codes: ['NOT_FOUND', 'INVALID_VALUE', 'SETTINGS_UNWRITABLE'],
    writes: true,
  });

  const remove = profiles
    .command('remove <name>')
    .description('Remove a profile, its settings, and its stored key')
    .action(
      launch(
        async () => (await import('./remove.ts')).removeProfile,
        ({ args: [name = ''] }) => ({ name }),
      ),
    );
  explainCommand(remove, {
    examples: ['profiles remove default --yes'],
    notes: ['Asks for consent. Nothing changes at Vocobase or Plivo, where the key stays valid.'],
    codes: ['NOT_FOUND', 'INVALID_VALUE', 'CONFIRMATION_REQUIRED', 'SETTINGS_UNWRITABLE'],
    writes: true,
  });
}
