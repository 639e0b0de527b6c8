import { wholeCommand } from '../../domain/text/shell-command.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { EntryKind, ExitCode } from '../../errors/entry.ts';
import { allEntries, type CodedEntry, findEntries, suggest } from '../../errors/explain.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Style } from '../../ports/style.ts';

export interface ExplainInput {
  /** A code, a number or words; empty for everything. */
  readonly query: string;
}

export interface ExplainedEntry {
  readonly code: string;
  readonly kind: EntryKind;
  readonly title: string;
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly actor: string;
  readonly remedies: readonly string[];
  /** Whole commands, with the program's name. */
  readonly commands: readonly string[];
  readonly docs_url: string | null;
  readonly exit_code: ExitCode | null;
}

export interface ExplainResult {
  readonly entries: readonly ExplainedEntry[];
}

/** Offline: the catalogue is all that it asks. */
export const explain: Action<ExplainInput, ExplainResult> = {
  async run(ctx, { query }) {
    const found = findEntries(query);
    if (found.length === 0) throw notFound(query);
    return { entries: found.map((coded) => explained(ctx, coded)) };
  },

  view: ({ entries }, style) => entries.map((entry) => card(entry, style)).join('\n\n'),
};

/** Everything there is: for a person the codes by kind, for a program the entries themselves. */
export const explainAll: Action<ExplainInput, ExplainResult> = {
  run: async (ctx) => ({ entries: allEntries().map((coded) => explained(ctx, coded)) }),

  view({ entries }, style) {
    const groups = [...new Set(entries.map(({ kind }) => kind))].map((kind) => {
      const own = entries.filter((entry) => entry.kind === kind);
      return [style.bold(kindTitles[kind]), overview(own, style)].join('\n');
    });
    const hint = style.wrap('Give a code, a number or a few words to read more:');
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

function notFound(query: string): CliError {
  const suggestions = suggest(query);
  return new CliError('NOT_FOUND', {
    message: `There is nothing about "${query}".`,
    hints: [
      ...(suggestions.length > 0 ? [`Did you mean ${suggestions.join(' or ')}?`] : []),
      'A code, a number (a hangup cause, an HTTP status) or words for what happens are understood.',
    ],
    commands: [...suggestions.map((code) => `explain ${code}`), 'explain'],
    origin: 'cli',
    docsUrl: null,
    details: { query, suggestions },
  });
}

const kindTitles: Readonly<Record<EntryKind, string>> = {
  symptom: 'What people notice, and questions',
  error: 'Errors of this program',
  api: 'Codes of the Vocobase API',
  result: 'Call statuses, dispositions and exit codes',
  'hangup cause': 'Why Plivo ended a call',
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
    entry.exit_code === null || entry.kind === 'result' ? '' : `, exit ${entry.exit_code}`;
  const parts = [
    [
      style.wrap(`${style.bold(entry.code)} ${style.dim(`(${kindWords[entry.kind]}${exit})`)}`),
      style.wrap(entry.title),
    ].join('\n'),
    style.wrap(entry.meaning, '  '),
    listed('Causes', entry.causes, style),
    listed('What to do', entry.remedies, style),
    entry.commands.map((command) => `  ${style.accent(command)}`).join('\n'),
    style.facts([
      ['Who can act', entry.actor],
      ['More', entry.docs_url],
    ]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function listed(title: string, sentences: readonly string[], style: Style): string {
  if (sentences.length === 0) return '';
  const items = sentences.map((text) => `  ${style.wrap(`- ${text}`, '    ').trimStart()}`);
  return [style.bold(title), ...items].join('\n');
}
