import { reconcileNumbers } from '../../../domain/plivo/reconcile-numbers.ts';
import { digitsOf, isSameNumber } from '../../../domain/text/phone-number.ts';
import { shellQuote } from '../../../domain/text/shell-command.ts';
import type { PhoneNumber } from '../../../domain/vocobase/imported-number.ts';
import {
  type AccountState,
  callerIds,
  isImported,
  isUnread,
} from '../../../domain/vocobase/readiness.ts';
import { advise, type Check, pass, skip, warn } from '../check.ts';
import { count, listed } from '../words.ts';
import { syncCommand } from './number-imported.ts';
import { mayBeOfAnother } from './number-owned.ts';

/** Compares the imported numbers with those on the Plivo account. */
export const numberDrift: Check = {
  id: 'number-drift',
  group: 'numbers',
  title: 'Imported numbers and Plivo',
  guide: ['F5b'],
  source: 'GET /phone-numbers',
  async run(facts) {
    const used = await facts.used.need();
    const judged = await facts.state.need();
    if (used.length === 0 && callerIds(judged).length === 0)
      return skip('No Plivo connection is active');
    const owned = await facts.carrierNumbers.need();
    const all = everyRow(judged);
    const own = all.filter((row) => isOf(judged, row, used));
    const verdicts = reconcileNumbers(own, owned);
    const of = (wanted: string) =>
      verdicts.filter(({ verdict }) => verdict === wanted).map(({ phone_number }) => phone_number);
    // Another connection may belong to another Plivo account, so its numbers do not count here.
    const fresh = of('owned_not_imported').filter(
      (number) => !all.some((row) => isSameNumber(row.phone_number, number)),
    );
    const gone = [];
    for (const number of of('imported_not_owned')) {
      const connection = used.find((one) => isImported(judged, number, one)) ?? null;
      const shown = { phone_number: number, agent: null, connection };
      if (!(await mayBeOfAnother(facts, shown))) gone.push(number);
    }
    if (fresh.length > 0 && isUnread(judged.phoneNumbers)) await facts.phoneNumbers.need();
    if (gone.length === 0 && fresh.length === 0) {
      return pass(`${count(of('imported_and_owned').length, 'number')} on both sides`);
    }
    // With several connections, the one that shares a number with the account is compared.
    const ofAccount = used.find((one) =>
      one.phone_numbers.some((row) =>
        owned.some(({ phone_number }) => isSameNumber(phone_number, row.phone_number)),
      ),
    );
    const sync = syncCommand((ofAccount ?? used[0])?.connection_id);
    if (gone.length === 0) {
      return warn(
        `${listed(fresh)} ${fresh.length === 1 ? 'is' : 'are'} on the Plivo account and not imported`,
        advise(
          'Numbers added after setup must be imported, or callees may see "Unknown" when calls show them.',
          sync,
        ),
      );
    }
    const also = fresh.length > 0 ? ` Not imported yet: ${listed(fresh)}.` : '';
    return warn(
      `${listed(gone)} ${gone.length === 1 ? 'is' : 'are'} imported but not on the Plivo account`,
      advise(
        `A released number cannot place calls. Turn it off in Vocobase, and choose another caller ID if it was that one.${also}`,
        ...gone
          .slice(0, 3)
          .map((number) => `numbers update ${selector(judged, number)} --deactivate`),
      ),
    );
  },
};

/**
 * What `numbers update` takes: the number, or its id if the list of numbers, in which the command
 * looks the number up, could not be read.
 */
export function selector(state: AccountState, number: string): string {
  const row = everyRow(state).find(({ phone_number }) => isSameNumber(phone_number, number));
  return shellQuote(isUnread(state.phoneNumbers) && row?.id ? row.id : number);
}

/** Each imported number once, from the connections and from the list. */
function everyRow({ connections, phoneNumbers }: AccountState): readonly PhoneNumber[] {
  const rows = [
    ...(isUnread(connections) ? [] : connections).flatMap((one) => one.phone_numbers),
    ...(isUnread(phoneNumbers) ? [] : phoneNumbers),
  ];
  return [...new Map(rows.map((row) => [digitsOf(row.phone_number), row])).values()];
}

function isOf(
  state: AccountState,
  { phone_number }: PhoneNumber,
  used: readonly { readonly connection_id: string }[],
): boolean {
  const listed = isUnread(state.connections) ? [] : state.connections;
  const connections = listed.filter((one) =>
    used.some(({ connection_id }) => connection_id === one.connection_id),
  );
  return connections.length === 0
    ? isImported(state, phone_number, null)
    : connections.some((one) => isImported(state, phone_number, one));
}
