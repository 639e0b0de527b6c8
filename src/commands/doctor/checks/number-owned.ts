import { isVoiceNumber } from '../../../domain/plivo/account.ts';
import { isSameNumber } from '../../../domain/text/phone-number.ts';
import { type Connection, isActive } from '../../../domain/vocobase/connection.ts';
import { advise, type Check, fail, pass, unknown, warn } from '../check.ts';
import { type Facts, letThrough, type ShownNumber } from '../facts.ts';

/** Checks that the caller ID is rented or verified on the Plivo account. */
export const numberOwned: Check = {
  id: 'number-owned',
  group: 'numbers',
  title: 'Caller ID on the Plivo account',
  guide: ['S1', 'F4c', 'F5a'],
  source: 'Plivo GET /Number/',
  async run(facts) {
    const numbers = await facts.shown.need();
    const owned = await facts.carrierNumbers.need();
    const notRented = numbers.filter(
      ({ phone_number }) => !owned.some((one) => isSameNumber(one.phone_number, phone_number)),
    );
    const verified =
      notRented.length === 0 ? [] : await facts.verifiedCallerIds.read().catch(letThrough);
    const missing = notRented.filter(
      ({ phone_number }) => !verified?.some((one) => isSameNumber(one.phone_number, phone_number)),
    );
    const [first] = missing;
    if (first === undefined) {
      const label = ({ phone_number }: ShownNumber) =>
        notRented.some((one) => one.phone_number === phone_number)
          ? `${phone_number} (a Plivo Verified Caller ID)`
          : phone_number;
      return pass(numbers.map(label).join(', '));
    }
    if (verified === null) {
      return unknown(
        `${first.phone_number} is not rented on this Plivo account, and its verified caller IDs could not be read`,
      );
    }
    const list = missing.map(({ phone_number }) => phone_number).join(', ');
    const found = `The caller ID ${list} is not on the Plivo account of these credentials`;
    if (await mayBeOfAnother(facts, first)) {
      return warn(
        found,
        advise(
          'Several connections are active, and no API shows which Plivo account each uses. To be sure, set PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN to the account of this connection.',
          'explain PLIVO_NUMBER_NOT_OWNED',
        ),
      );
    }
    const other = owned.find(isVoiceNumber)?.phone_number;
    return fail(
      found,
      other !== undefined && isDefault(first.connection)
        ? advise(
            'It is neither rented nor verified there, so Plivo may refuse calls. Choose a number of this account, or check that these are the right credentials.',
            `setup --from-number ${other}`,
          )
        : advise(
            'It is neither rented nor verified there, so Plivo may refuse calls. Check that these are the right credentials, or rent the number in the Plivo console.',
            'explain PLIVO_NUMBER_NOT_OWNED',
          ),
    );
  },
};

/** True for a default connection: setup without a name writes only that one. */
export function isDefault(connection: Connection | null): boolean {
  return connection === null || connection.is_default !== false;
}

/**
 * True if the connection may use another Plivo account, which no API shows. With several active
 * connections a missing number is proof only if the connection has another number on this account.
 */
export async function mayBeOfAnother(
  { connections, carrierNumbers }: Facts,
  { connection }: ShownNumber,
): Promise<boolean> {
  const active = (await connections.need()).filter(isActive);
  if (active.length < 2 || connection === null) return false;
  const owned = await carrierNumbers.need();
  return !connection.phone_numbers.some((row) =>
    owned.some((one) => isSameNumber(one.phone_number, row.phone_number)),
  );
}
