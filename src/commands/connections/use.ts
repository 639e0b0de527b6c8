import { isActive } from '../../domain/vocobase/connection.ts';
import { CliError } from '../../errors/cli-error.ts';
import {
  connectionArgument,
  findConnection,
  pickConnection,
} from '../../flows/calling-connection.ts';
import { onlyOneOf } from '../../flows/input.ts';
import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';

export interface UseConnectionInput {
  readonly connection?: string | undefined;
  readonly clear?: boolean | undefined;
}

/** What is remembered now; both null when nothing is. */
export interface UsedConnection {
  readonly connection_id: string | null;
  readonly name: string | null;
}

/** Remembers, for the profile in force, which connection calls and number syncs act on. */
export const useConnection: Action<UseConnectionInput, UsedConnection> = {
  async run(ctx, { connection, clear }) {
    onlyOneOf(
      { '--clear': clear, '<connection>': connection },
      '--clear forgets the connection, so it takes none.',
    );
    if (clear) {
      await remember(ctx, undefined);
      return { connection_id: null, name: null };
    }
    requireArgument(ctx, connection, connectionArgument);
    const vocobase = await ctx.vocobase();
    const listed = await ctx.log.progress('Listing the connections', () =>
      vocobase.listConnections(),
    );
    const chosen =
      connection === undefined
        ? await pickConnection(ctx, listed.filter(isActive), {
            ...connectionArgument,
            what: 'active connection',
            message: 'Which connection shall calls and number syncs act on?',
          })
        : findConnection(listed, connection);
    if (!isActive(chosen)) {
      throw new CliError('CONFLICT', {
        message: `The connection ${chosen.name} is ${chosen.status.toLowerCase()}, so nothing can be done with it.`,
        hints: ['Choose an active one.'],
        commands: ['connections list'],
        origin: 'cli',
        details: { connection_id: chosen.connection_id, status: chosen.status },
      });
    }
    await remember(ctx, chosen.connection_id);
    return { connection_id: chosen.connection_id, name: chosen.name };
  },

  view({ connection_id, name }, style) {
    return connection_id === null
      ? `${style.mark.pass} No connection is remembered any more.`
      : `${style.mark.pass} Calls and number syncs act on ${style.bold(name ?? connection_id)} (${connection_id}) from now on.`;
  },
};

/** `--dry-run` leaves this machine as it is, too. */
async function remember(
  ctx: Pick<Context, 'mode' | 'settings' | 'log'>,
  id: string | undefined,
): Promise<void> {
  if (ctx.mode.dryRun) ctx.log.notice('Dry run: nothing is remembered or forgotten.');
  else await (await ctx.settings()).write('connection', id);
}
