import { isRecord } from '../../domain/text/is-record.ts';
import { type ExitCode, exits } from '../../errors/entry.ts';

/** The exit code that any other command would use for this reply. */
export function exitFor(status: number, body: unknown): ExitCode {
  const error = isRecord(body) && isRecord(body.error) ? body.error : body;
  const code = isRecord(error) ? error.code : undefined;
  const isSuccess = status >= 200 && status <= 299;
  if (isSuccess && !(isRecord(body) && body.success === false)) return exits.done;
  // The status of this code is undocumented (U2), so the code decides.
  if (typeof code === 'string' && code.toUpperCase() === 'CONNECTION_AMBIGUOUS') return exits.state;
  if (status >= 500) return exits.unreachable;
  return exitsByStatus[status] ?? exits.fault;
}

const exitsByStatus: Readonly<Record<number, ExitCode>> = {
  400: exits.usage,
  401: exits.credentials,
  403: exits.notPermitted,
  404: exits.state,
  408: exits.unreachable,
  409: exits.state,
  422: exits.usage,
  429: exits.limit,
};
