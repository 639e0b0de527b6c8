import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

export function declareProfiles(profiles: Command, launch: Launch): void {
  explainCommand(profiles, {
    examples: ['profiles list', 'login --profile staging', 'profiles use staging'],
  });

  const list = profiles
    .command('list')
    .description('list the profiles; the current one is marked')
    .action(
      launch(
        async () => (await import('./list.ts')).listProfiles,
        () => undefined,
      ),
    );
  explainCommand(list, {
    examples: ['profiles list'],
    notes: ['--profile and VOCOBASE_PROFILE choose another one for a single run.'],
    codes: ['INVALID_VALUE'],
  });

  const use = profiles
    .command('use <name>')
    .description('make a profile the current one')
    .action(
      launch(
        async () => (await import('./use.ts')).useProfile,
        ({ args: [name = ''] }) => ({ name }),
      ),
    );
  explainCommand(use, {
    examples: ['profiles use default'],
    notes: [
      'A profile comes into being with its first setting, or when a key is stored for it:',
      '  login --profile staging',
    ],
    codes: ['NOT_FOUND', 'INVALID_VALUE', 'INTERNAL'],
  });

  const remove = profiles
    .command('remove <name>')
    .description('remove a profile, with its settings and its stored API key; needs consent')
    .action(
      launch(
        async () => (await import('./remove.ts')).removeProfile,
        ({ args: [name = ''] }) => ({ name }),
      ),
    );
  explainCommand(remove, {
    examples: ['profiles remove default --yes'],
    notes: ['Nothing changes at Vocobase or Plivo: the key stays valid there.'],
    codes: ['NOT_FOUND', 'INVALID_VALUE', 'CONFIRMATION_REQUIRED', 'INTERNAL'],
  });
}
