import { cleanText, shorten } from '../domain/text/clean-text.ts';
import type { Masker } from '../domain/text/mask.ts';
import { type Called, wholeCommand } from '../domain/text/shell-command.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Style } from '../ports/style.ts';

/** The error document, as `--json` prints it on stderr. */
export interface ErrorDocument {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hints: readonly string[];
    readonly commands: readonly string[];
    readonly docs_url: string | null;
    readonly retryable: boolean;
    readonly exit_code: number;
    readonly origin: string;
    readonly http: CliError['http'];
    readonly details: Readonly<Record<string, unknown>>;
  };
}

/** Any failure as a CliError: what was not foreseen is a fault of ours, and says so. */
export function toCliError(failure: unknown): CliError {
  if (failure instanceof CliError) return failure;
  const what = failure instanceof Error ? failure.message : String(failure);
  return new CliError('INTERNAL', {
    message: `This program ran into a fault of its own: ${what}`,
    cause: failure,
  });
}

export function errorDocument(error: CliError, called: Called, masker: Masker): ErrorDocument {
  return masker.json({
    error: {
      code: error.code,
      message: error.message,
      hints: error.hints,
      commands: error.commands.map((words) => wholeCommand({ mode: called }, words)),
      docs_url: error.docsUrl,
      retryable: error.retryable,
      exit_code: error.exit,
      origin: error.origin,
      http: error.http,
      details: error.details,
    },
  }) as ErrorDocument;
}

/** The same for a person: what failed, why, what to do, and the code to look it up by. */
export function errorWords(error: CliError, called: Called, style: Style, masker: Masker): string {
  const safe = (text: string) => shorten(masker.text(cleanText(text)));
  const lines = [style.wrap(`${style.mark.fail} ${safe(error.message)}`)];
  const { http } = error;
  if (http?.message && !error.message.includes(http.message)) {
    const who = error.origin === 'plivo' ? 'Plivo' : 'The API';
    const status = http.status === null ? '' : ` (${http.status})`;
    lines.push(style.wrap(safe(`${who} said${status}: ${http.message}`), '  '));
  }
  if (http?.request_id) lines.push(style.dim(`  Request id: ${safe(http.request_id)}`));
  for (const missing of missingLines(error)) lines.push(`  ${safe(missing)}`);
  for (const candidate of candidateLines(error)) lines.push(`  ${safe(candidate)}`);
  if (error.hints.length > 0) {
    lines.push('', ...error.hints.map((hint) => style.wrap(safe(hint), '  ')));
  }
  if (typeof error.details.request === 'string') {
    const request = error.details.request.split('\n');
    lines.push('', ...request.map((line) => (line === '' ? '' : style.wrap(safe(line), '    '))));
  }
  if (error.commands.length > 0) {
    lines.push(
      '',
      ...error.commands.map(
        (words) => `  ${style.accent(safe(wholeCommand({ mode: called }, words)))}`,
      ),
    );
  }
  if (error.code !== 'INTERRUPTED') {
    lines.push('', style.dim(`  ${error.code}, exit ${error.exit}`));
  }
  return lines.join('\n');
}

function missingLines(error: CliError): string[] {
  const missing = error.details.missing;
  if (!Array.isArray(missing)) return [];
  const rows = missing.map((one: { flag?: string | null; env?: string | null; what?: string }) => ({
    ways: [one.flag, one.env].filter((way) => way != null && way !== '').join(' or '),
    what: one.what ?? '',
  }));
  const width = Math.max(...rows.map(({ ways }) => ways.length));
  return rows.map(({ ways, what }) => `${ways.padEnd(width)}  ${what}`);
}

function candidateLines(error: CliError): string[] {
  const lists = [error.details.connections, error.details.candidates];
  return lists.flatMap((list) => {
    if (!Array.isArray(list)) return [];
    return list.map((one: Record<string, unknown>) => {
      const id = one.connection_id ?? one.id ?? '';
      return `${id}  ${one.name ?? ''}`;
    });
  });
}
