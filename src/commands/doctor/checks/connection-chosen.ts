import { shellQuote } from '../../../domain/text/shell-command.ts';
import { type Connection, isActive, nameOf } from '../../../domain/vocobase/connection.ts';
import { isUnread, judgeConnection } from '../../../domain/vocobase/readiness.ts';
import { belongsToAnother } from '../../../flows/calling-connection.ts';
import type { ValueSource } from '../../../ports/settings.ts';
import { type Advice, advise, type Check, fail, pass, skip, warn } from '../check.ts';
import { count, listed } from '../words.ts';

/** A call that names only the provider is refused as soon as two connections are active. */
export const connectionChosen: Check = {
  id: 'connection',
  group: 'connection',
  title: 'Connection for calls',
  guide: ['S2b', 'S4', 'F2', 'N1'],
  source: 'GET /telephony/connections',
  async run({ calling: chosen, state }) {
    const { calling, by } = await chosen.own();
    const judged = await state.need();
    const known = isUnread(judged.connections) ? [] : judged.connections;
    const active = known.filter(isActive);
    switch (calling.kind) {
      case 'none': {
        const { status } = judgeConnection(judged);
        if (status === 'pending') return skip('No Plivo connection is active');
        const list = advise(
          'A connection that is not active cannot place calls, and the API documents no way to change that. Vocobase can.',
          'connections list --provider plivo --all',
        );
        return status === 'failed'
          ? fail(`No Plivo connection is active (${listed(known.map(nameOf))})`, list)
          : warn('GET /config says that Plivo is configured; the list shows no connection', list);
      }
      case 'one': {
        const name = nameOf(calling.connection);
        if (!isActive(calling.connection)) {
          return fail(
            `The connection ${name} is not active`,
            advise(
              'Its calls are refused, and the API documents no way to change that. Ask Vocobase, or use another connection.',
              'connections list --provider plivo --all',
            ),
          );
        }
        if (calling.ofAnother !== undefined) {
          return pass(`${name}, the only active one. ${belongsToAnother(calling.ofAnother, by)}`);
        }
        return pass(by === null ? `${name}, the only active one` : `${name}, ${origin[by]}`);
      }
      case 'several':
        return warn(
          `${count(calling.connections.length, 'connection')} are active, and none is chosen: ${listed(calling.connections.map(nameOf))}${calling.ofAnother === undefined ? '' : `. ${belongsToAnother(calling.ofAnother, by)}`}`,
          advise(
            'A call that does not name its connection is refused. Choose one for this machine, and send connection_id in your own code.',
            ...[...calling.connections]
              .sort(defaultFirst)
              .slice(0, mostOffered)
              .map(({ connection_id }) => `connections use ${shellQuote(connection_id)}`),
            ...(calling.connections.length > mostOffered
              ? ['connections list --provider plivo']
              : []),
          ),
        );
      case 'gone':
        return fail(
          `The connection chosen for calls, ${calling.selector}, is not among the active ones`,
          chooseAnother(
            by,
            active.map(({ connection_id }) => connection_id),
          ),
        );
    }
  },
};

/** The most commands to print. */
const mostOffered = 3;

function defaultFirst(a: Connection, b: Connection): number {
  return Number(b.is_default === true) - Number(a.is_default === true);
}

const origin: Partial<Record<ValueSource, string>> = {
  flag: 'named by --connection',
  environment: 'from VOCOBASE_CONNECTION_ID',
  profile: 'remembered on this machine',
};

function chooseAnother(by: ValueSource | null, active: readonly string[]): Advice {
  const why = 'It may belong to another account, or to another base URL.';
  return by === 'environment'
    ? advise(
        `${why} It comes from VOCOBASE_CONNECTION_ID. Set that to another one, or unset it.`,
        'connections list --provider plivo --all',
      )
    : advise(
        `${why} Choose another one, or forget this one.`,
        ...active.map((id) => `connections use ${shellQuote(id)}`),
        'connections use --clear',
      );
}
