import { CliError } from './cli-error.ts';
import { exits } from './entry.ts';

/**
 * The failure of a read that follows a write. Exit 2 promises that nothing was written, so an API
 * that refuses such a read gives an unexpected answer, and not the user a wrong one.
 */
export function afterWrite(error: CliError): CliError {
  if (error.exit !== exits.usage) return error;
  return new CliError('UNEXPECTED_RESPONSE', {
    message: error.message,
    http: error.http,
    details: error.details,
    cause: error,
  });
}
