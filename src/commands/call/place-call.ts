import { type Call, hasEnded } from '../../domain/vocobase/call.ts';
import { beginTimeline } from '../../domain/vocobase/call-timeline.ts';
import { providerLabel } from '../../domain/vocobase/provider-names.ts';
import { explainRefusal } from '../../domain/vocobase/refusal.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { NamedAgent } from '../../flows/agent.ts';
import { type ChosenConnection, pickCandidate } from '../../flows/calling-connection.ts';
import { requireConsent } from '../../flows/input.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { diagnoseCall } from './diagnose.ts';
import { type Expect, judgeExpectations } from './expectations.ts';
import { checkBeforeCall, type Preflight } from './preflight.ts';
import { buildResult, type CallResult } from './result.ts';
import { stoppedWatching, watchCall } from './watch-call.ts';

/** A test call: what to dial, and how to follow it. */
export interface NewCall {
  /** E.164. */
  readonly to: string;
  readonly agent: NamedAgent;
  readonly provider: string;
  readonly connection: ChosenConnection;
  /** For the checks before the call and for Plivo's record of it; null if there are none. */
  readonly credentials: PlivoCredentials | null;
  /** True if a person already agreed to the bill. */
  readonly consented?: boolean;
  /** The answer of Enter to the consent question; no by default. */
  readonly consentByDefault?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  readonly expect?: readonly Expect[];
  /** False returns as soon as the call has started. */
  readonly wait?: boolean;
  readonly maxWaitSeconds?: number;
  readonly pollSeconds?: number;
}

/** A placed call, as last read. */
export interface PlacedCall {
  readonly call: CallResult;
  /** True by its status, or by an end time. */
  readonly ended: boolean;
}

/**
 * Checks what would make the call fail, shows what it will dial, asks, starts the call, and follows
 * it to its end. A call that failed or is still live is a result, not an error. Throws
 * CONFIRMATION_REQUIRED, the errors of starting a call, and INTERRUPTED with the call's id.
 */
export async function placeAndFollow(
  ctx: Context,
  vocobase: Vocobase,
  order: NewCall,
): Promise<PlacedCall> {
  // With --json and --dry-run no one would see the findings.
  const checks = ctx.mode.json || ctx.mode.dryRun ? null : await check(ctx, vocobase, order);
  const callerId = checks?.callerId ?? order.connection.from_number;
  const consented = order.consented === true;
  const from = callerId === null ? '' : ` from ${callerId}`;
  // The question names both numbers, so the line before it does not.
  const asks = !consented && ctx.prompt.available && !ctx.mode.yes && !ctx.mode.dryRun;
  ctx.log.notice(
    `${asks ? 'Through' : `Test call to ${order.to}${from}, through`} ${route(order)}.`,
  );
  if (!consented) {
    await requireConsent(ctx, `Call ${order.to}${from}? ${billing(ctx)}`, order.consentByDefault);
  }
  const { call, connectionId } = await startCall(ctx, vocobase, order);
  ctx.log.notice(`Call ${call.call_id} started.`);
  const asked = {
    provider: order.provider,
    connection_id: connectionId,
    to_number: order.to,
    agent_id: order.agent.id,
  };
  const startedAt = ctx.now();
  if (order.wait === false) {
    ctx.log.event('call', {
      call_id: call.call_id,
      status: call.status,
      at: startedAt.toISOString(),
    });
    const timeline = beginTimeline(call, startedAt);
    const started = buildResult(call, { timeline, diagnosis: null }, asked);
    // A running call has no records yet.
    const diagnosis = hasEnded(call)
      ? null
      : await diagnoseCall(ctx, { ...call, ...started }, null);
    return { call: { ...started, diagnosis }, ended: hasEnded(call) };
  }

  const watched = await watchCall(ctx, vocobase, call, {
    maxWaitSeconds: order.maxWaitSeconds ?? defaultMaxWaitSeconds,
    pollSeconds: order.pollSeconds ?? defaultPollSeconds(ctx),
  });
  const expectations = judgeExpectations(watched.call, order.expect ?? []);
  const findings = { timeline: watched.timeline, diagnosis: null, expectations };
  const ended = buildResult(watched.call, findings, asked);
  try {
    const diagnosis = await diagnoseCall(
      ctx,
      { ...watched.call, ...ended, created_at: watched.call.created_at ?? startedAt.toISOString() },
      order.credentials,
    );
    return { call: { ...ended, diagnosis }, ended: hasEnded(watched.call) };
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'INTERRUPTED') throw error;
    throw stoppedWatching(watched.call);
  }
}

/** Seconds after which `call test` stops watching, unless `--max-wait` says otherwise. */
export const defaultMaxWaitSeconds = 180;

/** Ten call requests a minute are allowed; the sandbox has no limit unless told to enforce it. */
export function defaultPollSeconds(ctx: Pick<Context, 'mode'>): number {
  return ctx.mode.sandbox === null ? 10 : 1;
}

async function check(ctx: Context, vocobase: Vocobase, order: NewCall): Promise<Preflight> {
  const planned = {
    to: order.to,
    agentId: order.agent.id,
    provider: order.provider,
    connection: order.connection,
  };
  const checks = await checkBeforeCall(ctx, vocobase, planned, order.credentials);
  if (checks.passed.length > 0) ctx.log.notice(`Before the call: ${checks.passed.join(', ')}`);
  for (const doubt of checks.doubts) ctx.log.warn(doubt);
  for (const problem of checks.problems) ctx.log.warn(`This call will fail: ${problem}`);
  return checks;
}

/** Starts the call. If the API then requires a connection, a person picks one, once. */
async function startCall(
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

/** The connection and the agent of a call, by name where known. */
function route({ agent, connection, provider }: NewCall): string {
  const name = connection.name ?? connection.connection_id;
  const through =
    name === null
      ? `the ${providerLabel(provider)} connection that Vocobase chooses`
      : `the connection ${name}`;
  return `${through}, with the agent ${agent.agent_name ?? agent.id}`;
}

function billing(ctx: Pick<Context, 'mode'>): string {
  return ctx.mode.sandbox === null ? 'The call is billed.' : 'The sandbox bills nothing.';
}
