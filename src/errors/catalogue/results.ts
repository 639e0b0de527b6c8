import type { Entry } from '../entry.ts';
import { exits } from '../entry.ts';

/** An outcome that is not an error: a call status, a disposition, or an exit code. */
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

/** The statuses of a Vocobase call. The exit is that of `call test`. */
export const callStatuses = {
  pending: {
    ...live,
    title: 'The call is accepted but not dialed yet',
    meaning:
      'Vocobase accepted the call and has not reported ringing yet. It counts as a running call.',
    remedies: ['Wait a few seconds. If it stays pending, show the call again, then run doctor.'],
    commands: ['call show <call-id>', 'doctor'],
  },
  ringing: {
    ...live,
    title: 'The phone is ringing',
    meaning: 'The phone of the person called is ringing, and no one has picked up yet.',
    remedies: ['Pick up, if it is a test call.'],
  },
  in_progress: {
    ...live,
    title: 'The call is in progress',
    meaning: 'A person or a voicemail picked up, and the agent is in the call.',
    remedies: ['Wait. The call ends when one side hangs up.'],
  },
  completed: {
    ...ended,
    title: 'The call was answered and has ended',
    meaning:
      'The call took place. A call of only a few seconds counts too, even if something made it drop.',
    causes: ['One side hung up, or the agent ended the call.'],
    actor: nobody,
    remedies: ['If it lasted only seconds, see why calls ring and drop.'],
    commands: ['call show <call-id>', 'explain ring-then-drop'],
    exit: exits.done,
  },
  failed: {
    ...ended,
    title: 'The call failed',
    meaning:
      'The call ended, before or after the answer, because something was wrong. It may carry an error message, whose values are not documented.',
    causes: [
      'Plivo refused it: credentials, credit, country, or caller ID.',
      'The number called does not exist or cannot be reached.',
      'A failure at a carrier, Plivo, or Vocobase.',
    ],
    actor: 'you',
    remedies: [
      'Show the call. With Plivo credentials set, the reason is read from the records of Plivo.',
      'Or read it in the Plivo console under Logs > Call Logs (https://cx.plivo.com/logs?tab=voice).',
    ],
  },
  no_answer: {
    ...ended,
    title: 'No one answered',
    meaning: 'The call was dialed and no one picked up.',
    causes: ['The person was away, or the phone was off.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: ['call show <call-id>'],
  },
  busy: {
    ...ended,
    title: 'The line was busy',
    meaning: 'The call was dialed and the line was busy.',
    causes: ['The person was on another call.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: ['call show <call-id>'],
  },
  canceled: {
    ...ended,
    title: 'The call was canceled before the answer',
    meaning: 'The call was ended before anyone picked up.',
    causes: [
      'Vocobase or Plivo canceled it.',
      'The Plivo account has no credit. Plivo cancels calls then (hangup cause 1010).',
    ],
    actor: 'you',
    remedies: ['Check the credit of the Plivo account.'],
  },
} as const satisfies Record<string, ResultEntry>;

/**
 * How a call went, by Vocobase's account, in addition to its status. The documentation lists the words
 * in the webhook payload. `completed`, `no_answer`, `busy`, `canceled`, and `failed` mean the same as
 * the statuses.
 */
export const dispositions = {
  voicemail: {
    kind: 'result',
    title: 'A voicemail answered the call',
    meaning:
      'Carrier-side detection found an answering machine (answered_by is machine). With a voicemail message the agent leaves it and hangs up. Without one the call ends without playback. This is a disposition, not a status.',
    causes: ['The person did not pick up, and a voicemail did.'],
    actor: nobody,
    remedies: [
      'To leave a message, set a voicemail message on the agent. Or call at another time.',
    ],
    commands: ['agents show <agent>', 'agents voicemail <agent> --enable --message <text>'],
    docsUrl: payloads,
    exit: null,
  },
  user_hangup_no_speech: {
    kind: 'result',
    title: 'The person hung up without speaking',
    meaning:
      'The documentation lists this disposition without describing it. By its name, the call was answered, and the person called ended it before speaking.',
    causes: [
      'The person did not want the call.',
      'If it happens often, the person probably heard nothing, or heard it too late.',
    ],
    actor: 'the person called',
    remedies: ['If it happens often, call your own phone and listen to the first seconds.'],
    commands: ['call test --to <number>'],
    docsUrl: payloads,
    exit: null,
  },
  blocked: {
    kind: 'result',
    title: 'The call was blocked',
    meaning:
      'The documentation lists this disposition without describing it. By its name, the call was not let through.',
    causes: [
      'Probably the destination or its carrier blocks the caller ID.',
      'Or the country or number is barred in the Plivo account.',
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
  remedies: ['Look up the error code that is printed on stderr.'],
  commands: ['help exit-codes'],
  docsUrl: null,
} as const;

/** The exit codes of this program. */
export const exitResults = {
  'exit 0': {
    ...exitCode,
    title: 'Done',
    meaning: 'The command did its work, and verified it where that is possible.',
    actor: nobody,
    remedies: [],
    exit: exits.done,
  },
  'exit 1': {
    ...exitCode,
    title: 'A bug in this program, or a reply the API does not promise',
    meaning:
      'This program failed, or what answered does not look like the API. A proxy or a wrong base URL can cause that.',
    actor: 'you',
    exit: exits.fault,
  },
  'exit 2': {
    ...exitCode,
    title: 'Used wrongly',
    meaning:
      'Input is missing, malformed, or was rejected by the API, or consent is missing. Nothing was changed.',
    actor: 'you',
    exit: exits.usage,
  },
  'exit 3': {
    ...exitCode,
    title: 'Not reachable, not answering, or an unknown outcome',
    meaning:
      'The network, a proxy, or the API failed. With OUTCOME_UNKNOWN, check what happened before you run the command again.',
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
      'The key is valid, but the account may not do this because of its providers, balance, or state.',
    actor: 'your Vocobase account manager',
    exit: exits.notPermitted,
  },
  'exit 6': {
    ...exitCode,
    title: "Blocked by the account's current state",
    meaning:
      'Something is ambiguous, already taken, missing, or not configured, or a number cannot be used. Unwritable settings on this machine belong here too.',
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
    title: 'The call was still live when --max-wait ended',
    meaning:
      'The test call was placed and had not ended within --max-wait. It keeps running. The result is on stdout.',
    causes: ['A long conversation.', 'A call that stays in one status.'],
    actor: nobody,
    remedies: ['Show the call later, or set a higher --max-wait next time.'],
    commands: ['call show <call-id>'],
    exit: exits.callStillLive,
  },
  'exit 20': {
    ...exitCode,
    title: 'A check or step did not pass',
    meaning:
      'doctor found a failing check, or status or setup found a step that is not done. This is a result, not an error. It is on stdout, with what to do.',
    causes: [
      'A check fails, or warns with --fail-on warn.',
      'setup wrote the connection and could not confirm it, or is waiting for access to Plivo.',
    ],
    actor: 'you',
    remedies: ['Read the findings. Each one says what to do.'],
    commands: ['doctor', 'status'],
    exit: exits.foundFailing,
  },
  'exit 21': {
    ...exitCode,
    title: 'The test call did not complete, or an expectation was not met',
    meaning:
      'The call ended as failed, busy, no answer, or canceled, or an expectation from --expect was unmet or could not be proven. This is a result, not an error. It is on stdout.',
    causes: ['The diagnosis and the expectations in the result say why.'],
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
    title: 'Canceled, or interrupted by Ctrl-C',
    meaning: 'What was done before that stays done. A call that was started keeps running.',
    actor: 'you',
    remedies: ['Check what is already done.'],
    commands: ['status'],
    exit: exits.interrupted,
  },
  'exit 143': {
    ...exitCode,
    title: 'Terminated',
    meaning:
      'The process received SIGTERM, for example from a CI system. What was done before that stays done.',
    actor: 'you',
    remedies: ['Check what is already done.'],
    commands: ['status'],
    exit: exits.terminated,
  },
} as const satisfies Record<string, ResultEntry>;
