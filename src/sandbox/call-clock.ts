import { randomUUID } from 'node:crypto';
import type { CallSeconds } from './choices.ts';
import { plivoAccount } from './credentials.ts';
import type { Outcome } from './destinations.ts';
import { withoutPlus } from './plivo/ownership.ts';
import type { Call, CallStatus, LiveStatus, World } from './world.ts';

const liveStatuses: readonly CallStatus[] = ['pending', 'ringing', 'in_progress'];
/** 15 seconds cost this many rupees; every bucket that was begun is charged. */
const RUPEES_PER_BUCKET = 0.9;

/** The whole course of a call that begins now. */
export function planSteps(outcome: Outcome, pace: CallSeconds, now: number): Call['steps'] {
  const steps: Call['steps'] = [];
  let at = now;
  for (const status of outcome.live) {
    steps.push({ status, at });
    at += 1000 * stay(status, outcome, pace);
  }
  steps.push({ status: outcome.end, at });
  return steps;
}

function stay(status: LiveStatus, outcome: Outcome, pace: CallSeconds): number {
  return status === 'in_progress' ? (outcome.talkSeconds ?? pace.in_progress) : pace[status];
}

export function statusAt(call: Call, now: number): CallStatus {
  return call.steps.findLast((step) => step.at <= now)?.status ?? 'pending';
}

export function isLive(status: CallStatus): boolean {
  return liveStatuses.includes(status);
}

export function createdAt(call: Call): number {
  return call.steps[0]?.at ?? 0;
}

/** When the call reached a status; null when it has not, or never will. */
export function reachedAt(call: Call, status: CallStatus, now: number): number | null {
  const step = call.steps.find((candidate) => candidate.status === status);
  return step && step.at <= now ? step.at : null;
}

export function endedAt(call: Call, now: number): number | null {
  const last = call.steps.at(-1);
  return last && !isLive(last.status) && last.at <= now ? last.at : null;
}

/** Whole seconds of conversation; 0 when nobody answered. */
export function talkSeconds(call: Call, now: number): number {
  const answered = reachedAt(call, 'in_progress', now);
  const ended = endedAt(call, now);
  return answered === null || ended === null ? 0 : Math.round((ended - answered) / 1000);
}

/** What a call of that length costs, in rupees. */
export function price(seconds: number): number {
  return Math.round(Math.ceil(seconds / 15) * RUPEES_PER_BUCKET * 100) / 100;
}

export function liveCalls(world: World, now: number): Call[] {
  return world.calls.filter((call) => isLive(statusAt(call, now)));
}

/** Charges and records every call that has ended since the last look. */
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
