import type { Entry } from '../entry.ts';
import { exits } from '../entry.ts';

/** An outcome that is no error: the status of a call, how it went, what an exit code says. */
export interface ResultEntry extends Entry {
  readonly kind: 'result';
}

const listCalls = 'https://docs.vocobase.com/api-reference/calls/list-calls';
const payloads = 'https://docs.vocobase.com/webhooks/payloads';
const nobody = 'nobody: nothing is wrong';

const live = {
  kind: 'result',
  causes: [],
  actor: nobody,
  commands: ['call show <call-id>'],
  docsUrl: listCalls,
  exit: exits.callStillLive,
} as const;

const ended = {
  kind: 'result',
  commands: ['call show <call-id>', 'doctor'],
  docsUrl: listCalls,
  exit: exits.callNotCompleted,
} as const;

/** The statuses of a Vocobase call. The exit is that of a watched test call. */
export const callStatuses = {
  pending: {
    ...live,
    title: 'The call is accepted and not dialled yet',
    meaning: 'Vocobase took the call and has not reported ringing. It counts as a running call.',
    remedies: [
      'Nothing for the first seconds. When it stays, show the call again, then run doctor.',
    ],
    commands: ['call show <call-id>', 'doctor'],
  },
  ringing: {
    ...live,
    title: 'It rings at the destination',
    meaning: 'The phone of the person called rings, and nobody has picked up yet.',
    remedies: ['Nothing. Pick up, when it is a test.'],
  },
  in_progress: {
    ...live,
    title: 'The call is going on',
    meaning: 'Somebody, or a voicemail, picked up, and the agent is in the call.',
    remedies: ['Nothing. It ends by itself, or when one side hangs up.'],
  },
  completed: {
    ...ended,
    title: 'The call was answered and has ended',
    meaning:
      'The call took place. A call of only a few seconds counts too, even when something made it drop.',
    causes: ['One side hung up, or the agent ended the call.'],
    actor: nobody,
    remedies: ['When it lasted only seconds, see what makes calls ring and drop.'],
    commands: ['call show <call-id>', 'explain ring-then-drop'],
    exit: exits.done,
  },
  failed: {
    ...ended,
    title: 'The call could not be made',
    meaning:
      'The call ended before or after the answer because something was wrong. The call may carry an error message; what it can say is not documented.',
    causes: [
      'Plivo refused it: credentials, credit, country, caller ID.',
      'The destination does not exist or cannot be reached.',
      'A fault at a carrier, at Plivo or at Vocobase.',
    ],
    actor: 'you',
    remedies: [
      'Show the call: with Plivo credentials at hand the reason is read from the records of Plivo.',
      "Or read it in Plivo's console: Logs, Calls (https://cx.plivo.com/logs?tab=voice).",
    ],
  },
  no_answer: {
    ...ended,
    title: 'Nobody answered',
    meaning: 'The call was dialled and nobody picked up.',
    causes: ['The person was away or the phone off.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: ['call show <call-id>'],
  },
  busy: {
    ...ended,
    title: 'The line was busy',
    meaning: 'The call was dialled and the line was busy.',
    causes: ['The person was on another call.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: ['call show <call-id>'],
  },
  canceled: {
    ...ended,
    title: 'The call was withdrawn before the answer',
    meaning: 'The call was ended before anybody picked up.',
    causes: [
      'It was withdrawn by Vocobase or Plivo.',
      'The Plivo account has no credit: Plivo cancels calls then (hangup cause 1010).',
    ],
    actor: 'you',
    remedies: ['Check the credit of the Plivo account.'],
  },
} as const satisfies Record<string, ResultEntry>;

/**
 * What Vocobase says about how a call went, beside its status. The documentation lists the words in
 * the webhook payload; `completed`, `no_answer`, `busy`, `canceled` and `failed` mean what the
 * statuses of the same name mean.
 */
export const dispositions = {
  voicemail: {
    kind: 'result',
    title: 'A voicemail took the call',
    meaning:
      'Carrier-side detection found an answering machine (answered_by is machine). With a voicemail message the agent leaves it and hangs up; without one the call ends in silence. It is a disposition, not a status.',
    causes: ['The person did not pick up, and a voicemail did.'],
    actor: nobody,
    remedies: [
      'To leave words, give the agent a voicemail message, if it has none. Or call at another time.',
    ],
    commands: ['agents show <agent>', 'agents voicemail <agent> --enable --message <text>'],
    docsUrl: payloads,
    exit: null,
  },
  user_hangup_no_speech: {
    kind: 'result',
    title: 'The person hung up without a word',
    meaning:
      'A disposition the documentation lists without describing it. By its name, the call was answered and ended by the person called before anything was said.',
    causes: [
      'The person did not want the call.',
      'Likely, when it happens often: the person heard nothing, or heard it too late.',
    ],
    actor: 'the person called',
    remedies: ['When it happens often, call your own phone and listen to the first seconds.'],
    commands: ['call test --to <number>'],
    docsUrl: payloads,
    exit: null,
  },
  blocked: {
    kind: 'result',
    title: 'The call was blocked',
    meaning:
      'A disposition the documentation lists without describing it. By its name, the call was not let through.',
    causes: [
      'Likely: the destination or its carrier blocks the calling number.',
      'Likely: the country or the number is barred in the Plivo account.',
    ],
    actor: 'you',
    remedies: ['Read the hangup cause of the call in the records of Plivo.'],
    commands: ['call show <call-id>', 'doctor'],
    docsUrl: payloads,
    exit: null,
  },
} as const satisfies Record<string, ResultEntry>;

const exitCode = {
  kind: 'result',
  causes: [],
  remedies: ['The error code on stderr says it exactly: look that up.'],
  commands: ['help exit-codes'],
  docsUrl: null,
} as const;

/** The exit codes of this program. */
export const exitResults = {
  'exit 0': {
    ...exitCode,
    title: 'Done',
    meaning: 'The command did what it was asked to do, and read it back where that can be done.',
    actor: nobody,
    remedies: [],
    exit: exits.done,
  },
  'exit 1': {
    ...exitCode,
    title: 'A fault of this program, or a reply that is not what the API promises',
    meaning:
      'This program failed, or what answered does not look like the API. A proxy or a wrong base URL does that too.',
    actor: 'you',
    exit: exits.fault,
  },
  'exit 2': {
    ...exitCode,
    title: 'Used wrongly',
    meaning:
      'Input is missing, malformed, or was refused by the API; or consent is missing. Nothing was changed.',
    actor: 'you',
    exit: exits.usage,
  },
  'exit 3': {
    ...exitCode,
    title: 'Not reachable, not answering, or an outcome that stays unknown',
    meaning:
      'The network, a proxy or the API stood in the way. With OUTCOME_UNKNOWN, look before you run the command again.',
    actor: 'you',
    exit: exits.unreachable,
  },
  'exit 4': {
    ...exitCode,
    title: 'Credentials missing or refused',
    meaning:
      'The Vocobase API key, or the Plivo Auth ID and Auth Token, are missing or not accepted.',
    actor: 'you',
    exit: exits.credentials,
  },
  'exit 5': {
    ...exitCode,
    title: 'Not permitted',
    meaning:
      'The key is valid, and the account may not do this: provider, balance or account state.',
    actor: 'your Vocobase account manager',
    exit: exits.notPermitted,
  },
  'exit 6': {
    ...exitCode,
    title: 'The state of things is in the way',
    meaning: 'Something is ambiguous, taken, not there, not configured, or a number is not fit.',
    actor: 'you',
    exit: exits.state,
  },
  'exit 7': {
    ...exitCode,
    title: 'A limit is reached',
    meaning: 'Too many requests in a minute, or no free call slot. Waiting did not help.',
    actor: 'you',
    exit: exits.limit,
  },
  'exit 8': {
    ...exitCode,
    title: 'The call was still going on when the watching ended',
    meaning:
      'The test call was placed and had not ended within --max-wait. It goes on by itself. The result is on stdout.',
    causes: ['A long conversation.', 'A call that stays in one status.'],
    actor: nobody,
    remedies: ['Show the call later. A higher --max-wait watches longer next time.'],
    commands: ['call show <call-id>'],
    exit: exits.callStillLive,
  },
  'exit 20': {
    ...exitCode,
    title: 'Something was found that does not pass',
    meaning:
      'doctor found a failing check, status or setup found a step that is not done. This is a result, not an error: it is on stdout, with what to do.',
    causes: [
      'A check fails, or warns when --fail-on warn is given.',
      'setup wrote the connection and could not confirm it, or waits for access to Plivo.',
    ],
    actor: 'you',
    remedies: ['Read the findings. Each one names what to do.'],
    commands: ['doctor', 'status'],
    exit: exits.foundFailing,
  },
  'exit 21': {
    ...exitCode,
    title: 'The test call was placed and did not complete',
    meaning:
      'The call ended as failed, busy, no answer or canceled. This is a result, not an error: it is on stdout, with a diagnosis.',
    causes: ['The diagnosis in the result names it.'],
    actor: 'you',
    remedies: ['Read the diagnosis of the call.'],
    commands: ['call show <call-id>', 'doctor'],
    exit: exits.callNotCompleted,
  },
  'exit 129': {
    ...exitCode,
    title: 'The terminal was closed',
    meaning:
      'The process received SIGHUP, usually because its terminal window or SSH session ended. What was done before that stays done.',
    actor: 'you',
    remedies: ['Check what is already done.'],
    commands: ['status'],
    exit: exits.hungUp,
  },
  'exit 130': {
    ...exitCode,
    title: 'Interrupted by Ctrl-C',
    meaning: 'What was done before stays done. A call that was started goes on.',
    actor: 'you',
    remedies: ['See what is done already.'],
    commands: ['status'],
    exit: exits.interrupted,
  },
  'exit 143': {
    ...exitCode,
    title: 'Told to end',
    meaning:
      'The process was terminated from outside, by a CI system for example. What was done before stays done.',
    actor: 'you',
    remedies: ['See what is done already.'],
    commands: ['status'],
    exit: exits.terminated,
  },
} as const satisfies Record<string, ResultEntry>;
