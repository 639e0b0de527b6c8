import type { FinalStatus, Hangup, LiveStatus, Speech } from './world.ts';

/** The course of a call, and its record at Plivo. */
export interface Outcome {
  /** The live statuses in order, beginning with pending. */
  live: readonly LiveStatus[];
  end: FinalStatus;
  disposition: string;
  answeredBy: 'human' | 'machine' | 'unknown' | 'not_answered';
  /** Who speaks in Vocobase's transcript. */
  speech: Speech;
  errorMessage: string | null;
  /** Plivo's record; null when Plivo has none. */
  hangup: Hangup | null;
  /** Seconds of conversation, if the outcome determines them. */
  talkSeconds?: number;
}

const unanswered = {
  live: ['pending', 'ringing'],
  answeredBy: 'not_answered',
  speech: 'nobody',
} as const;

const refused = { ...unanswered, live: ['pending'], end: 'failed', disposition: 'failed' } as const;

/** A person answers, both speak, and the person hangs up. */
export const conversation: Outcome = {
  live: ['pending', 'ringing', 'in_progress'],
  end: 'completed',
  disposition: 'completed',
  answeredBy: 'human',
  speech: 'both',
  errorMessage: null,
  hangup: { code: 4000, name: 'Normal Hangup', source: 'Callee' },
};

const platformHangup: Hangup = { code: 4010, name: 'End Of XML Instructions', source: 'Plivo' };

/** A machine answers, and only the agent speaks. */
export const voicemail: Outcome = {
  ...conversation,
  disposition: 'voicemail',
  answeredBy: 'machine',
  speech: 'agent',
  hangup: platformHangup,
};

/** The callee speaks, and the agent says nothing. */
export const silentAgent: Outcome = { ...conversation, speech: 'callee' };

/** The agent speaks, and no words of the callee arrive. */
export const unheardCallee: Outcome = {
  ...conversation,
  disposition: 'user_hangup_no_speech',
  speech: 'agent',
};

/** Answered and dropped after two seconds, as when Plivo cannot reach the media server. */
export const dropsAfterAnswer: Outcome = {
  ...conversation,
  disposition: 'user_hangup_no_speech',
  speech: 'nobody',
  hangup: platformHangup,
  talkSeconds: 2,
};

/** Fails with 3030 after ringing: Plivo does not accept the caller ID. */
export const unknownCallerId: Outcome = {
  ...unanswered,
  end: 'failed',
  disposition: 'failed',
  errorMessage: 'Unknown Caller ID',
  hangup: { code: 3030, name: 'Unknown Caller ID', source: 'Carrier' },
};

/** Refused with 1010: the Plivo balance is used up. */
export const outOfCredits: Outcome = {
  ...refused,
  errorMessage: 'The carrier account is out of credits',
  hangup: { code: 1010, name: 'Canceled (Out Of Credits)', source: 'Plivo' },
};

/** Plivo refused the request to place the call, so it has no record of one. */
export function refusedByPlivo(errorMessage: string): Outcome {
  return { ...refused, errorMessage, hangup: null };
}

/** Numbers that always behave the same way; any other is answered and has a conversation. */
export const destinations: Readonly<Record<string, Outcome>> = {
  '+15005550001': {
    ...unanswered,
    end: 'busy',
    disposition: 'busy',
    errorMessage: null,
    hangup: { code: 3010, name: 'Busy Line', source: 'Callee' },
  },
  '+15005550002': {
    ...unanswered,
    end: 'no_answer',
    disposition: 'no_answer',
    errorMessage: null,
    hangup: { code: 3000, name: 'No Answer', source: 'Carrier' },
  },
  '+15005550003': {
    ...refused,
    errorMessage: 'Destination Country Barred',
    hangup: { code: 2030, name: 'Destination Country Barred', source: 'Plivo' },
  },
  '+15005550004': unknownCallerId,
  '+15005550005': {
    ...unanswered,
    end: 'canceled',
    disposition: 'canceled',
    errorMessage: null,
    hangup: { code: 1000, name: 'Canceled', source: 'API Request' },
  },
  '+15005550006': voicemail,
  '+15005550007': dropsAfterAnswer,
  '+15005550008': silentAgent,
  '+15005550009': unheardCallee,
  '+15005550010': refusedByPlivo('No route to destination'),
};
