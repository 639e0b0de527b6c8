import { localTimeText } from '../../domain/text/local-time.ts';
import { type Call, hasEnded, isoTime } from '../../domain/vocobase/call.ts';
import { timelineOf } from '../../domain/vocobase/call-timeline.ts';
import { CliError } from '../../errors/cli-error.ts';
import { findCredentials } from '../../flows/connection/credentials.ts';
import { type Argument, pick, requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { diagnoseCall } from './diagnose.ts';
import { namesOf, readNames } from './names.ts';
import { buildResult, transcriptOf } from './result.ts';
import { callStatusText, reasonText, type ShownCall, viewCall } from './view.ts';

interface ShowCallInput {
  readonly id?: string | undefined;
  readonly transcript?: boolean | undefined;
}

const callArgument: Argument = { flag: '<call-id>', what: 'call', list: 'call list' };

/** `call show`: one call, its conversation, and why it ended as it did. Never waits for the record. */
export const showCall: Action<ShowCallInput, ShownCall> = {
  async run(ctx, { id, transcript }) {
    requireArgument(ctx, id, callArgument);
    const credentials = await findCredentials(ctx);
    const vocobase = await ctx.vocobase();
    const named = id === undefined ? (await pickCall(ctx, vocobase)).call_id : id.trim();
    const [call, names] = await ctx.log.progress('Reading the call', () =>
      Promise.all([readCall(vocobase, named), readNames(ctx, vocobase)]),
    );
    const diagnosis = await diagnoseCall(ctx, call, credentials);
    const result = buildResult(call, { timeline: timelineOf(call, ctx.now()), diagnosis });
    return {
      call: transcript ? { ...result, transcript: transcriptOf(call) } : result,
      ended: hasEnded(call),
      names: namesOf(call, names),
    };
  },

  view: viewCall,

  data: ({ call }) => call,
};

/**
 * Reads a call by its id, or by four or more characters that begin one of the latest 100 ids.
 * Throws NOT_FOUND or AMBIGUOUS_SELECTOR.
 */
export async function readCall(
  vocobase: Pick<Vocobase, 'getCall' | 'listCalls'>,
  named: string,
): Promise<Call> {
  const callId = await findCallId(vocobase, named);
  try {
    return await vocobase.getCall(callId);
  } catch (error) {
    throw isUnknown(error, callId) ? noSuchCall(named, error) : error;
  }
}

/** The length of a UUID without dashes: the documentation types call ids as UUIDs. */
const wholeId = 32;

/** An API that checks the form of ids may call a short one malformed instead of unknown. */
function isUnknown(error: unknown, callId: string): error is CliError {
  if (!(error instanceof CliError)) return false;
  return (
    error.code === 'NOT_FOUND' || (error.code === 'VALIDATION_ERROR' && callId.length < wholeId)
  );
}

function noSuchCall(named: string, { http }: CliError): CliError {
  return new CliError('NOT_FOUND', {
    message: `There is no call ${named}.`,
    hints: ['List the calls to find its id.'],
    commands: ['call list'],
    http,
  });
}

/** Finds a recent call by the start of its id, as a list on a narrow terminal shows it. */
async function findCallId(vocobase: Pick<Vocobase, 'listCalls'>, named: string): Promise<string> {
  if (named.length >= wholeId || named.length < 4) return named;
  const { calls } = await vocobase.listCalls({ limit: 100 });
  const found = calls.filter(({ call_id }) =>
    call_id.toLowerCase().startsWith(named.toLowerCase()),
  );
  if (found.length > 1) {
    throw new CliError('AMBIGUOUS_SELECTOR', {
      message: `${found.length} of the latest calls begin with ${named}.`,
      hints: ['Use the whole id of one of them.'],
      commands: ['call list --json'],
      details: { candidates: found.map(({ call_id }) => ({ id: call_id })) },
    });
  }
  return found[0]?.call_id ?? named;
}

/** The most calls offered; `call list` shows more. */
const mostOffered = 20;

/** Lets a person pick a recent call, newest first. Throws NOT_FOUND if there is none. */
export async function pickCall(
  ctx: Pick<Context, 'prompt' | 'log' | 'mode'>,
  vocobase: Pick<Vocobase, 'listCalls' | 'listAgents' | 'listConnections'>,
): Promise<Call> {
  const [{ calls, total }, names] = await ctx.log.progress('Listing the calls', () =>
    Promise.all([vocobase.listCalls({ limit: mostOffered }), readNames(ctx, vocobase, ['agents'])]),
  );
  const offered = [...calls].sort((a, b) => timeOf(b) - timeOf(a)).slice(0, mostOffered);
  return pick(ctx, {
    ...callArgument,
    message: total > offered.length ? `Call (the latest ${offered.length} of ${total})` : 'Call',
    items: offered,
    columns: (call) => [
      localTimeText(call.created_at),
      call.to_number ?? '–',
      callStatusText(call),
      namesOf(call, names).agent,
    ],
    about: (call) => [
      call.duration_seconds === null ? null : `${call.duration_seconds} s`,
      reasonText(call),
      call.call_id,
    ],
    none: {
      message: 'There are no calls yet.',
      hints: ['Place a test call first. It is billed.'],
      commands: ['call test'],
    },
  });
}

/** The list's order is not documented; a call without a time sorts last. */
function timeOf(call: Call): number {
  return Date.parse(isoTime(call.created_at) ?? '') || 0;
}
