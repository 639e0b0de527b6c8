import { shellQuote } from '../../../domain/text/shell-command.ts';
import { isImported } from '../../../domain/vocobase/readiness.ts';
import { advise, type Check, pass, warn } from '../check.ts';

/**
 * According to the guide (F5a), a number that is not imported may show as "Unknown" to the callee.
 */
export const numberImported: Check = {
  id: 'number-imported',
  group: 'numbers',
  title: 'Caller ID imported',
  guide: ['F5a', 'F5b'],
  source: 'GET /phone-numbers',
  async run({ shown, state, phoneNumbers }) {
    const numbers = await shown.need();
    const judged = await state.need();
    const missing = numbers.filter(
      ({ phone_number, connection }) => !isImported(judged, phone_number, connection),
    );
    const list = (rows: typeof numbers) => rows.map(({ phone_number }) => phone_number).join(', ');
    const [first] = missing;
    if (first === undefined) return pass(list(numbers));
    // Without the list nothing is proven: a connection's rows may be incomplete.
    await phoneNumbers.own();
    return warn(
      `The caller ID ${list(missing)} is not imported`,
      advise(
        'Callees may see "Unknown". Import the numbers of the connection.',
        syncCommand(first.connection?.connection_id),
      ),
    );
  },
};

/** The command that imports the numbers of a connection; undefined means the only active one. */
export function syncCommand(connectionId: string | undefined): string {
  return connectionId === undefined
    ? 'numbers sync'
    : `numbers sync --connection ${shellQuote(connectionId)}`;
}
