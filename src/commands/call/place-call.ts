import { type Call, isTerminal } from '../../domain/vocobase/call.ts';
import { beginTimeline } from '../../domain/vocobase/call-timeline.ts';
import { explainRefusal } from '../../domain/vocobase/refusal.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { NamedAgent } from '../../flows/agent.ts';
import { type ChosenConnection, pickCandidate } from '../../flows/calling-connection.ts';
import { requireConsent } from '../../flows/input.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { diagnoseCall } from './diagnose.ts';
import { buildResult, type CallResult } from './result.ts';
import { stoppedWatching, watchCall } from './watch-call.ts';

/** A test call: what to dial, and how to follow it. */
export interface NewCall {
  /** E.164. */
  readonly to: string;
  readonly agent: NamedAgent;
  readonly provider: string;
  readonly connection: ChosenConnection;
  /** To read Plivo's own record when the call does not go well; null where there are none. */
  readonly credentials: PlivoCredentials | null;
  /** The bill was agreed to before. */
  readonly consented?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  /** False: returns as soon as the call is started. */
  readonly wait?: boolean;
  readonly maxWaitSeconds?: number;
  readonly pollSeconds?: number;
}

/**
 * Says what it will dial, asks, starts the call and follows it to its end. The result is that of a
 * call which may have ended badly, or be live still; it is no error. Throws CONFIRMATION_REQUIRED,
 * what the start of a call throws, and INTERRUPTED with the id of a call that goes on.
 */
export async function placeAndFollow(
  ctx: Context,
  vocobase: Vocobase,
  order: NewCall,
): Promise<CallResult> {
  ctx.log.notice(announcement(ctx, order));
  if (!order.consented) await requireConsent(ctx, `Call ${order.to} now? ${billing(ctx)}`);
  const { call, connectionId } = await placeCall(ctx, vocobase, order);
  ctx.log.done('Call started', `${call.call_id}, ${call.status}`);
  const asked = {
    provider: order.provider,
    connection_id: connectionId,
    to_number: order.to,
    agent_id: order.agent.id,
  };
  const startedAt = ctx.now();
  if (order.wait === false) {
    const started = buildResult(call, beginTimeline(call, startedAt), null, asked);
    // Nothing is asked for this: the records of a call that goes on do not exist yet.
    const diagnosis = isTerminal(call.status)
      ? null
      : await diagnoseCall(ctx, { ...call, ...started }, null);
    return { ...started, diagnosis };
  }

  const watched = await watchCall(ctx, vocobase, call, {
    maxWaitSeconds: order.maxWaitSeconds ?? defaultMaxWaitSeconds,
    pollSeconds: order.pollSeconds ?? defaultPollSeconds(ctx),
  });
  const ended = buildResult(watched.call, watched.timeline, null, asked);
  try {
    const diagnosis = await diagnoseCall(
      ctx,
      { ...watched.call, ...ended, created_at: watched.call.created_at ?? startedAt.toISOString() },
      order.credentials,
    );
    return { ...ended, diagnosis };
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'INTERRUPTED') throw error;
    throw stoppedWatching(watched.call);
  }
}

export const defaultMaxWaitSeconds = 180;

/** Ten call requests a minute are allowed; the sandbox counts none unless it is told to. */
export function defaultPollSeconds(ctx: Pick<Context, 'mode'>): number {
  return ctx.mode.sandbox === null ? 10 : 1;
}

/** Starts the call. When the API wants a connection named after all, a person picks one, once. */
async function placeCall(
  ctx: Context,
  vocobase: Vocobase,
  order: NewCall,
): Promise<{ call: Call; connectionId: string | null }> {
  const start = (connectionId: string | null) =>
    ctx.log
      .progress(`Calling ${order.to}`, () =>
        vocobase.startCall({
          agentId: order.agent.id,
          toNumber: order.to,
          provider: order.provider,
          connectionId,
          ...(order.variables === undefined ? {} : { variables: order.variables }),
        }),
      )
      .catch(async (error: unknown) => {
        throw await explainRefusal(vocobase, error, order.provider);
      });
  const connectionId = order.connection.connection_id;
  try {
    return { call: await start(connectionId), connectionId };
  } catch (error) {
    if (connectionId !== null) throw error;
    const picked = await pickCandidate(ctx, error);
    return { call: await start(picked), connectionId: picked };
  }
}

function announcement(ctx: Pick<Context, 'mode'>, order: NewCall): string {
  const { agent, connection, to } = order;
  const name = connection.name ?? connection.connection_id;
  const from =
    name === null
      ? `from the ${order.provider} connection that the API chooses`
      : `from the connection ${name}`;
  const number =
    connection.from_number === null
      ? ''
      : `, showing ${connection.from_number} unless the agent has a number of its own`;
  return `Test call to ${to} with the agent ${agent.agent_name ?? agent.id}, ${from}${number}. ${billing(ctx)}`;
}

function billing(ctx: Pick<Context, 'mode'>): string {
  return ctx.mode.sandbox === null ? 'It is billed.' : 'Outside the sandbox it would be billed.';
}
