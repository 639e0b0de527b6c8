import { type Connection, isActive, isGone } from '../../domain/vocobase/connection.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { readDefaultBack } from '../../flows/connection/verify.ts';
import { type ConnectionTarget, hasNumber } from '../../flows/connection/write.ts';
import { lookTwice } from '../../flows/retry-read.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

type Looks = Pick<Context, 'log' | 'sleep'>;

/**
 * The connection as the list shows it after its creation; where the list cannot be read, as the API
 * returned it. Throws UNEXPECTED_RESPONSE when the list does not show it active with its number.
 */
export async function proveListed(
  ctx: Looks,
  vocobase: Pick<Vocobase, 'listConnections'>,
  { provider, number }: Pick<ConnectionTarget, 'provider' | 'number'>,
  created: Connection,
): Promise<Connection> {
  const id = created.connection_id;
  const look = async () =>
    (await vocobase.listConnections(provider)).find((one) => one.connection_id === id);
  const listed = await unlessUnreadable(ctx, 'The new connection was not seen in the list', () =>
    lookTwice(ctx, look, (one) => notAsCreated(one, number) === null),
  );
  if (listed === null) return created;
  const found = notAsCreated(listed, number);
  if (listed !== undefined && found === null) {
    if (!isActive(listed)) {
      ctx.log.warn(
        `The list shows ${listed.name} as ${listed.status.toLowerCase()}, which is no status that is documented: calls from it may not work yet.`,
      );
    }
    return listed;
  }
  throw new CliError('UNEXPECTED_RESPONSE', {
    message: `Vocobase says that it created ${created.name} (${id}), but in its list ${found}.`,
    hints: ['Look at the list before anything else: the connection may be there all the same.'],
    commands: [`connections list --provider ${provider} --all`],
    details: { connection_id: id },
  });
}

/**
 * Compares `GET /config` with what was sent. Throws UNEXPECTED_RESPONSE when it says otherwise;
 * what it does not say is a warning.
 */
export async function proveConfigured(
  ctx: Looks,
  vocobase: Pick<Vocobase, 'config'>,
  target: ConnectionTarget,
): Promise<void> {
  const { provider, label } = target;
  const seen = await unlessUnreadable(ctx, 'What was stored could not be read back', () =>
    readDefaultBack(ctx, vocobase, target, ({ contradiction }) => contradiction === null),
  );
  if (seen === null) return;
  const { shown, contradiction, allowed, config } = seen;
  if (shown === null) {
    ctx.log.warn(`GET /config does not speak of ${label}, so it confirms nothing.`);
  }
  if (contradiction !== null) {
    throw new CliError('UNEXPECTED_RESPONSE', {
      message: `Vocobase took the credentials of ${label}, but GET /config says otherwise: ${contradiction}.`,
      hints: ['Look at what is stored before you send them again.'],
      commands: [`connections list --provider ${provider}`, 'status'],
      details: { configured: shown?.configured ?? null, from_number: shown?.from_number ?? null },
    });
  }
  if (!allowed && config.allowed_telephony_providers !== null) {
    ctx.log.warn(
      `${provider} is not among this account's providers yet, so calls with it are refused. Only your account manager at Vocobase can enable it.`,
    );
  }
}

function notAsCreated(listed: Connection | undefined, number: string | null): string | null {
  if (listed === undefined) return 'it is missing';
  if (isGone(listed)) return `it is ${listed.status.toLowerCase()}`;
  if (number !== null && !hasNumber(listed, number)) return `it does not have ${number}`;
  return null;
}

/** A read that only adds to what was written: when it fails, that is said, and the rest stands. */
async function unlessUnreadable<T>(
  ctx: Pick<Context, 'log'>,
  consequence: string,
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    ctx.log.warn(`${consequence}: ${error.message}`);
    return null;
  }
}
