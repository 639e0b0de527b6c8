import { shellQuote, wholeCommand } from '../../domain/text/shell-command.ts';
import { fromNumberOf } from '../../domain/vocobase/calling-connection.ts';
import { type Connection, isActive, nameOf } from '../../domain/vocobase/connection.ts';
import type { PhoneNumber } from '../../domain/vocobase/imported-number.ts';
import {
  allowsProvider,
  isActivePartner,
  type PartnerConfig,
} from '../../domain/vocobase/partner-config.ts';
import { providerLabel } from '../../domain/vocobase/provider-names.ts';
import { importedIndex, isUnread, toUnread, type Unread } from '../../domain/vocobase/readiness.ts';
import { exits } from '../../errors/entry.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Style } from '../../ports/style.ts';

/** One connection of `status --all-connections`. A notice sets `problem` and leaves it ready. */
export interface ConnectionStatus {
  readonly connection_id: string;
  readonly name: string;
  readonly provider: string;
  readonly status: 'ready' | 'incomplete';
  /** E.164; null if Vocobase does not show it. */
  readonly from_number: string | null;
  readonly problem: string | null;
  /** A command that names the connection, with the program's name. */
  readonly command: string | null;
}

/**
 * The JSON of `status --all-connections`. A notice about a connection leaves the status `ready`.
 */
export interface AllConnectionsResult {
  readonly status: 'ready' | 'incomplete';
  readonly connections: readonly ConnectionStatus[];
}

/**
 * Judges every connection of the account with three reads, and further pages. Throws the error that
 * prevented reading the list; without `GET /config` or the number list the other facts are still
 * judged.
 */
export const allConnections: Action<object, AllConnectionsResult> = {
  async run(ctx) {
    const vocobase = await ctx.vocobase();
    const [listed, config, phoneNumbers] = await ctx.log.progress('Reading the connections', () =>
      Promise.all([
        vocobase.listConnections(),
        // The list is refused for a refused key too, and its error is the one to show.
        vocobase.config().catch(toUnread),
        vocobase.listPhoneNumbers({}).catch(toUnread),
      ]),
    );
    const account = isUnread(config) ? null : config;
    if (isUnread(config)) ctx.log.warn(`The account could not be read: ${config.unread}`);
    if (isUnread(phoneNumbers)) {
      ctx.log.warn(`The imported numbers could not be read: ${phoneNumbers.unread}`);
    }
    const connections = judge(ctx, listed, account, phoneNumbers);
    const isComplete = connections.every(({ status }) => status === 'ready');
    return { status: isComplete ? 'ready' : 'incomplete', connections };
  },

  view({ connections }, style) {
    if (connections.length === 0) {
      return ['There are no connections yet.', '', style.next([createFirst])].join('\n');
    }
    const ready = connections.filter(({ status }) => status === 'ready').length;
    const total = connections.length === 1 ? '1 connection' : `${connections.length} connections`;
    const open = connections.length - ready;
    const verdict = `${total}: ${[
      ready > 0 && `${ready} ready`,
      open > 0 && (ready > 0 ? `${open} not` : `${open} not ready`),
    ]
      .filter((part) => part !== false)
      .join(', ')}`;
    const steps = connections.filter(({ command }) => command !== null);
    return [
      style.table(
        [
          { title: 'CONNECTION', value: nameOf, shrink: 'text' },
          { title: 'CALLER ID', value: ({ from_number }) => from_number ?? '–' },
          { title: 'STATUS', value: (one) => wordsOf(one, style), shrink: 'text' },
        ],
        connections,
      ),
      '',
      style.bold(verdict),
      ...(steps.length === 0 ? [] : ['', viewCommands(steps, connections, style)]),
    ].join('\n');
  },

  exit: ({ status }) => (status === 'ready' ? exits.done : exits.foundFailing),
};

const createFirst = { label: 'Connect Plivo', command: 'setup' };

function judge(
  ctx: Pick<Context, 'mode'>,
  listed: readonly Connection[],
  config: PartnerConfig | null,
  phoneNumbers: readonly PhoneNumber[] | Unread,
): ConnectionStatus[] {
  const isImported = importedIndex({ connections: listed, phoneNumbers });
  return listed.map((connection) => {
    const { connection_id, name, provider } = connection;
    const from_number = config === null ? null : fromNumberOf(connection, config);
    const id = shellQuote(connection_id);
    const own = (
      status: ConnectionStatus['status'],
      problem: string | null = null,
      command: string | null = null,
    ): ConnectionStatus => ({
      connection_id,
      name,
      provider: provider.toLowerCase(),
      status,
      from_number,
      problem,
      command: command === null ? null : wholeCommand(ctx, command),
    });
    const show = `connections show ${id}`;
    if (!isActive(connection)) return own('incomplete', 'inactive', show);
    if (config === null) return own('ready', 'the account could not be read', show);
    if (!isActivePartner(config)) {
      return own('incomplete', `the partner account is ${config.status}`, show);
    }
    const allowed = config.allowed_telephony_providers;
    if (provider !== '' && allowed !== null && !allowsProvider(config, provider)) {
      return own('incomplete', `${providerLabel(provider)} is not enabled`, show);
    }
    if (connection.is_default === true && configured(config, provider) === false) {
      return own('incomplete', 'not configured', show);
    }
    if (from_number === null) return own('ready', 'caller ID not shown', show);
    if (isUnread(phoneNumbers) || isImported(from_number, connection)) return own('ready');
    const other = ['', 'plivo'].includes(provider.toLowerCase())
      ? ''
      : ` --provider ${shellQuote(provider.toLowerCase())}`;
    return own('ready', 'caller ID not imported', `numbers sync --connection ${id}${other}`);
  });
}

/** What `GET /config` says about the provider's default connection; null if it does not say. */
function configured(config: PartnerConfig, provider: string): boolean | null {
  return config.telephony?.[provider.toLowerCase()]?.configured ?? null;
}

function wordsOf({ status, problem }: ConnectionStatus, style: Style): string {
  if (status === 'incomplete') return `${style.mark.fail} ${problem}`;
  return problem === null ? `${style.mark.pass} ready` : `${style.mark.warn} ready, ${problem}`;
}

/** One command per connection, with the shortest unique prefix of its id. */
function viewCommands(
  steps: readonly ConnectionStatus[],
  all: readonly ConnectionStatus[],
  style: Style,
): string {
  const ids = all.map(({ connection_id }) => connection_id);
  const width = Math.max(...steps.map((one) => nameOf(one).length));
  return steps
    .map((one) => {
      const short = uniqueStart(one.connection_id, ids);
      const command = one.command?.replace(shellQuote(one.connection_id), shellQuote(short)) ?? '';
      const line = `${nameOf(one).padEnd(width)}  `;
      return style.width >= 80 && line.length + command.length <= style.width
        ? `${line}${style.accent(command)}`
        : // A narrow table may have cut the problem.
          `${nameOf(one)}  ${style.dim(one.problem ?? '')}\n  ${style.accent(command)}`;
    })
    .join('\n');
}

/** Selectors take 4 characters or more. */
function uniqueStart(id: string, ids: readonly string[]): string {
  for (let length = 4; length < id.length; length += 1) {
    const start = id.slice(0, length);
    if (ids.filter((other) => other.startsWith(start)).length === 1) return start;
  }
  return id;
}
