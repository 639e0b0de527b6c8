import type { Call, Turn } from './call.ts';

/** The conversation of a call, according to Vocobase's record. */
export interface Conversation {
  /** True if Vocobase says that its record is final; until then more may be added. */
  readonly complete: boolean;
  /** Turns with words in them; null without a transcript, and where its turns have no roles. */
  readonly agent_turns: number | null;
  readonly callee_turns: number | null;
  /** Counted from the start of the session; null if either time is missing. */
  readonly agent_first_spoke_after_seconds: number | null;
  readonly credits_used: number | null;
  /** Null if the API does not say, and while a record that is not final has no recording. */
  readonly recording: boolean | null;
}

/** Who can be heard in a transcript. */
export type Speaker = 'agent' | 'callee';

/**
 * `bot` and `user` are documented (https://docs.vocobase.com/webhooks/payloads); the others are
 * common elsewhere.
 */
const speakers: ReadonlyMap<string, Speaker> = new Map([
  ['bot', 'agent'],
  ['assistant', 'agent'],
  ['agent', 'agent'],
  ['user', 'callee'],
  ['human', 'callee'],
  ['callee', 'callee'],
]);

type Recorded = Pick<Call, 'session' | 'processing_complete'>;

/** Whose turn it is; null for any other role, such as `system`. */
export function speakerOf({ role }: Pick<Turn, 'role'>): Speaker | null {
  return speakers.get(role.trim().toLowerCase()) ?? null;
}

/** The conversation of a call; null if the API sends no session. */
export function conversationOf(call: Recorded): Conversation | null {
  const { session } = call;
  if (!session) return null;
  const complete = call.processing_complete === true;
  const agent = turnsOf(session.transcript, 'agent');
  const callee = turnsOf(session.transcript, 'callee');
  return {
    complete,
    agent_turns: agent?.length ?? null,
    callee_turns: callee?.length ?? null,
    agent_first_spoke_after_seconds: secondsBetween(session.started_at, agent?.[0]?.timestamp),
    credits_used: session.credits_used,
    // A recording can still appear until the record is final.
    recording: session.recording || complete ? session.recording : null,
  };
}

/** True if the transcript contains words of either speaker. */
export function hasWords({ session }: Recorded): boolean {
  return (session?.transcript ?? []).some(({ content }) => content.trim() !== '');
}

/**
 * Who was provably not heard: by a final record, or for the callee by Vocobase's own statement that
 * there was no speech. Empty if both were heard, or if nothing proves it.
 */
export function silentSpeakers(call: Recorded & Pick<Call, 'disposition'>): readonly Speaker[] {
  const conversation = conversationOf(call);
  const proven = conversation?.complete === true;
  const noSpeech = call.disposition?.trim().toLowerCase() === 'user_hangup_no_speech';
  const silent: Speaker[] = [];
  if (proven && conversation.agent_turns === 0) silent.push('agent');
  const calleeTurns = conversation?.callee_turns ?? null;
  if ((proven && calleeTurns === 0) || (noSpeech && !calleeTurns)) silent.push('callee');
  return silent;
}

/** Null without a transcript, and where only a turn without a role could be the speaker's. */
function turnsOf(transcript: readonly Turn[] | null, speaker: Speaker): readonly Turn[] | null {
  const spoken = transcript?.filter(({ content }) => content.trim() !== '') ?? null;
  const own = spoken?.filter((turn) => speakerOf(turn) === speaker) ?? null;
  const isOpen = own?.length === 0 && spoken?.some(({ role }) => role.trim() === '');
  return isOpen ? null : own;
}

/** Null if the end is before the start. */
function secondsBetween(start: string | null, end: string | null | undefined): number | null {
  const milliseconds = Date.parse(end ?? '') - Date.parse(start ?? '');
  return milliseconds >= 0 ? milliseconds / 1000 : null;
}
