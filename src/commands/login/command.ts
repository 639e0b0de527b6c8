import { type Command, Option } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

/** Declares `login`. */
export function declareLogin(login: Command, launch: Launch): void {
  login
    .option('--api-key-stdin', 'Read the key from standard input')
    .option('--api-key-file <path>', 'Read the key from a file')
    .addOption(
      new Option('--store <place>', "Where to store the key (auto prefers the system's key store)")
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
      "If the system's key store does not work, login says why and stores the key in a file that only you can read.",
      'Plivo credentials are never stored.',
    ],
    codes: [
      'UNAUTHORIZED',
      'INVALID_API_KEY_FORMAT',
      'EMPTY_SECRET',
      'INPUT_REQUIRED',
      'SETTINGS_UNWRITABLE',
    ],
    writes: true,
  });
}

/** Declares `logout`. */
export function declareLogout(logout: Command, launch: Launch): void {
  logout.action(
    launch(
      async () => (await import('./logout.ts')).logout,
      () => ({}),
    ),
  );
  explainCommand(logout, {
    examples: ['logout', 'logout --profile staging'],
    notes: ['The key stays valid at Vocobase. To revoke it, use the Vocobase dashboard.'],
    codes: ['CONFIG_UNREADABLE', 'SETTINGS_UNWRITABLE'],
    writes: true,
  });
}

/** Declares `whoami`. */
export function declareWhoami(whoami: Command, launch: Launch): void {
  whoami.option('--offline', 'Send no request and leave the account unknown').action(
    launch(
      async () => (await import('./whoami.ts')).whoami,
      ({ options }) => options,
    ),
  );
  explainCommand(whoami, {
    examples: ['whoami', 'whoami --offline'],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'CONFIG_UNREADABLE'],
  });
}
