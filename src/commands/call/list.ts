import {
  type Call,
  documentedStatuses,
  isCompleted,
  isTerminal,
  normalStatus,
} from '../../domain/call.ts';
import { isoTime, isShortCall } from '../../domain/call-progress.ts';
import { type Parsed, unusable, usable } from '../../domain/parsed.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import type { Column } from '../../ports/style.ts';
import { accept } from '../shared/value.ts';

export interface ListCallsInput {
  readonly limit?: string | undefined;
  readonly status?: string | undefined;
}

export interface CallList {
  readonly calls: readonly Call[];
  readonly total: number;
}

/** `call list`: the latest calls, as the API lists them. */
export const listCalls: Action<ListCallsInput, CallList> = {
  async run(ctx, { limit, status }) {
    const filter = {
      ...(limit === undefined ? {} : { limit: accept(ctx, parseLimit(limit), '--limit') }),
      ...(status === undefined ? {} : { status: accept(ctx, parseStatus(status), '--status') }),
    };
    const vocobase = await ctx.vocobase();
    const listed = ctx.say.progress('Listing the calls', () => vocobase.listCalls(filter));
    return status === undefined ? listed : listed.catch(withStatuses);
  },

  view({ calls, total }, style) {
    if (calls.length === 0) {
      return `There are no such calls. Place one with ${style.command('call test')}`;
    }
    const table = style.table<Call>(
      [
        { title: 'CALL', value: (call) => call.call_id, shrink: 'id' },
        { title: 'CREATED (UTC)', value: created, shrink: 'fixed' },
        { title: 'TO', value: (call) => call.to_number ?? '–', shrink: 'fixed' },
        {
          title: 'STATUS',
          value: statusWords,
          shrink: 'text',
          paint: (shown, call) => {
            if (isCompleted(call.status)) return isShortCall(call) ? style.warn(shown) : shown;
            return isTerminal(call.status) ? style.bad(shown) : style.warn(shown);
          },
        },
        {
          title: 'SEC',
          value: (call) => (call.duration_seconds === null ? '–' : String(call.duration_seconds)),
          shrink: 'fixed',
          align: 'right',
        },
        ...(style.width >= wideEnough && calls.some((call) => reason(call) !== null)
          ? [reasonColumn]
          : []),
      ],
      calls,
    );
    return total > calls.length
      ? `${table}\n\n${style.dim(`${calls.length} of ${total}; --limit shows more.`)}`
      : table;
  },
};

/** Below this width a reason would be cut to nothing. */
const wideEnough = 80;

const reasonColumn: Column<Call> = {
  title: 'REASON',
  value: (call) => reason(call) ?? '–',
  shrink: 'text',
};

/** What the API gives as one; a disposition that only repeats the status is none. */
function reason({ error_message, disposition, status }: Call): string | null {
  if (error_message !== null && error_message !== '') return error_message;
  if (disposition === null || normalStatus(disposition) === normalStatus(status)) return null;
  return disposition.replaceAll('_', ' ') || null;
}

function statusWords(call: Call): string {
  const words = call.status.replaceAll('_', ' ');
  return isShortCall(call) ? `${words}, short` : words;
}

/** An API that refuses a status has no list of them in its answer. */
function withStatuses(error: unknown): never {
  if (!(error instanceof CliError) || error.code !== 'VALIDATION_ERROR') throw error;
  throw error.with({
    hints: [`The documented statuses: ${documentedStatuses.join(', ')}.`],
    commands: ['call list'],
    details: { statuses: documentedStatuses },
  });
}

function created(call: Call): string {
  return isoTime(call.created_at)?.slice(0, 16).replace('T', ' ') ?? '–';
}

/** https://docs.vocobase.com/api-reference/calls/list-calls */
function parseLimit(given: string): Parsed<number> {
  const limit = /^\d+$/.test(given.trim()) ? Number(given) : Number.NaN;
  return limit >= 1 && limit <= 100
    ? usable(limit)
    : unusable('INVALID_VALUE', `"${given}" is not a whole number from 1 to 100.`);
}

/** Any word goes to the API, which may know more statuses than its documentation. */
function parseStatus(given: string): Parsed<string> {
  const status = given
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return status === '' ? unusable('INVALID_VALUE', 'It is empty.') : usable(status);
}
