import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import {
  type Call,
  documentedStatuses,
  isCompleted,
  isShortCall,
  isTerminal,
} from '../../domain/vocobase/call.ts';
import { CliError } from '../../errors/cli-error.ts';
import { accept } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Column } from '../../ports/style.ts';
import { callStatusWords, createdWords, reasonWords } from './view.ts';

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
    const listed = ctx.log.progress('Listing the calls', () => vocobase.listCalls(filter));
    return status === undefined ? listed : listed.catch(withStatuses);
  },

  view({ calls, total }, style) {
    if (calls.length === 0) {
      return `There are no such calls. Place one with ${style.command('call test')}`;
    }
    const table = style.table<Call>(
      [
        { title: 'CALL', value: (call) => call.call_id, shrink: 'id' },
        { title: 'CREATED (UTC)', value: createdWords, shrink: 'fixed' },
        { title: 'TO', value: (call) => call.to_number ?? '–', shrink: 'fixed' },
        {
          title: 'STATUS',
          value: callStatusWords,
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
        ...(style.width >= wideEnough && calls.some((call) => reasonWords(call) !== null)
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
  value: (call) => reasonWords(call) ?? '–',
  shrink: 'text',
};

/** An API that refuses a status has no list of them in its answer. */
function withStatuses(error: unknown): never {
  if (!(error instanceof CliError) || error.code !== 'VALIDATION_ERROR') throw error;
  throw error.with({
    hints: [`The documented statuses: ${documentedStatuses.join(', ')}.`],
    commands: ['call list'],
    details: { statuses: documentedStatuses },
  });
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
