import { localTime } from '../../domain/text/local-time.ts';
import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import {
  type Call,
  documentedStatuses,
  hasEnded,
  isCompleted,
  isShortCall,
  normalStatus,
} from '../../domain/vocobase/call.ts';
import { CliError } from '../../errors/cli-error.ts';
import { accept } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Column } from '../../ports/style.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { type NamesById, namesOf, readNames } from './names.ts';
import { callStatusText, reasonText } from './view.ts';

interface ListCallsInput {
  readonly limit?: string | undefined;
  readonly status?: string | undefined;
}

/** The JSON of `call list`. */
export interface CallList {
  readonly calls: readonly Call[];
  readonly total: number;
}

/** The same with names for people. */
export interface ShownCallList extends CallList {
  readonly names: NamesById;
}

const defaultLimit = 10;

/** `call list`: the latest calls, as the API lists them. */
export const listCalls: Action<ListCallsInput, ShownCallList> = {
  async run(ctx, { limit, status }) {
    const count = limit === undefined ? defaultLimit : accept(ctx, parseLimit(limit), '--limit');
    const filter =
      status === undefined ? {} : { status: accept(ctx, parseStatus(status), '--status') };
    const vocobase = await ctx.vocobase();
    const [listed, names] = await ctx.log.progress('Listing the calls', () =>
      Promise.all([readPages(vocobase, count, filter), readNames(ctx, vocobase, ['agents'])]),
    );
    return { ...listed, names };
  },

  data: ({ calls, total }) => ({ calls, total }),

  view({ calls, total, names }, style, { status } = {}) {
    if (calls.length === 0) {
      const none = status === undefined ? 'There are no calls yet.' : 'No call has this status.';
      return `${none}\n\n${style.next([{ label: 'Place one', command: 'call test' }])}`;
    }
    const zones = new Set(calls.map((call) => localTime(call.created_at)?.zone ?? null));
    zones.delete(null);
    const [zone] = zones;
    const isOneZone = zones.size <= 1;
    const agentOf = (call: Call) => namesOf(call, names).agent ?? call.agent_id ?? '–';
    const columns: Column<Call>[] = [
      { title: 'CALL', value: (call) => call.call_id, shrink: 'id' },
      {
        title: isOneZone && zone ? `CREATED (${zone})` : 'CREATED',
        value: (call) => {
          const at = localTime(call.created_at);
          if (at === null) return '–';
          return isOneZone ? at.time : `${at.time} ${at.zone}`;
        },
        shrink: 'fixed',
      },
      { title: 'TO', value: (call) => call.to_number ?? '–', shrink: 'fixed' },
      {
        title: 'STATUS',
        value: callStatusText,
        shrink: 'text',
        paint: (shown, call) => {
          if (isCompleted(call.status)) return isShortCall(call) ? style.warn(shown) : shown;
          return hasEnded(call) ? style.bad(shown) : style.warn(shown);
        },
      },
      {
        title: 'SEC',
        value: (call) => (call.duration_seconds === null ? '–' : String(call.duration_seconds)),
        shrink: 'fixed',
        align: 'right',
      },
    ];
    // Below this width these columns would be empty.
    if (style.width >= 80) {
      const named = new Set(calls.map((call) => namesOf(call, names).agent));
      named.delete(null);
      // With one agent for all calls, its column is shown only if there is room.
      if (named.size > 1 || (named.size === 1 && style.width >= 100)) {
        columns.push({ title: 'AGENT', value: agentOf, shrink: 'text' });
      }
      if (calls.some((call) => reasonText(call) !== null)) {
        columns.push({ title: 'REASON', value: (call) => reasonText(call) ?? '–', shrink: 'text' });
      }
    }
    const counts =
      total > calls.length
        ? `${calls.length} of ${total} calls. Add --limit for more.`
        : `${total} calls`;
    return `${style.table(columns, calls)}\n\n${style.dim(total === 1 ? '1 call' : counts)}`;
  },
};

/** The API gives at most 100 calls a page: https://docs.vocobase.com/api-reference/calls/list-calls */
const largestPage = 100;

/** Reads the requested number of latest calls, page by page; each call once. */
async function readPages(
  vocobase: Pick<Vocobase, 'listCalls'>,
  count: number,
  filter: { readonly status?: string },
): Promise<CallList> {
  const found = new Map<string, Call>();
  let total = 0;
  for (let offset = 0; found.size < count; ) {
    const limit = Math.min(largestPage, count - found.size);
    const page = await vocobase.listCalls({ ...filter, limit, offset }).catch(withStatuses(filter));
    const before = found.size;
    for (const call of page.calls)
      if (!found.has(call.call_id)) found.set(call.call_id, withoutWords(call));
    total = Math.max(page.total, found.size);
    offset += page.calls.length;
    // A server that ignores the offset repeats itself.
    if (found.size === before || offset >= page.total) break;
  }
  return { calls: [...found.values()].slice(0, count), total };
}

/** Removes the words of a call: only `call show --transcript` shows them. */
function withoutWords({ session: _, transcript: __, ...call }: Call): Call {
  return call as Call;
}

/**
 * Adds the documented statuses to an error, because an API that refuses a status does not list
 * them.
 */
function withStatuses({ status }: { readonly status?: string }): (error: unknown) => never {
  return (error) => {
    const refused = error instanceof CliError && error.code === 'VALIDATION_ERROR';
    if (!refused || status === undefined) throw error;
    throw error.with({
      hints: [`The documented statuses are ${documentedStatuses.join(', ')}.`],
      commands: ['call list'],
      details: { statuses: documentedStatuses },
    });
  };
}

/** More would take longer than a minute, because ten call requests a minute are allowed. */
const mostCalls = 1000;

function parseLimit(given: string): Parsed<number> {
  const limit = /^\d+$/.test(given.trim()) ? Number(given) : Number.NaN;
  return limit >= 1 && limit <= mostCalls
    ? usable(limit)
    : unusable('INVALID_VALUE', `"${given}" is not a whole number from 1 to ${mostCalls}.`);
}

/** Any status is sent to the API, which may know more than its documentation. */
function parseStatus(given: string): Parsed<string> {
  const status = normalStatus(given);
  return status === '' ? unusable('INVALID_VALUE', 'It is empty.') : usable(status);
}
