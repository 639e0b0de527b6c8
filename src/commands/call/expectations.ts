import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import { type Call, hasEnded, isCompleted, normalStatus } from '../../domain/vocobase/call.ts';
import { conversationOf, type Speaker } from '../../domain/vocobase/conversation.ts';

/** The values of `--expect`, and the speaker that proves each. */
const speakers = {
  'agent-spoke': 'agent',
  'callee-spoke': 'callee',
} as const satisfies Record<string, Speaker>;

/** A value of `--expect`. */
export type Expect = keyof typeof speakers;

/** The member of a call result. Anything but `met` makes `call test` exit 21. */
export interface Expectation {
  readonly expect: Expect;
  readonly status: 'met' | 'unmet' | 'unknown';
  /** A sentence. */
  readonly evidence: string;
}

/** A comma-separated list, in any case; each expectation once. */
export function parseExpectations(given: string): Parsed<readonly Expect[]> {
  const names = given.split(',').map((name) => name.trim().toLowerCase());
  const known = Object.keys(speakers);
  const isExpect = (name: string): name is Expect => known.includes(name);
  const strange = names.filter((name) => !isExpect(name));
  if (strange.length === 0) return usable([...new Set(names.filter(isExpect))]);
  return unusable(
    'INVALID_VALUE',
    `"${strange.join(', ')}" is not an expectation. Use ${known.join(', ')}, or both with a comma.`,
  );
}

/** Compares a call with its expectations. What Vocobase did not record is `unknown`. */
export function judgeExpectations(call: Call, expected: readonly Expect[]): Expectation[] {
  return expected.map((expect) => ({ expect, ...judge(call, speakers[expect]) }));
}

function judge(call: Call, speaker: Speaker): Omit<Expectation, 'expect'> {
  const conversation = conversationOf(call);
  const turns = conversation?.[`${speaker}_turns`] ?? null;
  const first = conversation?.agent_first_spoke_after_seconds ?? null;
  if (turns !== null && turns > 0) {
    const when = speaker === 'agent' && first !== null ? `, first after ${round(first)} s` : '';
    return { status: 'met', evidence: `The ${speaker} spoke ${times(turns)}${when}.` };
  }
  if (!hasEnded(call)) return { status: 'unknown', evidence: 'The call has not ended yet.' };
  if (neverAnswered.has(normalStatus(call.status))) {
    return { status: 'unmet', evidence: `No one answered: the call ended as ${words(call)}.` };
  }
  if (turns === 0 && conversation?.complete) {
    return { status: 'unmet', evidence: `Vocobase's final record has no words of the ${speaker}.` };
  }
  const ended = isCompleted(call.status) ? '' : ` The call ended as ${words(call)}.`;
  return { status: 'unknown', evidence: `${unrecorded(turns)}${ended}` };
}

function unrecorded(turns: number | null): string {
  return turns === null
    ? 'Vocobase returned no transcript of the call.'
    : "Vocobase's record of the conversation is not final, and has no words yet.";
}

/** Statuses in which no conversation can have begun. */
const neverAnswered: ReadonlySet<string> = new Set(['no_answer', 'busy', 'canceled']);

function words(call: Call): string {
  return call.status.replaceAll('_', ' ');
}

/** A count as an adverb: `once`, `3 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
