import type { FinalStatus, Hangup, LiveStatus } from './world.ts';

/** How a call goes, and what Plivo's records say about it afterwards. */
export interface Outcome {
  /** The live statuses it passes, always from pending on. */
  live: readonly LiveStatus[];
  end: FinalStatus;
  disposition: string;
  answeredBy: 'human' | 'machine' | 'unknown' | 'not_answered';
  errorMessage: string | null;
  hangup: Hangup | null;
  /** Seconds in conversation, where the outcome fixes them. */
  talkSeconds?: number;
}

const unanswered = { live: ['pending', 'ringing'], answeredBy: 'not_answered' } as const;
const answered = { live: ['pending', 'ringing', 'in_progress'], end: 'completed' } as const;

export const completes: Outcome = {
  ...answered,
  disposition: 'completed',
  answeredBy: 'human',
  errorMessage: null,
  hangup: { code: 4000, name: 'Normal Hangup', source: 'Callee' },
};

export const reachesMailbox: Outcome = {
  ...answered,
  disposition: 'voicemail',
  answeredBy: 'machine',
  errorMessage: null,
  hangup: { code: 4010, name: 'End Of XML Instructions', source: 'Plivo' },
};

export const unknownCallerId: Outcome = {
  ...unanswered,
  end: 'failed',
  disposition: 'failed',
  errorMessage: 'Unknown Caller ID',
  hangup: { code: 3030, name: 'Unknown Caller ID', source: 'Carrier' },
};

export const outOfCredits: Outcome = {
  live: ['pending'],
  end: 'failed',
  disposition: 'failed',
  answeredBy: 'not_answered',
  errorMessage: 'The carrier account is out of credits',
  hangup: { code: 1010, name: 'Canceled (Out Of Credits)', source: 'Plivo' },
};

/** Answered, then gone: what an unreachable media socket looks like from outside. */
export const dropsAfterAnswer: Outcome = {
  ...answered,
  disposition: 'user_hangup_no_speech',
  answeredBy: 'human',
  errorMessage: null,
  hangup: { code: 4010, name: 'End Of XML Instructions', source: 'Plivo' },
  talkSeconds: 2,
};

/** Plivo answered the request to call with an error, so it has no record of a call. */
export function refusedByPlivo(errorMessage: string): Outcome {
  return {
    live: ['pending'],
    end: 'failed',
    disposition: 'failed',
    answeredBy: 'not_answered',
    errorMessage,
    hangup: null,
  };
}

/** Numbers that behave in one fixed way; every other one answers and completes. */
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
    live: ['pending'],
    end: 'failed',
    disposition: 'failed',
    answeredBy: 'not_answered',
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
  '+15005550006': reachesMailbox,
  '+15005550007': dropsAfterAnswer,
};
