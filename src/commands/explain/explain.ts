import { wholeCommand } from '../../domain/text/shell-command.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { EntryKind, ExitCode } from '../../errors/entry.ts';
import { findHangupCause } from '../../errors/hangup-code.ts';
import type { CodedEntry } from '../../errors/word-search.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Style } from '../../ports/style.ts';

interface ExplainInput {
  /** A code, a number or words; empty for everything. */
  readonly query: string;
}

/** An entry in the JSON of `explain`. */
export interface ExplainedEntry {
  readonly code: string;
  readonly kind: EntryKind;
  readonly title: string;
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly actor: string;
  readonly remedies: readonly string[];
  /** Complete commands, with the program's name. */
  readonly commands: readonly string[];
  readonly docs_url: string | null;
  readonly exit_code: ExitCode | null;
}

/** The JSON of `explain`. */
export interface ExplainResult {
  readonly entries: readonly ExplainedEntry[];
}

/** `explain <code or words>`: the entries that match, from the built-in catalogue. No request. */
export const explain: Action<ExplainInput, ExplainResult> = {
  async run(ctx, { query }) {
    const cause = await findHangupCause(query);
    const found = cause === null ? await search(query) : [cause];
    return { entries: found.map((coded) => explained(ctx, coded)) };
  },

  view({ entries: [best, ...others] }, style) {
    if (best === undefined) return '';
    if (others.length === 0) return card(best, style);
    const rows = others.map(
      ({ code, title, kind }) => [code, `${title} ${style.dim(`(${kindWords[kind]})`)}`] as const,
    );
    return [card(best, style), [style.bold('Also found'), style.facts(rows)].join('\n')].join(
      '\n\n',
    );
  },
};

/** `explain`: every entry. People get codes and titles by kind. */
export const explainAll: Action<ExplainInput, ExplainResult> = {
  async run(ctx) {
    const { allEntries } = await import('../../errors/explain.ts');
    return { entries: allEntries().map((coded) => explained(ctx, coded)) };
  },

  view({ entries }, style) {
    const groups = [...new Set(entries.map(({ kind }) => kind))].map((kind) => {
      const own = entries.filter((entry) => entry.kind === kind);
      return [style.bold(kindTitles[kind]), overview(own, style)].join('\n');
    });
    const hint = style.wrap('To read more, add a code, a number, or a few words:');
    const examples = ['explain 3030', 'explain calls ring then drop'].map(
      (words) => `  ${style.command(words)}`,
    );
    return [...groups, [hint, ...examples].join('\n')].join('\n\n');
  },
};

function explained(ctx: Pick<Context, 'mode'>, { code, entry }: CodedEntry): ExplainedEntry {
  return {
    code,
    kind: entry.kind,
    title: entry.title,
    meaning: entry.meaning,
    causes: entry.causes,
    actor: entry.actor,
    remedies: entry.remedies,
    commands: entry.commands.map((words) => wholeCommand(ctx, words)),
    docs_url: entry.docsUrl,
    exit_code: entry.exit,
  };
}

/** Loads all the tables: nearly half of what the command takes. Throws NOT_FOUND. */
async function search(query: string): Promise<readonly CodedEntry[]> {
  const { findEntries, suggest } = await import('../../errors/explain.ts');
  const found = findEntries(query);
  if (found.length === 0) throw notFound(query, suggest(query));
  return found;
}

function notFound(query: string, suggestions: readonly string[]): CliError {
  return new CliError('NOT_FOUND', {
    message: `No entry matches "${query.length > 60 ? `${query.slice(0, 60)}…` : query}".`,
    hints: [
      ...(suggestions.length > 0 ? [`Did you mean ${suggestions.join(' or ')}?`] : []),
      'Type a code, a number (a hangup cause or an HTTP status), or a few words about what happens.',
    ],
    commands: [...suggestions.map((code) => `explain ${code}`), 'explain'],
    origin: 'cli',
    docsUrl: null,
    details: { query: query.slice(0, 200), suggestions },
  });
}

const kindTitles: Readonly<Record<EntryKind, string>> = {
  symptom: 'Symptoms and questions',
  error: 'Errors of this program',
  api: 'Error codes of the Vocobase API',
  result: 'Call statuses, dispositions, and exit codes',
  'hangup cause': 'Hangup causes of Plivo',
};

const kindWords: Readonly<Record<EntryKind, string>> = {
  symptom: 'symptom',
  error: 'error',
  api: 'API code',
  result: 'result',
  'hangup cause': 'hangup cause',
};

function overview(entries: readonly ExplainedEntry[], style: Style): string {
  return style.facts(entries.map(({ code, title }) => [code, title]));
}

function card(entry: ExplainedEntry, style: Style): string {
  const exit =
    entry.exit_code === null || entry.kind === 'result' ? '' : ` · exit ${entry.exit_code}`;
  const parts = [
    [
      style.wrap(style.bold(entry.title)),
      style.wrap(style.dim(`${entry.code} · ${kindWords[entry.kind]}${exit}`)),
    ].join('\n'),
    style.wrap(entry.meaning),
    listed('Causes', entry.causes, style),
    listed('What to do', entry.remedies, style),
    entry.commands.map((command) => `  ${style.accent(command)}`).join('\n'),
    style.facts([
      ['Who can act', entry.actor],
      ['Read more', entry.docs_url],
    ]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function listed(title: string, sentences: readonly string[], style: Style): string {
  if (sentences.length === 0) return '';
  const items = sentences.map((text) => `  ${style.wrap(`- ${text}`, '    ').trimStart()}`);
  return [style.bold(title), ...items].join('\n');
}
