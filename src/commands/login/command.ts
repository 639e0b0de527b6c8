import { type Command, Option } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

export function declareLogin(login: Command, launch: Launch): void {
  login
    .option('--api-key-stdin', 'read the key from standard input')
    .option('--api-key-file <path>', 'read the key from a file')
    .addOption(
      new Option('--store <place>', "where to keep it; auto prefers the system's key store")
        .choices(['auto', 'keychain', 'file'])
        .default('auto'),
    )
    .action(
      launch(
        async () => (await import('./login.ts')).login,
        ({ options }) => options,
      ),
    );
  explainCommand(login, {
    examples: ['login', 'login --api-key-file key.txt', 'login --store file'],
    notes: [
      "Without the system's key store the key goes into a file that only you can read, and login says so.",
      'Plivo credentials are never stored.',
    ],
    codes: ['UNAUTHORIZED', 'INVALID_API_KEY_FORMAT', 'EMPTY_SECRET', 'INPUT_REQUIRED'],
  });
}

export function declareLogout(logout: Command, launch: Launch): void {
  logout.action(
    launch(
      async () => (await import('./logout.ts')).logout,
      () => ({}),
    ),
  );
  explainCommand(logout, {
    examples: ['logout', 'logout --profile staging'],
    notes: ['The key stays valid at Vocobase; revoke it in the dashboard.'],
    codes: ['CONFIG_UNREADABLE'],
  });
}

export function declareWhoami(whoami: Command, launch: Launch): void {
  whoami.action(
    launch(
      async () => (await import('./whoami.ts')).whoami,
      () => ({}),
    ),
  );
  explainCommand(whoami, {
    examples: ['whoami', 'whoami --json'],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'CONFIG_UNREADABLE'],
  });
}
