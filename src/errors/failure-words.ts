import { type HangupCause, hangupCauses } from './catalogue/hangup-causes.ts';
import { symptoms } from './catalogue/symptoms.ts';
import type { Entry } from './entry.ts';

/** The meaning of a failed call's message. */
export interface FailureMeaning {
  readonly entry: Entry;
  /** How the meaning is known, as a sentence. */
  readonly source: string;
  /** True if Plivo placed no call, so that it has no record of one. */
  readonly refused: boolean;
}

const asPlivoSays =
  "Plivo answers a request to call in these words when it doesn't place the call.";
const asTheGuideSays = "Vocobase's Plivo guide names these words as a reason in Plivo's call logs.";

/**
 * Phrases of the guide, and those with which Plivo refuses to place a call
 * (https://plivo.com/docs/voice/api/overview). None of them is a hangup cause.
 */
const phrases: readonly (readonly [RegExp, Entry, string])[] = [
  [/invalid[ _-]*from[ _-]*number/i, symptoms['invalid-from-number'], asTheGuideSays],
  [/no[ _-]*route[ _-]*(to[ _-]*)?dest/i, symptoms['no-route-to-destination'], asTheGuideSays],
  [
    /from parameter is invalid|is not associated with your account/i,
    symptoms['invalid-from-number'],
    asPlivoSays,
  ],
  [/compliance application/i, symptoms['india-compliance'], asPlivoSays],
  [/destination country (are|is) barred|geo[ -]?permission/i, hangupCauses['2030'], asPlivoSays],
  [/destination number (are|is) barred/i, hangupCauses['2040'], asPlivoSays],
  [
    /outbound calling is disabled|voice capability is currently disabled/i,
    symptoms['trial-account'],
    asPlivoSays,
  ],
  [/insufficient[ _-]*(fund|credit)|out of credits?/i, hangupCauses['1010'], asPlivoSays],
  [/answer[ _]url parameter is missing/i, hangupCauses['7011'], asPlivoSays],
];

/** Telephony names that Plivo's hangup callback gives beside its own. */
const telephonyNames: Readonly<Record<string, keyof typeof hangupCauses>> = {
  'normal clearing': '4000',
  'user busy': '3010',
  'no user response': '3000',
  'call rejected': '3020',
  'unallocated number': '3050',
  'xml end': '4010',
};

/**
 * The values of `error_message` are not documented (U24), so it is compared with the names of
 * Plivo's hangup causes, Plivo's phrases for refusing a call, and those of Vocobase's guide. Null
 * if none of them occurs.
 */
export function failureMeaning(message: string | null): FailureMeaning | null {
  const words = plain(message ?? '');
  if (words === '' || words === 'unknown') return null;
  const phrase = phrases.find(([pattern]) => pattern.test(words));
  const named = hangupCauseNamed(words);
  if (named !== null && (named.exact || phrase === undefined)) {
    return {
      entry: named.cause,
      refused: false,
      source: `${named.exact ? 'That is' : 'It contains'} the name of Plivo's hangup cause ${named.code}.`,
    };
  }
  if (phrase === undefined) return null;
  const [, entry, source] = phrase;
  return { entry, source, refused: source === asPlivoSays };
}

interface NamedCause {
  readonly code: string;
  readonly cause: HangupCause;
  /** True if the message is only the name. */
  readonly exact: boolean;
}

/** Names shorter than this, such as "Busy", also occur in other sentences. */
const shortestPhrase = 10;

function hangupCauseNamed(words: string): NamedCause | null {
  const telephony = telephonyNames[words];
  if (telephony !== undefined) {
    return { code: telephony, cause: hangupCauses[telephony], exact: true };
  }
  const causes: readonly (readonly [string, HangupCause])[] = Object.entries(hangupCauses);
  const exact = causes.find(([, { name }]) => plain(name) === words);
  if (exact !== undefined) return { code: exact[0], cause: exact[1], exact: true };
  const [longest] = causes
    .filter(([, { name }]) => name.length >= shortestPhrase && words.includes(plain(name)))
    .sort(([, one], [, other]) => other.name.length - one.name.length);
  return longest === undefined ? null : { code: longest[0], cause: longest[1], exact: false };
}

/** Plivo writes its names in several ways: `Cancelled`, `destination_country_barred`. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .replace(/cancelled/g, 'canceled')
    .replace(/\.$/, '');
}
