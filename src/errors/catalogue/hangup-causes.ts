import type { Entry } from '../entry.ts';

/** Why Plivo ended a call, as its call records say. */
export interface HangupCause extends Entry {
  readonly kind: 'hangup cause';
  /** The name as Plivo writes it. Spellings vary between its pages: match on the code. */
  readonly name: string;
  readonly exit: null;
}

const table = 'https://plivo.com/docs/voice/troubleshooting/hangup-causes.md';
const limits = 'https://plivo.com/docs/voice/concepts/account-limits.md';

const cause = { kind: 'hangup cause', docsUrl: table, exit: null } as const;
const nothingWrong = { actor: 'nobody: nothing is wrong', remedies: [], commands: [] } as const;

// In these families the code of the first document, its follow-ups and the fault differ, and nothing
// a reader could do about them.
const vocobaseMustMend = {
  actor: 'Vocobase',
  remedies: ['Send the call id, the time and this code to Vocobase: the address is theirs.'],
  commands: ['call show <call-id>'],
} as const;

function unreachable(document: string) {
  return {
    ...cause,
    ...vocobaseMustMend,
    title: `Plivo could not fetch the ${document} instructions`,
    meaning: `The call was up, and Plivo got no usable answer from the ${document} URL of the voice platform.`,
    causes: ['The URL timed out, answered with an error status, or refused Plivo.'],
  } as const;
}

function invalidUrl(document: string) {
  return {
    ...cause,
    ...vocobaseMustMend,
    title: `The ${document} URL is not a web address`,
    meaning: `The voice platform gave Plivo a ${document} URL that is neither http nor https.`,
    causes: ['A fault in the instructions of the voice platform.'],
  } as const;
}

function invalidMethod(document: string) {
  return {
    ...cause,
    ...vocobaseMustMend,
    title: `The method of the ${document} URL is not allowed`,
    meaning: `The voice platform told Plivo to fetch its ${document} URL with a method other than GET or POST.`,
    causes: ['A fault in the instructions of the voice platform.'],
  } as const;
}

function invalidXml(document: string) {
  return {
    ...cause,
    ...vocobaseMustMend,
    title: `The ${document} instructions cannot be read`,
    meaning: `The ${document} URL of the voice platform answered, but not with valid Plivo XML.`,
    causes: ['The answer was an error page, JSON, or broken XML.'],
  } as const;
}

/**
 * Plivo's hangup causes for calls of its Voice API, by numeric code. 53 stand in the table Plivo
 * publishes; 4210, 4240, 4250 and 5030 are described in other material of Plivo.
 *
 * SIP trunk (Zentrunk) calls use another set of codes that gives some of the same numbers other
 * meanings. Never look those up here.
 */
export const hangupCauses = {
  '0': {
    ...cause,
    name: 'Unknown',
    title: 'Plivo does not know why the call ended',
    meaning: 'Plivo recorded the end of the call without a cause.',
    causes: [
      'Plivo could not determine it.',
      'All calls of the account were ended at once by API.',
    ],
    actor: 'Plivo support',
    remedies: [
      'Open the debug log of the call in the Plivo console (https://cx.plivo.com/logs?tab=voice).',
      'When it comes back, open a ticket at Plivo with the call UUID.',
    ],
    commands: ['call show <call-id>'],
  },
  '1000': {
    ...cause,
    ...nothingWrong,
    name: 'Canceled',
    title: 'Canceled before anyone answered',
    meaning: 'The call was hung up by API while it was still ringing.',
    causes: ['The voice platform withdrew the call.'],
  },
  '1010': {
    ...cause,
    name: 'Canceled (Out Of Credits)',
    title: 'The Plivo account has no credit',
    meaning: 'Plivo canceled the call because the balance of the Plivo account reached zero.',
    causes: ['The balance is used up, and auto recharge is off or failed.'],
    actor: 'you, in the Plivo console',
    remedies: [
      'Top up the Plivo account. For a subaccount, top up its main account, which pays.',
      'Turn on auto recharge.',
    ],
    commands: ['doctor'],
  },
  '1020': {
    ...cause,
    name: 'Canceled (Simultaneous dial limit reached)',
    title: 'Too many calls to the same number at once',
    meaning:
      'Plivo canceled the call because the same destination was being dialled too often at once.',
    causes: ['A retry logic or a campaign dials one number again before the last try has ended.'],
    actor: 'you',
    remedies: [
      'Leave time between tries to one number.',
      'When Vocobase paces the calls for you, send them the call id.',
    ],
    commands: ['call list'],
  },
  '2000': {
    ...cause,
    name: 'Invalid Destination Address',
    title: 'The number dialled is not valid',
    meaning: 'The destination is not a valid phone number or SIP address.',
    causes: ['The country code is missing, or a digit is wrong.'],
    actor: 'you',
    remedies: ['Check the number called: + and country code, then the rest.'],
    commands: ['call show <call-id>'],
  },
  '2010': {
    ...cause,
    name: 'Destination Out Of Service',
    title: 'The number dialled is out of service',
    meaning: 'The number exists, and its operator does not serve it at present.',
    causes: ['The line is suspended or was given up.', 'A passing fault of the operator.'],
    actor: 'the person called',
    remedies: ['Check the number called.', 'Call at another time.'],
    commands: ['call show <call-id>'],
  },
  '2020': {
    ...cause,
    name: 'Endpoint Not Registered',
    title: 'The SIP phone dialled is offline',
    meaning: 'The call went to a SIP endpoint of Plivo that was not registered.',
    causes: [
      'The softphone is not signed in.',
      'A SIP address was dialled where a phone number was meant.',
    ],
    actor: 'the person called',
    remedies: ['Sign the SIP phone in, or dial a phone number.'],
    commands: ['call show <call-id>'],
  },
  '2030': {
    ...cause,
    name: 'Destination Country Barred',
    title: 'Calls to this country are switched off in Plivo',
    meaning:
      "The country of the destination is not enabled in the Plivo account's voice geo permissions.",
    causes: [
      'The country is off in the geo permissions. They can differ for a subaccount.',
      'The Plivo plan does not include the country.',
      'Plivo itself disabled the country for the account: then only its support can enable it.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Enable the country at https://cx.plivo.com/geo-permissions/voice. For API calls it holds at once.',
      'When it cannot be enabled there, check the plan, or ask Plivo support.',
    ],
    commands: ['explain country-not-reachable'],
  },
  '2040': {
    ...cause,
    name: 'Destination Number Barred',
    title: 'Plivo blocks calls to this kind of number',
    meaning: 'The destination counts as premium or high risk, and such numbers are blocked.',
    causes: ['High-risk numbers are blocked from the start.'],
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
    meaning: 'The country may be enabled, but the prefix of the destination is not.',
    causes: ['The prefix is off in the geo permissions, or counts as high risk.'],
    actor: 'you, in the Plivo console',
    remedies: [
      'Look for the prefix at https://cx.plivo.com/geo-permissions/voice.',
      'When it cannot be enabled there, ask Plivo support.',
    ],
    commands: ['explain country-not-reachable'],
  },
  '2060': {
    ...cause,
    name: 'Loop Detected',
    title: 'The call would have called itself',
    meaning: 'A second leg of the call would have dialled the number of the first one.',
    causes: [
      'The destination or transfer number is the number the call comes from.',
      'A forwarding leads back to where it started.',
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
      'Calls with Indian numbers must stay in India with both legs and their audio. Part of this one was elsewhere.',
    causes: [
      'The number called or calling is not Indian.',
      'The audio of the voice platform runs outside India.',
    ],
    actor: 'Vocobase',
    remedies: [
      'Check that an Indian number calls an Indian number.',
      'When it does, send the call id to Vocobase: the audio has to be in India.',
    ],
    commands: ['explain india-compliance', 'call show <call-id>'],
  },
  '3000': {
    ...cause,
    name: 'No Answer',
    title: 'Nobody answered',
    meaning: 'The destination was not reachable, or nobody picked up.',
    causes: ['The person was away, or the phone off.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: [],
  },
  '3010': {
    ...cause,
    name: 'Busy Line',
    title: 'The line was busy',
    meaning: 'The person called was on another call.',
    causes: ['Another call was going on.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: [],
  },
  '3020': {
    ...cause,
    name: 'Rejected',
    title: 'The call was declined',
    meaning: 'The destination turned the call down.',
    causes: [
      'The person declined it.',
      'An app or the operator declined it for them.',
      'The voice platform ended the call as rejected.',
    ],
    actor: 'the person called',
    remedies: [
      'Nothing, when it is one call. When most are declined, look at the caller ID shown.',
    ],
    commands: ['numbers list'],
  },
  '3030': {
    ...cause,
    name: 'Unknown Caller ID',
    title: 'Plivo does not accept the number the call comes from',
    meaning:
      'The calling number is not rented on this Plivo account, and not verified there for this route either.',
    causes: [
      'The from-number belongs to another Plivo account or subaccount.',
      'The number was released in Plivo.',
      'An agent has a number of its own that is no longer on the account. It goes before the default one.',
    ],
    actor: 'you',
    remedies: [
      'Compare the numbers Vocobase knows with those of the Plivo account: doctor does both.',
      'Choose a from-number that is on the account.',
    ],
    commands: ['numbers list', 'setup', 'doctor'],
  },
  '3040': {
    ...cause,
    name: 'Forbidden',
    title: 'The destination blocks the call',
    meaning: 'The destination, or its operator, does not let this call through.',
    causes: ['The calling number is on a block list there.'],
    actor: 'the person called',
    remedies: ['Ask the person to let the number through, or call another number.'],
    commands: ['call show <call-id>'],
  },
  '3050': {
    ...cause,
    name: 'Unallocated number',
    title: 'The number dialled belongs to nobody',
    meaning: 'The destination has the form of a number, and no operator has assigned it.',
    causes: ['A digit is wrong.', 'The number was given up.'],
    actor: 'you',
    remedies: ['Correct the number, or take it off your list.'],
    commands: ['call show <call-id>'],
  },
  '3070': {
    ...cause,
    name: 'Request timeout',
    title: 'The carrier did not answer',
    meaning: 'The carrier behind Plivo did not react to the call in time.',
    causes: ['A passing fault at the carrier.'],
    actor: 'Plivo support',
    remedies: [
      'A single case usually needs nothing.',
      'When it comes back, open a ticket at Plivo with the call UUIDs.',
    ],
    commands: ['doctor'],
  },
  '3080': {
    ...cause,
    name: 'Internal server error from carrier',
    title: 'A fault at the carrier',
    meaning: 'The carrier behind Plivo reported a fault of its own.',
    causes: ['A passing fault at the carrier.'],
    actor: 'Plivo support',
    remedies: [
      'A single case usually needs nothing.',
      'When it comes back, open a ticket at Plivo with the call UUIDs.',
    ],
    commands: ['doctor'],
  },
  '3090': {
    ...cause,
    name: 'Network congestion from carrier',
    title: 'The carrier is overloaded',
    meaning: 'The carrier behind Plivo had no capacity for the call.',
    causes: ['Much traffic to this destination.'],
    actor: 'Plivo support',
    remedies: [
      'Place fewer calls at once to this destination, and later.',
      'When it stays, open a ticket at Plivo with the call UUIDs.',
    ],
    commands: ['doctor'],
  },
  '3100': {
    ...cause,
    name: 'Busy everywhere',
    title: 'Every line of the destination was busy',
    meaning: 'All phones behind the number were on a call.',
    causes: ['Other calls were going on.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: [],
  },
  '3110': {
    ...cause,
    name: 'Declined',
    title: 'The destination does not take the call',
    meaning: 'The destination was reached, and does not want to take the call.',
    causes: ['The person or the phone system declined it.', 'The line does not take such calls.'],
    actor: 'the person called',
    remedies: ['Check with the person whether the line takes calls.'],
    commands: [],
  },
  '3120': {
    ...cause,
    name: 'User does not exist anywhere',
    title: 'There is nobody at this address',
    meaning: 'The destination was looked for, and exists nowhere.',
    causes: ['A digit is wrong.', 'The number was given up.'],
    actor: 'you',
    remedies: ['Check the number called.'],
    commands: ['call show <call-id>'],
  },
  '3130': {
    ...cause,
    name: 'Spam block',
    title: 'The carrier took the call for spam',
    meaning: 'The carrier blocked the call because of the reputation of the calling number.',
    causes: [
      'Many short or unanswered calls came from this number.',
      'The number is not rented on this Plivo account, so that Plivo cannot vouch for it in full.',
    ],
    actor: 'you, in the Plivo console',
    remedies: [
      'Call from a number rented on the same Plivo account.',
      'Place fewer calls per number, and look at its caller reputation in the Plivo console.',
    ],
    commands: ['numbers list', 'doctor'],
  },
  '3140': {
    ...cause,
    name: 'DNO Caller ID',
    title: 'The calling number must not be called from',
    meaning:
      'The calling number stands on the do-not-originate list of the United States, for numbers that only ever receive calls.',
    causes: ['The from-number is a number of that list, such as a hotline.'],
    actor: 'you, in the Plivo console',
    remedies: ['Choose another from-number.'],
    commands: ['numbers list', 'setup'],
  },
  '4000': {
    ...cause,
    name: 'Normal Hangup',
    title: 'Somebody hung up',
    meaning: 'The call was answered and ended in the usual way.',
    causes: ['One of the two sides hung up. The hangup source in the record says which.'],
    actor: 'nobody: nothing is wrong',
    remedies: ['When it lasted only seconds, see what makes calls ring and drop.'],
    commands: ['explain ring-then-drop'],
  },
  '4010': {
    ...cause,
    name: 'End Of XML Instructions',
    title: 'The instructions of the call ended',
    meaning:
      'Plivo had nothing more to do in the call. For the call of an agent this is a normal end, unless it comes seconds after the answer.',
    causes: [
      'The conversation was over.',
      'Seconds after the answer: likely the audio connection to the agent was not made or broke off.',
    ],
    actor: 'Vocobase',
    remedies: [
      'Nothing, when the call had its length.',
      'When it ended seconds after the answer, send the call id to Vocobase.',
    ],
    commands: ['call show <call-id>'],
  },
  '4020': {
    ...cause,
    ...nothingWrong,
    name: 'Multiparty Call Ended',
    title: 'The shared call ended',
    meaning: 'The room that this call was in was closed.',
    causes: ['Its last or leading participant left, or the voice platform closed it.'],
  },
  '4030': {
    ...cause,
    ...nothingWrong,
    name: 'Kicked Out Of Multiparty Call',
    title: 'Taken out of the shared call',
    meaning: 'The participant was removed from the room by API.',
    causes: ['The voice platform removed it.'],
  },
  '4210': {
    ...cause,
    docsUrl: null,
    name: 'sip_auth_failed (inbound)',
    title: 'An incoming SIP call was not let in',
    meaning:
      'A SIP call to Plivo did not pass the address list or the password of its application. It concerns incoming SIP calls only.',
    causes: ['The sending address is not listed.', 'User name or password do not fit.'],
    actor: 'you, in the Plivo console',
    remedies: ['Correct the SIP authentication of the application in the Plivo console.'],
    commands: [],
  },
  '4240': {
    ...cause,
    ...vocobaseMustMend,
    docsUrl: null,
    name: 'sip_auth_failed',
    title: 'The SIP server refused the handover',
    meaning: 'Plivo handed the call to a SIP server, and that refused user name and password.',
    causes: ['The SIP credentials of the handover are wrong.'],
    remedies: [
      'Correct the SIP user and password where the SIP handover is set up. When that is Vocobase, send them the call id.',
    ],
  },
  '4250': {
    ...cause,
    ...vocobaseMustMend,
    docsUrl: null,
    name: 'sip_auth_timeout',
    title: 'The SIP server did not finish the handover',
    meaning:
      'Plivo handed the call to a SIP server. The exchange of credentials was begun and not finished in time.',
    causes: ['A firewall swallows the exchange.', 'The realm of the SIP server does not fit.'],
    remedies: [
      'Check firewall and realm where the SIP handover is set up. When that is Vocobase, send them the call id.',
    ],
  },
  '5000': {
    ...cause,
    name: 'Network Error',
    title: 'A network fault ended the call',
    meaning: 'Plivo met a network fault it could not carry on from.',
    causes: ['A fault in the network of Plivo or of a carrier.'],
    actor: 'Plivo support',
    remedies: ['Open a ticket at Plivo with the call UUID.'],
    commands: ['call show <call-id>'],
  },
  '5010': {
    ...cause,
    name: 'Internal Error',
    title: 'A fault in Plivo ended the call',
    meaning: 'Plivo met a fault of its own.',
    causes: ['A fault in Plivo.'],
    actor: 'Plivo support',
    remedies: ['Look at https://status.plivo.com.', 'Open a ticket at Plivo with the call UUID.'],
    commands: ['call show <call-id>'],
  },
  '5020': {
    ...cause,
    name: 'Routing Error',
    title: 'Plivo found no way to the destination',
    meaning: 'Plivo could not route the call.',
    causes: [
      'The number called is wrong, or lies in a range no carrier serves.',
      'The country or the prefix is not enabled in the geo permissions.',
      'A fault in the routing of Plivo.',
    ],
    actor: 'Plivo support',
    remedies: [
      'Check the number called, and the country at https://cx.plivo.com/geo-permissions/voice.',
      'When both are right, open a ticket at Plivo with the call UUID.',
    ],
    commands: ['call show <call-id>', 'explain country-not-reachable'],
  },
  '5030': {
    ...cause,
    docsUrl: limits,
    name: 'Concurrency Limit Breached',
    title: 'Too many Indian calls at once',
    meaning:
      'For Indian calls Plivo limits how many may run at once, 50 unless agreed otherwise. Those above are ended, not queued.',
    causes: ['More calls were started at once than the account may run in India.'],
    actor: 'you, in the Plivo console',
    remedies: ['Spread the calls.', 'Ask Plivo support for a higher limit.'],
    commands: ['api GET /calls/concurrency'],
  },
  '6000': {
    ...cause,
    name: 'Scheduled Hangup',
    title: 'The call reached its maximum length',
    meaning: 'The call was ended because the time set for it was over.',
    causes: ["The agent's maximum call duration, or a time limit set by the voice platform."],
    actor: 'you',
    remedies: ["When calls should be longer, raise the agent's maximum call duration in Vocobase."],
    commands: ['agents show <agent>'],
  },
  '6010': {
    ...cause,
    name: 'Ring Timeout Reached',
    title: 'It rang, and nobody picked up in time',
    meaning:
      'The call rang as long as it was allowed to. Unless set otherwise, this is 120 seconds.',
    causes: ['The person was away.'],
    actor: 'the person called',
    remedies: ['Call at another time.'],
    commands: [],
  },
  '6020': {
    ...cause,
    ...vocobaseMustMend,
    name: 'Media Timeout',
    title: 'No sound arrived for a minute',
    meaning: 'Plivo received no audio for 60 seconds and ended the call.',
    causes: ['The network or a firewall on the audio side lost the stream.'],
    remedies: ['When it comes back, send the call ids to Vocobase.'],
  },
  '7011': {
    ...unreachable('answer'),
    name: 'Error Reaching Answer URL',
    title: 'The call was answered, and Plivo got no instructions',
    meaning:
      'After the answer Plivo asks the voice platform what to do. The answer URL gave no usable reply, so the call dropped.',
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
    title: 'The call was answered, and the instructions cannot be read',
    causes: [
      'The answer was an error page, JSON, or broken XML.',
      'For an incoming call: the number is attached to the wrong application in Plivo.',
    ],
    remedies: [
      'For an outgoing call, send the call id to Vocobase.',
      "For an incoming call, check the number's application in the Plivo console.",
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
    meaning: 'Several destinations were dialled at once, and another one picked up.',
    causes: ['A parallel leg of the same call was answered.'],
  },
  '9100': {
    ...cause,
    name: 'Machine Detected',
    title: 'A voicemail answered, and the call was ended',
    meaning: 'Machine detection found an answering machine, and it was set to hang up then.',
    causes: ['The call reached a voicemail.'],
    actor: 'nobody: nothing is wrong',
    remedies: [
      'To leave words instead, give the agent a voicemail message.',
      'Or call at another time.',
    ],
    commands: ['agents voicemail <agent> --enable --message <text>'],
  },
  '9110': {
    ...cause,
    name: 'Confirm Key Challenge Failed',
    title: 'The key to take the call was not pressed',
    meaning: 'The person had to press a key to take the call, and did not.',
    causes: ['Nobody heard or understood the prompt.', 'A voicemail took the call.'],
    actor: 'Vocobase',
    remedies: [
      'Check the prompt that asks for the key. When Vocobase plays it, send them the call id.',
    ],
    commands: ['call show <call-id>'],
  },
} as const satisfies Record<string, HangupCause>;

/** The hangup cause of a call of Plivo's Voice API; null for a code that is not in the table. */
export function hangupCause(code: number | string): HangupCause | null {
  const causes: Readonly<Record<string, HangupCause>> = hangupCauses;
  const key = String(code);
  return Object.hasOwn(causes, key) ? (causes[key] ?? null) : null;
}
