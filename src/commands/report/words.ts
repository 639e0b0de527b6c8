import type { CheckStatus, DoctorResult } from '../doctor/check.ts';

/** The texts of both formats. */
export const words = {
  title: 'Plivo connection report',
  verdict: {
    pass: 'No problem found',
    warn: 'Calls can be placed; some points need attention',
    fail: 'Problems found',
  } satisfies Record<DoctorResult['status'], string>,
  status: {
    pass: 'Verified',
    warn: 'Warning',
    fail: 'Failed',
    skip: 'Not checked',
    unknown: 'Unknown',
  } satisfies Record<CheckStatus, string>,
  open: 'Open issues, and who can act',
  nothingOpen: 'There are no open issues.',
  claims: 'Claims and their sources',
  unprovable: 'What no API can prove',
  connections: 'Connections',
  noConnections: 'Vocobase lists no connections.',
  numbers: 'Phone numbers',
  noNumbers: 'Vocobase lists no phone numbers.',
  call: 'Last call',
  noCall: 'There is no call through Plivo yet. Only a call proves that calls work.',
  note: 'Each claim was true when it was read. Accepted credentials are not proven: only a call can prove them.',
  redacted: 'Phone numbers, names, and ids are masked.',
} as const;

/** `2026-11-24 23:52:10 UTC`. */
export function utc(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

/** The time since the first change: `+31 s`. */
export function offset(from: string, at: string): string {
  return `+${Math.round((Date.parse(at) - Date.parse(from)) / 1000)} s`;
}

/** A status of the API as words: `in progress`. */
export function spaced(status: string): string {
  return status.replaceAll('_', ' ');
}

/** The known facts of the conversation, as text; null if there is no record. */
export function conversationFacts(
  conversation: {
    readonly agent_turns: number | null;
    readonly callee_turns: number | null;
    readonly agent_first_spoke_after_seconds: number | null;
    readonly credits_used: number | null;
    readonly recording: boolean | null;
  } | null,
): readonly (readonly [label: string, value: string])[] {
  if (conversation === null) return [['Conversation', 'Vocobase recorded none']];
  const turns = (count: number | null) =>
    count === null ? 'unknown' : `${count} ${count === 1 ? 'turn' : 'turns'}`;
  const { recording, credits_used, agent_first_spoke_after_seconds: first } = conversation;
  return [
    ['Agent', turns(conversation.agent_turns)],
    ['Callee', turns(conversation.callee_turns)],
    ['Agent first spoke', first === null ? 'unknown' : `after ${first} s`],
    ['Credits used', credits_used === null ? 'unknown' : String(credits_used)],
    ['Recording', recording === null ? 'unknown' : recording ? 'yes' : 'no'],
  ];
}
