import { CliError } from '../errors/cli-error.ts';

/** The `code` of a failed system call (`EACCES`), or null when the error is not one. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

/** In words what the system refused, for the end of a sentence. */
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
      return 'a file stands where a folder is needed, ENOTDIR';
    case 'EEXIST':
      return 'a file stands where a folder is needed, EEXIST';
    default:
      return code ?? (error instanceof Error ? error.message : String(error));
  }
}

/**
 * A file of this program cannot be written. No code stands for this alone, so it is the one of the
 * class "a fault on our side", with the words of what it is.
 */
export function cannotWrite(path: string, cause: unknown): CliError {
  return new CliError('INTERNAL', {
    message: `${path} cannot be written: ${systemReason(cause)}.`,
    hints: [
      'Make the folder and the file writable for you, or name another folder in VOCOBASE_CONFIG_DIR.',
      'To use a value without storing it, give it as a flag or in the environment.',
    ],
    commands: ['config path', 'help environment'],
    origin: 'local',
    details: { path, reason: systemCode(cause) },
    cause,
  });
}

/** A file that a later version of this program wrote: changing it could lose what we do not know. */
export function writtenByNewer(path: string, version: number): CliError {
  return new CliError('INVALID_VALUE', {
    message: `${path} was written by a newer version of this program (format ${version}), so this version does not change it.`,
    hints: [
      'Update this program, or name another folder in VOCOBASE_CONFIG_DIR.',
      'Reading goes on: what this version knows in the file is used.',
    ],
    commands: ['config path', '--version'],
    origin: 'local',
    details: { path, version },
  });
}

/** Another process holds the lock and does not let go. Nothing was changed. */
export function lockBusy(path: string, limitMs: number): CliError {
  return new CliError('INTERNAL', {
    message: `Another process has been changing the settings for ${Math.round(limitMs / 1000)} seconds, so nothing was changed.`,
    hints: [
      'Wait for the other command to end and run this one again.',
      `If there is no other command, delete ${path}.`,
    ],
    commands: [],
    origin: 'local',
    retryable: true,
    details: { path },
  });
}
