import { randomUUID } from 'node:crypto';
import type { CallSeconds } from '../choices.ts';
import {
  conversation,
  destinations,
  type Outcome,
  outOfCredits,
  refusedByPlivo,
  silentAgent,
  unknownCallerId,
  voicemail,
} from './destinations.ts';
import {
  ownedNumber,
  plivoAccepts,
  plivoAccount,
  verifiedCallerId,
  withoutPlus,
} from './plivo-account.ts';
import type { Agent, Call, CallStatus, Connection, LiveStatus, World } from './world.ts';

interface CallOrder {
  agent: Agent;
  connection: Connection;
  from: string;
  to: string;
  variables?: Record<string, string>;
  /** Set only for the past calls of a scenario. */
  outcome?: Outcome;
}

/** Starts a call and plans all its statuses; `now` in milliseconds since 1970. */
export function startCall(world: World, order: CallOrder, now: number): Call {
  const { agent, connection, from, to } = order;
  const outcome = order.outcome ?? outcomeOf(world, connection, agent, from, to);
  // The scenario has one failed call. Credentials written after it work.
  if (connection.refusedAtCall) world.newCredentialsFailAtCall = false;
  const call: Call = {
    id: randomUUID(),
    session_id: randomUUID(),
    agent_id: agent.id,
    connection_id: connection.id,
    provider: connection.provider,
    from_number: from,
    to_number: to,
    direction: 'outbound',
    variables: order.variables ?? {},
    steps: planSteps(outcome, world.choices.callSeconds, now),
    ending: {
      disposition: outcome.disposition,
      answered_by: outcome.answeredBy,
      error_message: outcome.errorMessage,
      speech: outcome.speech,
      hangup: outcome.hangup,
    },
    settled: false,
  };
  world.calls.push(call);
  return call;
}

/** The outcome of a call: the carrier's refusals first, then the destination's behavior. */
function outcomeOf(
  world: World,
  connection: Connection,
  agent: Agent,
  from: string,
  to: string,
): Outcome {
  const refused = connection.provider === 'plivo' ? carrierRefusal(world, connection, from) : null;
  return refused ?? detectVoicemail(world, agent, destinations[to] ?? usualCalls[world.usualCall]);
}

function carrierRefusal(world: World, connection: Connection, from: string): Outcome | null {
  if (connection.refusedAtCall || !plivoAccepts(world, connection)) {
    return refusedByPlivo('Plivo refused the credentials of the connection: 401 from Plivo');
  }
  if (isBroke(world, connection)) return outOfCredits;
  const number = ownedNumber(world, connection.account, from);
  if (!number && verifiedCallerId(world, connection.account, from)) return null;
  if (!number?.voice_enabled) return unknownCallerId;
  if (number.compliance_status !== null && number.compliance_status !== 'accepted') {
    return refusedByPlivo(
      `Plivo refused the call: ${from} cannot place calls as its compliance application is not in 'accepted' status`,
    );
  }
  return null;
}

function isBroke(world: World, connection: Connection): boolean {
  const account = plivoAccount(world, connection.account);
  const payer = account?.parent ? plivoAccount(world, account.parent) : account;
  return payer?.billing_mode === 'prepaid' && Number(payer.cash_credits) <= 0;
}

const usualCalls: Readonly<Record<World['usualCall'], Outcome>> = {
  conversation,
  voicemail,
  silentAgent,
};

/**
 * How voicemail ends a call, which depends on detection for the account (U37) and for the agent.
 */
function detectVoicemail(world: World, agent: Agent, outcome: Outcome): Outcome {
  if (outcome !== voicemail) return outcome;
  if (!world.choices.voicemailDetection) {
    return { ...conversation, answeredBy: 'unknown', speech: 'agent' };
  }
  if (agent.voicemail_detection_enabled && !agent.voicemail_message) {
    return { ...outcome, hangup: { code: 9100, name: 'Machine Detected', source: 'Plivo' } };
  }
  return outcome;
}

const liveStatuses: readonly CallStatus[] = ['pending', 'ringing', 'in_progress'];
/** The price of each 15 seconds begun. */
const RUPEES_PER_BUCKET = 0.9;

/** Every future status of the call, with its time. */
function planSteps(outcome: Outcome, pace: CallSeconds, now: number): Call['steps'] {
  const steps: Call['steps'] = [];
  let at = now;
  for (const status of outcome.live) {
    steps.push({ status, at });
    at += 1000 * secondsIn(status, outcome, pace);
  }
  steps.push({ status: outcome.end, at });
  return steps;
}

function secondsIn(status: LiveStatus, outcome: Outcome, pace: CallSeconds): number {
  return status === 'in_progress' ? (outcome.talkSeconds ?? pace.in_progress) : pace[status];
}

/** The status that the call has at a time, by its plan. */
export function statusAt(call: Call, now: number): CallStatus {
  return call.steps.findLast((step) => step.at <= now)?.status ?? 'pending';
}

/** True until the call has ended. */
export function isLive(status: CallStatus): boolean {
  return liveStatuses.includes(status);
}

/** When the call was started. Milliseconds since 1970. */
export function createdAt(call: Call): number {
  return call.steps[0]?.at ?? 0;
}

/** When the call reached a status; null when it has not, or never will. */
export function reachedAt(call: Call, status: CallStatus, now: number): number | null {
  const step = call.steps.find((candidate) => candidate.status === status);
  return step && step.at <= now ? step.at : null;
}

/** When the call ended; null while it is live, and for one that never ends. */
export function endedAt(call: Call, now: number): number | null {
  const last = call.steps.at(-1);
  return last && !isLive(last.status) && last.at <= now ? last.at : null;
}

/** Whole seconds of conversation; 0 if no one answered. */
export function talkSeconds(call: Call, now: number): number {
  const answered = reachedAt(call, 'in_progress', now);
  const ended = endedAt(call, now);
  return answered === null || ended === null ? 0 : Math.round((ended - answered) / 1000);
}

/** The price of a call of this length, in rupees. */
export function price(seconds: number): number {
  return Math.round(Math.ceil(seconds / 15) * RUPEES_PER_BUCKET * 100) / 100;
}

/** The calls that take up a slot now. */
export function liveCalls(world: World, now: number): Call[] {
  return world.calls.filter((call) => isLive(statusAt(call, now)));
}

/** Charges every call that has ended since the last request, and writes it to Plivo's records. */
export function settleCalls(world: World, now: number): void {
  for (const call of world.calls) {
    const ended = endedAt(call, now);
    if (call.settled || ended === null) continue;
    call.settled = true;
    const charge = price(talkSeconds(call, now));
    world.partner.credits = Math.round((world.partner.credits - charge) * 100) / 100;
    writePlivoRecord(world, call, ended, now);
  }
}

function writePlivoRecord(world: World, call: Call, ended: number, now: number): void {
  const { hangup } = call.ending;
  const connection = world.connections.find((each) => each.id === call.connection_id);
  const account = plivoAccount(world, connection?.account ?? null);
  if (call.provider !== 'plivo' || !hangup || !account) return;
  world.plivo.calls.push({
    call_uuid: randomUUID(),
    account: account.auth_id,
    from_number: withoutPlus(call.from_number),
    to_number: withoutPlus(call.to_number),
    direction: call.direction,
    initiated_at: createdAt(call),
    answered_at: reachedAt(call, 'in_progress', now),
    ended_at: ended,
    duration: talkSeconds(call, now),
    hangup,
  });
}
