import { CliError } from '../errors/cli-error.ts';

/** The `code` of a failed system call (`EACCES`), or null when the error is not one. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

/** Why the system refused, phrased to end a sentence. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `permission denied, ${code}`;
    case 'EROFS':
      return 'the file system is read-only, EROFS';
    case 'ENOSPC':
    case 'EDQUOT':
      return `no space is left, ${code}`;
    case 'EISDIR':
      return 'it is a folder, EISDIR';
    case 'ENOTDIR':
      return 'part of the path is a file, ENOTDIR';
    case 'EEXIST':
      return 'part of the path is a file, EEXIST';
    default:
      return code ?? (error instanceof Error ? error.message : String(error));
  }
}

/** SETTINGS_UNWRITABLE: a file of this program cannot be written. `cause` is the system's error. */
export function cannotWrite(path: string, cause: unknown): CliError {
  return new CliError('SETTINGS_UNWRITABLE', {
    message: `${path} cannot be written: ${systemReason(cause)}.`,
    hints: [
      'Make the folder and the file writable for you, or set VOCOBASE_CONFIG_DIR to another folder.',
      'To use a value without storing it, give it as a flag or in the environment.',
    ],
    commands: ['config path', 'help environment'],
    details: { path, reason: systemCode(cause) },
    cause,
  });
}

/** INVALID_VALUE: a newer version wrote the file, and changing it could lose what only that knows. */
export function writtenByNewer(path: string, version: number): CliError {
  return new CliError('INVALID_VALUE', {
    message: `${path} was written by a newer version of this program (format ${version}), so this version does not change it.`,
    hints: [
      'Update this program, or set VOCOBASE_CONFIG_DIR to another folder.',
      'Settings that this version knows are still read from the file.',
    ],
    commands: ['config path', '--version'],
    origin: 'local',
    details: { path, version },
  });
}

/** SETTINGS_UNWRITABLE: another process holds the lock for too long. Nothing was changed. */
export function lockBusy(path: string, limitMs: number): CliError {
  return new CliError('SETTINGS_UNWRITABLE', {
    message: `Another process has been changing the settings for ${Math.round(limitMs / 1000)} seconds, so nothing was changed.`,
    hints: [
      'Wait for the other command to end, and run this one again.',
      `If no other command is running, delete ${path}.`,
    ],
    commands: [],
    retryable: true,
    details: { path },
  });
}

/** SETTINGS_UNWRITABLE: something that is not a lock has the lock's name. */
export function lockBlocked(path: string): CliError {
  return new CliError('SETTINGS_UNWRITABLE', {
    message: `${path} is a file, and this program needs that name for its lock, so nothing was changed.`,
    hints: [`Move or delete ${path}, and run the command again.`],
    commands: [],
    details: { path },
  });
}
