import type { CarrierCall, CarrierNumber } from '../../../domain/plivo/account.ts';
import { isSameNumber } from '../../../domain/text/phone-number.ts';
import { shellQuote } from '../../../domain/text/shell-command.ts';
import type { Call } from '../../../domain/vocobase/call.ts';
import { hangupCause } from '../../../errors/catalogue/hangup-causes.ts';
import type { Entry } from '../../../errors/entry.ts';
import {
  fromWorst,
  isGood,
  isRecent,
  recordOf,
  wantsReason,
  wentWrong,
} from '../call-judgement.ts';
import { adviceFrom, advise, type Check, fail, pass, unknown, warn } from '../check.ts';
import { letThrough } from '../facts.ts';
import { count, dateOf } from '../words.ts';

interface Reason {
  readonly call: Call;
  readonly code: string;
  /** The catalogue's entry; null for an unknown code. */
  readonly entry: Entry | null;
  readonly words: string;
}

/** Why recent calls ended, from Plivo's records. */
export const hangupReasons: Check = {
  id: 'hangup-causes',
  group: 'calls',
  title: "Reasons in Plivo's records",
  guide: ['F4a', 'F4b', 'F4c'],
  source: 'Plivo GET /Call/',
  async run({ ctx, calls, carrierCalls, carrierNumbers, credentials }) {
    await credentials.need();
    const listed = (await calls.need()).filter((call) => isRecent(call, ctx.now()));
    const asked = listed.filter(wantsReason);
    if (asked.length === 0) return pass('No recent call needs a reason');
    const records = await carrierCalls.own();
    const reasons = asked
      .map((call) => reasonOf(call, recordOf(call, records, ctx.now())))
      .filter((reason) => reason !== null);
    const faults = reasons.filter(isFault);
    const [newest] = faults;
    if (newest === undefined) {
      const unmatched =
        asked.filter(wentWrong).length - reasons.filter(({ call }) => wentWrong(call)).length;
      return unmatched > 0
        ? unknown(
            `Plivo has no record of ${count(unmatched, 'failed call')}. Vocobase may never have reached it`,
          )
        : pass('Recent calls ended without a fault of the setup');
    }
    const recovered = listed.slice(0, listed.indexOf(newest.call)).some(isGood);
    const codes = [...new Map(faults.map((reason) => [reason.code, reason])).values()];
    const owned = (await carrierNumbers.read().catch(letThrough)) ?? [];
    const advice = advise(
      codes.map((reason) => remedyFor(reason, owned)).join('\n'),
      `call show ${shellQuote(newest.call.call_id)}`,
      ...codes.map(({ code }) => `explain ${code}`),
    );
    const reasonsGiven = fromWorst(faults.map(({ words }) => words)).join('; ');
    const when = dateOf(newest.call);
    const found = `Plivo ended calls with ${reasonsGiven}${when === '' ? '' : `, the last on ${when}`}`;
    return recovered
      ? warn(`${found}. Calls since then went through`, advice)
      : fail(found, advice);
  },
};

function reasonOf(call: Call, record: CarrierCall | null): Reason | null {
  if (record === null || record.hangup_cause_code === null) return null;
  const code = String(record.hangup_cause_code);
  const entry = hangupCause(code);
  const name = record.hangup_cause_name ?? entry?.name ?? 'an unknown cause';
  return { call, code, entry, words: `${code} ${name}` };
}

const harmless: ReadonlySet<string> = new Set(['nobody: nothing is wrong', 'the person called']);
/** Normal ends of a call, suspicious only within seconds of the answer. */
const ordinary: ReadonlySet<string> = new Set(['4000', '4010']);
/** The caller ID does not belong to the account. */
const unknownCallerId = '3030';

function isFault({ call, code, entry }: Reason): boolean {
  if (ordinary.has(code)) return wentWrong(call) && code === '4010';
  return entry === null ? wentWrong(call) : !harmless.has(entry.actor);
}

function remedyFor({ call, code, entry }: Reason, owned: readonly CarrierNumber[]): string {
  if (entry === null) return `${code}: ask Plivo support about it.`;
  const from = call.from_number;
  if (
    code === unknownCallerId &&
    from !== null &&
    owned.some((one) => isSameNumber(one.phone_number, from))
  ) {
    return `${code}: Plivo did not know the caller ID ${from} then, and lists it on the account now. A test call shows whether that is settled.`;
  }
  // Calls in this list did not last long enough.
  const remedies = entry.remedies
    .filter((remedy) => !remedy.startsWith('Nothing'))
    .map((remedy) => remedy.replace('send the call id', `send the call id (${call.call_id})`));
  return `${code} (${entry.actor}): ${adviceFrom({ remedies, commands: [] }).remedy}`;
}
