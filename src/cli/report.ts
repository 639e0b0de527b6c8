import type { Command } from 'commander';
import { cleanLines, cleanText, cleanValue, shorten } from '../domain/text/clean-text.ts';
import type { DryRun, PlannedRequest } from '../domain/text/dry-run.ts';
import type { Masker } from '../domain/text/mask.ts';
import type { FieldRules } from '../domain/text/select-fields.ts';
import { type Called, wholeCommand } from '../domain/text/shell-command.ts';
import { CliError } from '../errors/cli-error.ts';
import type { ExitCode } from '../errors/entry.ts';
import type { Action } from '../ports/action.ts';
import type { Style } from '../ports/style.ts';
import type { Globals } from './globals.ts';
import type { Io } from './terminal.ts';

// Results

/** How the result of a command is shown. */
export interface Showing {
  readonly globals: Pick<Globals, 'json' | 'fields'>;
  readonly stdout: Pick<Io['stdout'], 'isTTY'>;
  style(): Promise<Style>;
  readonly masker: Masker;
  /** How `--fields` reads this command's result; null if only the result itself tells. */
  readonly fieldRules: FieldRules | null;
}

/** The answer as text. If an API echoes a secret, it must not be printed. */
export async function showResult<Input, Result>(
  action: Action<Input, Result>,
  result: Result | DryRun,
  { globals, stdout, masker, fieldRules, ...showing }: Showing,
  input: Input,
): Promise<string> {
  const mask = <T>(value: T): T => (action.secrets === 'shown' ? value : masker.known(value));
  const inJson = globals.json ?? (action.piped !== 'text' && !stdout.isTTY);
  if (inJson) {
    const indent = stdout.isTTY ? 2 : 0;
    const own = isDryRun(result) ? undefined : action.json?.(result);
    const data = isDryRun(result) ? result : (action.data?.(result) ?? result);
    if (globals.fields === undefined || isDryRun(result)) {
      return `${mask(own ?? JSON.stringify(data, null, indent))}\n`;
    }
    const { selectFields } = await import('../domain/text/select-fields.ts');
    const whole = own === undefined ? data : JSON.parse(own);
    const kept = selectFields(whole, globals.fields, fieldRules);
    return `${mask(JSON.stringify(kept, null, indent))}\n`;
  }
  // A body, a script, and a request text have several lines. In a name a line end would fake one.
  const inLines = action.json !== undefined || action.piped === 'text';
  // Masked again after cleaning: a control character may have split a secret.
  const clean = mask(
    cleanValue(mask(result), (text, name) =>
      inLines || name === 'remedy' ? cleanLines(text) : shorten(cleanText(text)),
    ),
  );
  const style = await showing.style();
  const text = isDryRun(clean) ? viewDryRun(clean, style) : action.view(clean, style, input);
  return text === '' ? '' : `${text}\n`;
}

/** True if the run recorded its writes instead of sending them. */
export function isDryRun(result: unknown): result is DryRun {
  return typeof result === 'object' && result !== null && 'dry_run' in result;
}

function viewDryRun(dryRun: DryRun, style: Style): string {
  if (dryRun.requests.length === 0) return 'Dry run: nothing would be written.';
  const requests = dryRun.requests.map((request) => {
    const { method, url, body } = request;
    const shown = body === undefined || body === null ? '' : `\n${JSON.stringify(body, null, 2)}`;
    const curl = /^https?:/.test(url) ? `\n\n${style.accent(curlLine(request))}` : '';
    return `${style.bold(method)} ${url}${shown}${curl}`;
  });
  return ['Dry run: this would be sent, and was not.', ...requests].join('\n\n');
}

/** The same request as a one-line shell command; masked values come from variables. */
function curlLine({ method, url, body }: PlannedRequest): string {
  const words = [
    'curl',
    '-X',
    method,
    quote(url),
    '-H',
    '"Authorization: Bearer $VOCOBASE_API_KEY"',
  ];
  if (body === undefined || body === null) return words.join(' ');
  return [
    ...words,
    '-H',
    quote('Content-Type: application/json'),
    '-d',
    withVariables(JSON.stringify(body)),
  ].join(' ');
}

/**
 * Quotes JSON for a shell, with `"auth_token":"****"` as `"auth_token":"'"$PLIVO_AUTH_TOKEN"'"`.
 */
function withVariables(json: string): string {
  const variables: Readonly<Record<string, string>> = {
    auth_id: 'PLIVO_AUTH_ID',
    auth_token: 'PLIVO_AUTH_TOKEN',
  };
  return quote(json).replace(
    /"(\w+)":"[^"]*\*{4}[^"]*"/g,
    (_, name: string) => `"${name}":"'"$${variables[name] ?? name.toUpperCase()}"'"`,
  );
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

// Errors

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

/** How an error is reported. */
export interface Reporting {
  readonly io: Io;
  readonly called: Called;
  readonly masker: Masker;
  readonly globals: Pick<Globals, 'json' | 'events' | 'color' | 'verbose'>;
  /** The program, which describes each command. */
  whole(): Promise<Command>;
}

/** Writes an error on stderr, as JSON for a program, and returns the exit code. */
export async function reportError(error: CliError, reporting: Reporting): Promise<ExitCode> {
  const { io, called, masker, globals } = reporting;
  // Where stderr cannot be written either, the exit code is all that remains.
  const write = (text: string) => io.stderr.write(text).catch(() => {});
  if (globals.json === true || globals.events) {
    const document = errorDocument(error, called, masker);
    await write(`${JSON.stringify(document, null, io.stderr.isTTY ? 2 : 0)}\n`);
    return error.exit;
  }
  const [{ createStyle }, { colorLevel, isAccessible, loadColor }] = await Promise.all([
    import('../output/style.ts'),
    import('../output/color.ts'),
  ]);
  const style = createStyle({
    color: await loadColor(colorLevel(io.stderr, io.env, !globals.color)),
    columns: io.stderr.columns,
    called,
    accessible: isAccessible(io.env),
  });
  const stack = globals.verbose && error.code === 'INTERNAL' ? stackOf(error) : '';
  const program = isLabeled(error) ? await reporting.whole() : null;
  const text = errorText(error, { called, style, masker, program });
  // After a conversation, a blank line sets the error apart.
  const gap = io.stderr.isTTY && io.stderr.stream.bytesWritten > 0 ? '\n' : '';
  await write(`${gap}${text}\n${masker.text(stack)}`);
  return error.exit;
}

function stackOf(error: CliError): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return `\n${cause.stack ?? ''}\n`;
}

/** Turns any failure into a CliError. An unexpected one is a bug of this program, and says so. */
export function toCliError(failure: unknown): CliError {
  if (failure instanceof CliError) return failure;
  const what = failure instanceof Error ? failure.message : String(failure);
  return new CliError('INTERNAL', {
    message: `This program has a bug: ${what}`,
    cause: failure,
  });
}

/** The document of an error for programs, with complete commands, and secrets masked. */
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

interface ErrorLook {
  readonly called: Called;
  readonly style: Style;
  readonly masker: Masker;
  /** Null if no command needs a label. */
  readonly program: Command | null;
}

/** An error for people: what happened, why, what to do, and the code to look it up by. */
export function errorText(error: CliError, look: ErrorLook): string {
  const { style, masker } = look;
  const safe = (text: string) => shorten(masker.text(cleanText(text)));
  const inset = (text: string) => style.wrap(safe(text), '  ');
  const [headline, reason] = splitHeadline(error.message);
  const blocks: string[][] = [
    [style.wrap(`${style.mark.fail} ${style.bold(safe(headline))}`, '  ').trimStart()],
    [...(reason === '' ? [] : [inset(reason)]), ...apiWords(error).map(inset)],
    [...missingLines(error), ...candidateLines(error)].map((line) => `  ${safe(line)}`),
    ...remedies(error, look, safe),
    requestLines(error).map((line) => (line === '' ? '' : style.wrap(safe(line), '    '))),
    error.code === 'INTERRUPTED' ? [] : lastLines(error, style, safe),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** The first sentence, and the rest of the message. */
function splitHeadline(message: string): [headline: string, reason: string] {
  const [, headline, reason] = /^(.{12,}?[.!?]) +(\p{Lu}.*)$/su.exec(message) ?? [];
  return headline === undefined || reason === undefined ? [message, ''] : [headline, reason];
}

function apiWords({ http, message, origin }: CliError): string[] {
  if (!http?.message || message.includes(http.message)) return [];
  const who = origin === 'plivo' ? 'Plivo' : 'The API';
  return [`${who} said${http.status === null ? '' : ` (${http.status})`}: ${http.message}`];
}

/** Errors whose first command is the corrected command line, which needs no label. */
const typedAgain = /^(USAGE|INPUT_REQUIRED|CONFIRMATION_REQUIRED)$/;

/** True if several remedies and several commands do not pair up, so each command gets a label. */
function isLabeled({ hints, commands, code }: CliError): boolean {
  const pair = hints.length === commands.length;
  return !typedAgain.test(code) && hints.length > 1 && commands.length > 1 && !pair;
}

/** Each remedy with its command: below it, or beside a label. */
function remedies(
  error: CliError,
  { called, style, program }: ErrorLook,
  safe: (text: string) => string,
): string[][] {
  const { hints, commands } = error;
  const lines = hints.map((hint) => style.wrap(safe(hint), '  '));
  if (program !== null) {
    const steps = commands.map((words) => ({
      label: labelOf(program, words),
      command: safe(words),
    }));
    return [lines, [style.next(steps)]];
  }
  const shown = commands.map(
    (words) => `  ${style.accent(safe(wholeCommand({ mode: called }, words)))}`,
  );
  if (hints.length === commands.length && hints.length > 1) {
    return lines.map((hint, index) => [hint, shown[index] ?? '']);
  }
  return [[...lines, ...shown]];
}

/** What a command does, from its help. */
function labelOf(program: Command, words: string): string {
  let at = program;
  for (const word of words.split(' ')) {
    const next = at.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    at = next;
  }
  return at === program ? 'Show the help' : at.description();
}

/** The lines of a request that is ready to send. */
function requestLines({ details }: CliError): string[] {
  return typeof details.request === 'string' ? details.request.split('\n') : [];
}

/** The code, the exit, and the request id, which gets its own line where it would not fit. */
function lastLines(
  { code, exit, http }: CliError,
  style: Style,
  safe: (text: string) => string,
): string[] {
  const verdict = `  ${code} · exit ${exit}`;
  if (!http?.request_id) return [style.dim(verdict)];
  const request = `request ${safe(http.request_id)}`;
  const whole = `${verdict} · ${request}`;
  return (whole.length <= style.width ? [whole] : [verdict, `  ${request}`]).map(style.dim);
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
