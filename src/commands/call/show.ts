import { type Call, isoTime } from '../../domain/vocobase/call.ts';
import { timelineOf } from '../../domain/vocobase/call-timeline.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { findCredentials } from '../../flows/connection/credentials.ts';
import { type Argument, pick, requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { diagnoseCall } from './diagnose.ts';
import { buildResult, type CallResult } from './result.ts';
import { callStatusWords, createdWords, reasonWords, viewCall } from './view.ts';

const callArgument: Argument = { flag: '<call-id>', what: 'call', list: 'call list' };

export interface ShowCallInput {
  readonly id?: string | undefined;
}

/** `call show`: one call, and why it went as it did. */
export const showCall: Action<ShowCallInput, CallResult> = {
  async run(ctx, { id }) {
    requireArgument(ctx, id, callArgument);
    const credentials = await findCredentials(ctx);
    const vocobase = await ctx.vocobase();
    const named = id === undefined ? (await pickCall(ctx, vocobase)).call_id : id.trim();
    const call = await ctx.log.progress('Reading the call', async () => {
      const callId = await findCallId(vocobase, named);
      return vocobase.getCall(callId).catch((error: unknown) => {
        throw isUnknown(error, callId) ? noSuchCall(named, error) : error;
      });
    });
    const diagnosis = await diagnoseCall(ctx, call, credentials);
    return buildResult(call, timelineOf(call, ctx.now()), diagnosis);
  },
  view: viewCall,
};

/** No id of a call is shorter: the documentation types them as UUIDs. */
const wholeId = 32;

/** An API that checks the form of ids may call one that is too short malformed, and not unknown. */
function isUnknown(error: unknown, callId: string): error is CliError {
  if (!(error instanceof CliError)) return false;
  return (
    error.code === 'NOT_FOUND' || (error.code === 'VALIDATION_ERROR' && callId.length < wholeId)
  );
}

function noSuchCall(named: string, { http }: CliError): CliError {
  return new CliError('NOT_FOUND', {
    message: `There is no call ${named}.`,
    hints: ['Look it up in the list.'],
    commands: ['call list'],
    http,
  });
}

/** A list on a narrow terminal shows the beginning of an id, which is enough for a recent call. */
async function findCallId(vocobase: Pick<Vocobase, 'listCalls'>, named: string): Promise<string> {
  if (named.length >= wholeId || named.length < 4) return named;
  const { calls } = await vocobase.listCalls({ limit: 100 });
  const found = calls.filter(({ call_id }) =>
    call_id.toLowerCase().startsWith(named.toLowerCase()),
  );
  if (found.length > 1) {
    throw new CliError('AMBIGUOUS_SELECTOR', {
      message: `${found.length} of the latest calls begin with ${named}.`,
      hints: ['Name one of them by its whole id.'],
      commands: ['call list --json'],
      details: { candidates: found.map(({ call_id }) => ({ id: call_id })) },
    });
  }
  return found[0]?.call_id ?? named;
}

/** More than this nobody looks through; `call list` shows them. */
const mostOffered = 20;

/** The recent call that a person picks, newest first. Throws NOT_FOUND where there is none. */
export async function pickCall(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listCalls' | 'listAgents'>,
): Promise<Call> {
  const [{ calls, total }, agentNames] = await ctx.log.progress('Listing the calls', () =>
    Promise.all([vocobase.listCalls({ limit: mostOffered }), readAgentNames(vocobase)]),
  );
  const offered = [...calls].sort((a, b) => timeOf(b) - timeOf(a)).slice(0, mostOffered);
  return pick(ctx, {
    ...callArgument,
    message:
      total > offered.length
        ? `Which call? (the latest ${offered.length} of ${total})`
        : 'Which call?',
    items: offered,
    columns: (call) => [
      createdWords(call),
      call.to_number ?? '–',
      callStatusWords(call),
      agentNames.get(call.agent_id ?? '') ?? null,
    ],
    about: (call) => [
      call.duration_seconds === null ? null : `${call.duration_seconds} s`,
      reasonWords(call),
      call.call_id,
    ],
    none: {
      message: 'There are no calls yet.',
      hints: ['Place one first; it is billed.'],
      commands: ['call test'],
    },
  });
}

/** The names by id. They only help to tell calls apart, so a list that cannot be read is left out. */
async function readAgentNames(
  vocobase: Pick<Vocobase, 'listAgents'>,
): Promise<ReadonlyMap<string, string>> {
  try {
    const agents = await vocobase.listAgents();
    return new Map(agents.map(({ id, agent_name }) => [id, agent_name]));
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    return new Map();
  }
}

/** The order of the list is documented nowhere; one without a time comes last. */
function timeOf(call: Call): number {
  return Date.parse(isoTime(call.created_at) ?? '') || 0;
}
