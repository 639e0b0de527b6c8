import type { Entry } from '../entry.ts';

/** Why Plivo ended a call, from its call records. */
export interface HangupCause extends Entry {
  readonly kind: 'hangup cause';
  /** The name as Plivo writes it. Its pages vary in spelling, so match on the code. */
  readonly name: string;
  readonly exit: null;
}

const table = 'https://plivo.com/docs/voice/troubleshooting/hangup-causes.md';
const limits = 'https://plivo.com/docs/voice/concepts/account-limits.md';

const cause = { kind: 'hangup cause', docsUrl: table, exit: null } as const;
const nothingWrong = { actor: 'nobody: nothing is wrong', remedies: [], commands: [] } as const;

// These families differ in the document and in what failed. Only Vocobase can act on them.
const fixedByVocobase = {
  actor: 'Vocobase',
  remedies: ['Send the call id, the time, and this code to Vocobase, which owns the URL.'],
  commands: ['call show <call-id>'],
} as const;

function unreachable(document: string) {
  return {
    ...cause,
    ...fixedByVocobase,
    title: `Plivo could not fetch the ${document} instructions`,
    meaning: `The call was connected, but Plivo got no usable answer from the ${document} URL of the voice platform.`,
    causes: ['The URL timed out, answered with an error status, or refused Plivo.'],
  } as const;
}

function invalidUrl(document: string) {
  return {
    ...cause,
    ...fixedByVocobase,
    title: `The ${document} URL is not a web address`,
    meaning: `The ${document} URL that the voice platform gave Plivo is neither http nor https.`,
    causes: ['A bug in the instructions of the voice platform.'],
  } as const;
}

function invalidMethod(document: string) {
  return {
    ...cause,
    ...fixedByVocobase,
    title: `The method of the ${document} URL is not allowed`,
    meaning: `The voice platform told Plivo to fetch its ${document} URL with a method other than GET or POST.`,
    causes: ['A bug in the instructions of the voice platform.'],
  } as const;
}

function invalidXml(document: string) {
  return {
    ...cause,
    ...fixedByVocobase,
    title: `The ${document} instructions could not be read`,
    meaning: `The ${document} URL of the voice platform answered, but not with valid Plivo XML.`,
    causes: ['The answer was an error page, JSON, or invalid XML.'],
  } as const;
}

/**
 * Plivo's hangup causes for calls of its Voice API, by numeric code. 53 are in the table that Plivo
 * publishes; 4210, 4240, 4250, and 5030 are described elsewhere by Plivo.
 *
 * SIP trunk (Zentrunk) calls use other codes, and some of their numbers have other meanings. Never
 * look those up here.
 */
export const hangupCauses = {
  '0': {
    ...cause,
    name: 'Unknown',
    title: 'Plivo does not know why the call ended',
    meaning: 'Plivo recorded the end of the call without a cause.',
    causes: [
      'Plivo could not determine it.',
      'An API request ended all calls of the account at once.',
    ],
    actor: 'Plivo support',
    remedies: [
      'Open the debug tab of the call in the Plivo console (https://cx.plivo.com/logs?tab=voice).',
      'If it happens again, open a ticket with Plivo and include the call UUID.',
    ],
    commands: ['call show <call-id>'],
  },
  '1000': {
    ...cause,
    ...nothingWrong,
    name: 'Canceled',
    title: 'Canceled before anyone answered',
    meaning: 'An API request hung up the call while it was still ringing.',
    causes: ['The voice platform canceled the call.'],
  },
  '1010': {
    ...cause,
    name: 'Canceled (Out Of Credits)',
    title: 'The Plivo account has no credit',
    meaning: 'Plivo canceled the call because the balance of the Plivo account reached zero.',
    causes: ['The balance is used up, and auto recharge is off or failed.'],
    actor: 'you, in the Plivo console',
    remedies: [
      'Add credit to the Plivo account. For a subaccount, add it to the main account, which pays.',
      'Turn on auto recharge.',
    ],
    commands: ['doctor'],
  },
  '1020': {
    ...cause,
    name: 'Canceled (Simultaneous dial limit reached)',
    title: 'Too many calls to the same number at once',
    meaning:
      'Plivo canceled the call because the same number was already being dialed too often at the same time.',
    causes: ['A retry or a campaign dials a number again before the last attempt has ended.'],
    actor: 'you',
    remedies: [
      'Leave time between attempts to one number.',
      'If Vocobase paces the calls for you, send them the call id.',
    ],
    commands: ['call list'],
  },
  '2000': {
    ...cause,
    name: 'Invalid Destination Address',
    title: 'The number called is not valid',
    meaning: 'The destination is not a valid phone number or SIP address.',
    causes: ['The country code is missing, or a digit is wrong.'],
    actor: 'you',
    remedies: ['Check the number called: + and country code, then the rest.'],
    commands: ['call show <call-id>'],
  },
  '2010': {
    ...cause,
    name: 'Destination Out Of Service',
    title: 'The number called is out of service',
    meaning: 'The number exists, but its operator does not serve it at the moment.',
    causes: ['The line is suspended or was given up.', 'A temporary failure at the operator.'],
    actor: 'the person called',
    remedies: ['Check the number called.', 'Call at another time.'],
    commands: ['call show <call-id>'],
  },
  '2020': {
    ...cause,
    name: 'Endpoint Not Registered',
    title: 'The SIP phone called is offline',
    meaning: 'The call went to a Plivo SIP endpoint that was not registered.',
    causes: [
      'The softphone is not signed in.',
      'A SIP address was dialed instead of a phone number.',
    ],
    actor: 'the person called',
    remedies: ['Sign in to the SIP phone, or dial a phone number.'],
    commands: ['call show <call-id>'],
  },
  '2030': {
    ...cause,
    name: 'Destination Country Barred',
    title: 'Calls to this country are turned off in Plivo',
    meaning:
      'The destination country is not enabled in the voice geo permissions of the Plivo account.',
    causes: [
      'The country is off in the geo permissions. A subaccount can have its own.',
      'The Plivo plan does not include the country.',
      'Plivo itself disabled the country for the account. Then only its support can enable it.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Enable the country at https://cx.plivo.com/geo-permissions/voice. For API calls it takes effect at once.',
      'If it cannot be enabled there, check the plan, or ask Plivo support.',
    ],
    commands: ['explain country-not-reachable'],
  },
  '2040': {
    ...cause,
    name: 'Destination Number Barred',
    title: 'Plivo blocks calls to this kind of number',
    meaning: 'The number called counts as premium or high risk, and such numbers are blocked.',
    causes: ['High-risk numbers are blocked by default.'],
    actor: 'Plivo support',
    remedies: [
      'See the High-Risk tab at https://cx.plivo.com/geo-permissions/voice.',
      'Ask Plivo support to allow the range. Plivo says this can take 48 hours or more.',
    ],
    commands: ['call show <call-id>'],
  },
  '2050': {
    ...cause,
    name: 'Destination Prefix Barred',
    title: 'Calls to this prefix are not permitted',
    meaning: 'The country may be enabled, but the prefix of the number called is not.',
    causes: ['The prefix is off in the geo permissions, or counts as high risk.'],
    actor: 'you, in the Plivo console',
    remedies: [
      'Look for the prefix at https://cx.plivo.com/geo-permissions/voice.',
      'If it cannot be enabled there, ask Plivo support.',
    ],
    commands: ['explain country-not-reachable'],
  },
  '2060': {
    ...cause,
    name: 'Loop Detected',
    title: 'The call would have called itself',
    meaning: 'A second leg of the call would have dialed the number of the first one.',
    causes: [
      'The number called or the transfer number is the caller ID.',
      'A call forwarding leads back to the start.',
    ],
    actor: 'you',
    remedies: ["Use another destination, or another transfer number in the agent's settings."],
    commands: ['numbers list', 'agents show <agent>'],
  },
  '2070': {
    ...cause,
    name: 'Violates Media Anchoring',
    title: 'An Indian call would have left India',
    meaning:
      'For calls with Indian numbers, both sides and the audio must be in India. Part of this call was elsewhere.',
    causes: [
      'The caller ID or the number called is not Indian.',
      'The audio of the voice platform runs outside India.',
    ],
    actor: 'Vocobase',
    remedies: [
      'Check that an Indian number calls an Indian number.',
      'If it does, send the call id to Vocobase. The audio must be in India.',
    ],
    commands: ['explain india-compliance', 'call show <call-id>'],
  },
  '3000': {
    ...cause,
    name: 'No Answer',
    title: 'No one answered',
    meaning: 'The destination could not be reached, or no one picked up.',
    causes: ['The person was away, or the phone was off.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: [],
  },
  '3010': {
    ...cause,
    name: 'Busy Line',
    title: 'The line was busy',
    meaning: 'The person called was on another call.',
    causes: ['Another call was in progress.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: [],
  },
  '3020': {
    ...cause,
    name: 'Rejected',
    title: 'The call was declined',
    meaning: 'The destination declined the call.',
    causes: [
      'The person declined it.',
      'An app or the operator declined it for them.',
      'The voice platform ended the call as rejected.',
    ],
    actor: 'the person called',
    remedies: [
      'For a single call, do nothing. If most calls are declined, check the caller ID they show.',
    ],
    commands: ['numbers list'],
  },
  '3030': {
    ...cause,
    name: 'Unknown Caller ID',
    title: 'Plivo does not accept the caller ID',
    meaning:
      'The caller ID is not rented on this Plivo account, and is not a Verified Caller ID there for this route.',
    causes: [
      'The caller ID belongs to another Plivo account or subaccount.',
      'The number was released in Plivo.',
      'The agent has its own number that is no longer on the account. It comes before the default one.',
    ],
    actor: 'you',
    remedies: [
      'Compare the numbers in Vocobase with those on the Plivo account.',
      'Choose a caller ID that is on the account.',
    ],
    commands: ['numbers list', 'setup', 'doctor'],
  },
  '3040': {
    ...cause,
    name: 'Forbidden',
    title: 'The destination blocks the call',
    meaning: 'The destination, or its operator, does not let this call through.',
    causes: ['The caller ID is on a block list there.'],
    actor: 'the person called',
    remedies: ['Ask the person to allow the number, or call another number.'],
    commands: ['call show <call-id>'],
  },
  '3050': {
    ...cause,
    name: 'Unallocated number',
    title: 'The number called is not assigned',
    meaning: 'The destination looks like a phone number, but no operator has assigned it.',
    causes: ['A digit is wrong.', 'The number was given up.'],
    actor: 'you',
    remedies: ['Correct the number, or remove it from your list.'],
    commands: ['call show <call-id>'],
  },
  '3070': {
    ...cause,
    name: 'Request timeout',
    title: 'The carrier did not answer',
    meaning: 'The carrier behind Plivo did not react to the call in time.',
    causes: ['A temporary failure at the carrier.'],
    actor: 'Plivo support',
    remedies: [
      'For a single call, do nothing.',
      'If it happens again, open a ticket with Plivo and include the call UUIDs.',
    ],
    commands: ['doctor'],
  },
  '3080': {
    ...cause,
    name: 'Internal server error from carrier',
    title: 'A failure at the carrier',
    meaning: 'The carrier behind Plivo reported an internal error.',
    causes: ['A temporary failure at the carrier.'],
    actor: 'Plivo support',
    remedies: [
      'For a single call, do nothing.',
      'If it happens again, open a ticket with Plivo and include the call UUIDs.',
    ],
    commands: ['doctor'],
  },
  '3090': {
    ...cause,
    name: 'Network congestion from carrier',
    title: 'The carrier is overloaded',
    meaning: 'The carrier behind Plivo had no capacity for the call.',
    causes: ['Heavy traffic to this destination.'],
    actor: 'Plivo support',
    remedies: [
      'Place fewer calls at once to this destination, and try again later.',
      'If it persists, open a ticket with Plivo and include the call UUIDs.',
    ],
    commands: ['doctor'],
  },
  '3100': {
    ...cause,
    name: 'Busy everywhere',
    title: 'Every line of the destination was busy',
    meaning: 'All phones behind the number were on a call.',
    causes: ['Other calls were in progress.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: [],
  },
  '3110': {
    ...cause,
    name: 'Declined',
    title: 'The destination declined the call',
    meaning: 'The destination was reached, but did not take the call.',
    causes: ['The person or the phone system declined it.', 'The line does not accept such calls.'],
    actor: 'the person called',
    remedies: ['Ask the person whether the line takes calls.'],
    commands: [],
  },
  '3120': {
    ...cause,
    name: 'User does not exist anywhere',
    title: 'The number called does not exist',
    meaning: 'The destination does not exist anywhere.',
    causes: ['A digit is wrong.', 'The number was given up.'],
    actor: 'you',
    remedies: ['Check the number called.'],
    commands: ['call show <call-id>'],
  },
  '3130': {
    ...cause,
    name: 'Spam block',
    title: 'The carrier blocked the call as spam',
    meaning: 'The carrier blocked the call because of the reputation of the caller ID.',
    causes: [
      'Many short or unanswered calls came from this number.',
      'The number is not rented on this Plivo account, so Plivo cannot fully vouch for it.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Call from a number rented on the same Plivo account.',
      'Place fewer calls per number, and check its caller reputation in the Plivo console.',
    ],
    commands: ['numbers list', 'doctor'],
  },
  '3140': {
    ...cause,
    name: 'DNO Caller ID',
    title: 'This number may not be used as a caller ID',
    meaning:
      'The caller ID is on the do-not-originate list of the United States, for numbers that only receive calls.',
    causes: ['The caller ID is on that list, such as a hotline number.'],
    actor: 'you, in the Plivo console',
    remedies: ['Choose another caller ID.'],
    commands: ['numbers list', 'setup'],
  },
  '4000': {
    ...cause,
    name: 'Normal Hangup',
    title: 'One side hung up',
    meaning: 'The call was answered and ended in the usual way.',
    causes: ['One of the two sides hung up. The hangup source in the record says which.'],
    actor: 'nobody: nothing is wrong',
    remedies: ['If it lasted only seconds, see why calls ring and drop.'],
    commands: ['explain ring-then-drop'],
  },
  '4010': {
    ...cause,
    name: 'End Of XML Instructions',
    title: 'The call instructions ended',
    meaning:
      'Plivo had nothing more to do in the call. For an agent call this is a normal end, unless it comes seconds after the answer.',
    causes: [
      'The conversation was over.',
      'If seconds after the answer, the audio connection to the agent probably failed or broke.',
    ],
    actor: 'Vocobase',
    remedies: [
      'If the call had a normal length, do nothing.',
      'If it ended seconds after the answer, send the call id to Vocobase.',
    ],
    commands: ['call show <call-id>'],
  },
  '4020': {
    ...cause,
    ...nothingWrong,
    name: 'Multiparty Call Ended',
    title: 'The multiparty call ended',
    meaning: 'The multiparty call that this call was in was closed.',
    causes: ['Its last or leading participant left, or the voice platform closed it.'],
  },
  '4030': {
    ...cause,
    ...nothingWrong,
    name: 'Kicked Out Of Multiparty Call',
    title: 'Removed from the multiparty call',
    meaning: 'An API request removed the participant from the multiparty call.',
    causes: ['The voice platform removed it.'],
  },
  '4210': {
    ...cause,
    docsUrl: null,
    name: 'sip_auth_failed (inbound)',
    title: 'An incoming SIP call was refused',
    meaning:
      'A SIP call to Plivo did not pass the address list or the password of its application. This only concerns incoming SIP calls.',
    causes: ['The sending address is not listed.', 'The user name or password is wrong.'],
    actor: 'you, in the Plivo console',
    remedies: ['Correct the SIP authentication of the application in the Plivo console.'],
    commands: [],
  },
  '4240': {
    ...cause,
    ...fixedByVocobase,
    docsUrl: null,
    name: 'sip_auth_failed',
    title: 'The SIP server refused the transfer',
    meaning:
      'Plivo transferred the call to a SIP server, which refused the user name and password.',
    causes: ['The SIP credentials of the transfer are wrong.'],
    remedies: [
      'Correct the SIP user and password where the SIP transfer is set up. If that is Vocobase, send them the call id.',
    ],
  },
  '4250': {
    ...cause,
    ...fixedByVocobase,
    docsUrl: null,
    name: 'sip_auth_timeout',
    title: 'The SIP server did not complete the transfer',
    meaning:
      'Plivo transferred the call to a SIP server. The exchange of credentials started but did not finish in time.',
    causes: ['A firewall drops the exchange.', 'The realm of the SIP server does not match.'],
    remedies: [
      'Check the firewall and the realm where the SIP transfer is set up. If that is Vocobase, send them the call id.',
    ],
  },
  '5000': {
    ...cause,
    name: 'Network Error',
    title: 'A network error ended the call',
    meaning: 'Plivo had a network error it could not recover from.',
    causes: ['A failure in the network of Plivo or a carrier.'],
    actor: 'Plivo support',
    remedies: ['Open a ticket with Plivo and include the call UUID.'],
    commands: ['call show <call-id>'],
  },
  '5010': {
    ...cause,
    name: 'Internal Error',
    title: 'An internal error at Plivo ended the call',
    meaning: 'Plivo had an internal error.',
    causes: ['A failure at Plivo.'],
    actor: 'Plivo support',
    remedies: [
      'Check https://status.plivo.com.',
      'Open a ticket with Plivo and include the call UUID.',
    ],
    commands: ['call show <call-id>'],
  },
  '5020': {
    ...cause,
    name: 'Routing Error',
    title: 'Plivo found no route to the destination',
    meaning: 'Plivo could not route the call.',
    causes: [
      'The number called is wrong, or no carrier serves its range.',
      'The country or prefix is not enabled in the geo permissions.',
      'A routing problem at Plivo.',
    ],
    actor: 'Plivo support',
    remedies: [
      'Check the number called, and the country at https://cx.plivo.com/geo-permissions/voice.',
      'If both are right, open a ticket with Plivo and include the call UUID.',
    ],
    commands: ['call show <call-id>', 'explain country-not-reachable'],
  },
  '5030': {
    ...cause,
    docsUrl: limits,
    name: 'Concurrency Limit Breached',
    title: 'Too many Indian calls at once',
    meaning:
      'For Indian calls Plivo limits how many may run at once, 50 unless agreed otherwise. Calls above that are ended, not queued.',
    causes: ['More calls were started at once than the account may run in India.'],
    actor: 'you, in the Plivo console',
    remedies: ['Spread the calls out.', 'Ask Plivo support for a higher limit.'],
    commands: ['api GET /calls/concurrency'],
  },
  '6000': {
    ...cause,
    name: 'Scheduled Hangup',
    title: 'The call reached its maximum length',
    meaning: 'The call was ended because its time limit was reached.',
    causes: ["The agent's maximum call duration, or a time limit set by the voice platform."],
    actor: 'you',
    remedies: ["For longer calls, raise the agent's maximum call duration in Vocobase."],
    commands: ['agents show <agent>'],
  },
  '6010': {
    ...cause,
    name: 'Ring Timeout Reached',
    title: 'It rang, and no one picked up in time',
    meaning: 'The call rang as long as it was allowed to: 120 seconds by default.',
    causes: ['The person was away.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: [],
  },
  '6020': {
    ...cause,
    ...fixedByVocobase,
    name: 'Media Timeout',
    title: 'No sound arrived for a minute',
    meaning: 'Plivo received no audio for 60 seconds and ended the call.',
    causes: ['The network or a firewall on the audio side lost the stream.'],
    remedies: ['If it happens again, send the call ids to Vocobase.'],
  },
  '7011': {
    ...unreachable('answer'),
    name: 'Error Reaching Answer URL',
    title: 'The call was answered, but Plivo got no instructions',
    meaning:
      'After the answer, Plivo asks the voice platform what to do. The answer URL gave no usable reply, so the call dropped.',
    causes: ['The answer URL timed out, answered with an error status, or refused Plivo.'],
  },
  '7012': { ...unreachable('action'), name: 'Error Reaching Action URL' },
  '7013': { ...unreachable('transfer'), name: 'Error Reaching Transfer URL' },
  '7014': { ...unreachable('redirect'), name: 'Error Reaching Redirect URL' },
  '7022': { ...invalidUrl('action'), name: 'Invalid Action URL' },
  '7023': { ...invalidUrl('transfer'), name: 'Invalid Transfer URL' },
  '7024': { ...invalidUrl('redirect'), name: 'Invalid Redirect URL' },
  '7032': { ...invalidMethod('action'), name: 'Invalid Method For Action URL' },
  '7033': { ...invalidMethod('transfer'), name: 'Invalid Method For Transfer URL' },
  '7034': { ...invalidMethod('redirect'), name: 'Invalid Method For Redirect URL' },
  '8011': {
    ...invalidXml('answer'),
    name: 'Invalid Answer XML',
    title: 'The call was answered, but the instructions could not be read',
    causes: [
      'The answer was an error page, JSON, or invalid XML.',
      'For an incoming call, the number is attached to the wrong application in Plivo.',
    ],
    remedies: [
      'For an outbound call, send the call id to Vocobase.',
      "For an incoming call, check the number's voice application in the Plivo console.",
    ],
  },
  '8012': { ...invalidXml('action'), name: 'Invalid Action XML' },
  '8013': { ...invalidXml('transfer'), name: 'Invalid Transfer XML' },
  '8014': { ...invalidXml('redirect'), name: 'Invalid Redirect XML' },
  '9000': {
    ...cause,
    ...nothingWrong,
    name: 'Lost Race',
    title: 'Another phone answered first',
    meaning: 'Several numbers were dialed at once, and another one picked up.',
    causes: ['A parallel leg of the same call was answered.'],
  },
  '9100': {
    ...cause,
    name: 'Machine Detected',
    title: 'A voicemail answered, and the call was ended',
    meaning: 'Machine detection found an answering machine and was set to hang up.',
    causes: ['The call reached a voicemail.'],
    actor: 'nobody: nothing is wrong',
    remedies: [
      'To leave a message instead, set a voicemail message on the agent.',
      'Or call at another time.',
    ],
    commands: ['agents voicemail <agent> --enable --message <text>'],
  },
  '9110': {
    ...cause,
    name: 'Confirm Key Challenge Failed',
    title: 'The key to accept the call was not pressed',
    meaning: 'The person had to press a key to accept the call, and did not.',
    causes: ['No one heard or understood the prompt.', 'A voicemail took the call.'],
    actor: 'Vocobase',
    remedies: [
      'Check the prompt that asks for the key. If Vocobase plays it, send them the call id.',
    ],
    commands: ['call show <call-id>'],
  },
} as const satisfies Record<string, HangupCause>;

/** The hangup cause of a Voice API call by its code. Null if the code is unknown. */
export function hangupCause(code: number | string): HangupCause | null {
  const causes: Readonly<Record<string, HangupCause>> = hangupCauses;
  const key = String(code);
  return Object.hasOwn(causes, key) ? (causes[key] ?? null) : null;
}
