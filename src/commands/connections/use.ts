import { type Connection, isActive, selectConnection } from '../../domain/vocobase/connection.ts';
import { CliError } from '../../errors/cli-error.ts';
import {
  connectionArgument,
  findConnection,
  pickConnection,
} from '../../flows/calling-connection.ts';
import { onlyOneOf, readPrecedence } from '../../flows/input.ts';
import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';

interface UseConnectionInput {
  readonly connection?: string | undefined;
  readonly clear?: boolean | undefined;
  /** The dotenv file to write the id to as well. */
  readonly envFile?: string | undefined;
}

/** What is remembered now; both are null if nothing is. */
export interface UsedConnection {
  readonly connection_id: string | null;
  readonly name: string | null;
}

/** The result, and whether VOCOBASE_CONNECTION_ID names another connection. */
interface SeenConnection extends UsedConnection {
  readonly overridden: boolean;
}

/** Remembers, for the current profile, which connection calls and number syncs use. */
export const useConnection: Action<UseConnectionInput, SeenConnection> = {
  async run(ctx, { connection, clear, envFile: path }) {
    onlyOneOf(
      { '--clear': clear, '<connection>': connection },
      '--clear forgets the connection, so it takes none.',
    );
    onlyOneOf(
      { '--clear': clear, '--env-file': path },
      '--clear changes this machine only: remove the variable from the file yourself.',
    );
    if (clear) {
      if (ctx.mode.dryRun) return { dry_run: true, requests: [] };
      await (await ctx.settings()).write('connection', undefined);
      return { connection_id: null, name: null, overridden: false };
    }
    requireArgument(ctx, connection, connectionArgument);
    const envFile = path === undefined ? null : await ctx.envFile(path);
    const vocobase = await ctx.vocobase();
    const listed = await ctx.log.progress('Listing the connections', () =>
      vocobase.listConnections(),
    );
    const chosen =
      connection === undefined
        ? await pickConnection(ctx, listed.filter(isActive), {
            ...connectionArgument,
            what: 'active connection',
            message: 'Which connection for calls and number syncs?',
          })
        : findConnection(listed, connection);
    if (!isActive(chosen)) {
      throw new CliError('CONFLICT', {
        message: `The connection ${chosen.name} is not active (${chosen.status.toLowerCase() || 'is_active is false'}), so calls cannot use it.`,
        hints: ['Choose an active one.'],
        commands: ['connections list'],
        origin: 'cli',
        details: { connection_id: chosen.connection_id, status: chosen.status },
      });
    }
    // A dry run sends nothing and changes nothing on this machine.
    if (ctx.mode.dryRun) return { dry_run: true, requests: [] };
    await (await ctx.settings()).write('connection', chosen.connection_id);
    await envFile?.set('VOCOBASE_CONNECTION_ID', chosen.connection_id);
    const other = otherInEnvironment(ctx, chosen);
    const overridden = other !== null;
    if (overridden) {
      ctx.log.warn(`VOCOBASE_CONNECTION_ID is set to ${other} and takes precedence.`);
    }
    return { connection_id: chosen.connection_id, name: chosen.name, overridden };
  },

  data: ({ connection_id, name }) => ({ connection_id, name }),

  view({ connection_id, name, overridden }, style) {
    if (connection_id === null) return `${style.mark.pass} The remembered connection is cleared.`;
    const shown = style.bold(name ?? connection_id);
    return overridden
      ? `${style.mark.pass} ${shown} is remembered for calls and number syncs.`
      : `${style.mark.pass} Calls and number syncs now use ${shown}.`;
  },
};

/** The value of VOCOBASE_CONNECTION_ID if it names another connection; else null. */
function otherInEnvironment(ctx: Pick<Context, 'inputs'>, chosen: Connection): string | null {
  const value = readPrecedence(ctx, 'VOCOBASE_CONNECTION_ID');
  return value !== undefined && selectConnection([chosen], value).kind === 'none' ? value : null;
}
