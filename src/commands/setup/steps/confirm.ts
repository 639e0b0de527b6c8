import { isActive, isProvider } from '../../../domain/connection.ts';
import { allowsProvider, providerConfig } from '../../../domain/partner-config.ts';
import { isSameNumber } from '../../../domain/phone-number.ts';
import { isKnownFailure } from '../../../errors/cli-error.ts';
import type { Context } from '../../../ports/context.ts';
import type { Vocobase } from '../../../ports/vocobase.ts';
import { lookTwice } from '../../shared/look-twice.ts';
import { hasNumber } from '../../shared/write-connection.ts';
import {
  always,
  type Draft,
  known,
  type SetupConnection,
  type SetupStep,
  type StepOutcome,
} from '../draft.ts';

/** Reads back what was written; without this nothing counts as connected. */
export const confirmStep: SetupStep = {
  id: 'confirm',
  title: 'Read back',
  optional: false,
  needed: always,
  async run(ctx, draft) {
    const connection = known(draft.connection, 'connection');
    const vocobase = known(draft.vocobase, 'API key');
    const look = () =>
      draft.given.name === null
        ? confirmDefault(ctx, draft, vocobase, connection)
        : confirmNamed(vocobase, connection);
    return ctx.say.progress('Reading back from Vocobase', () =>
      lookTwice(ctx, look, ({ status }) => status !== 'failed'),
    );
  },
};

async function confirmDefault(
  ctx: Context,
  draft: Draft,
  vocobase: Vocobase,
  connection: SetupConnection,
): Promise<StepOutcome> {
  const config = await vocobase.config();
  const { configured, from_number } = providerConfig(config, 'plivo');
  const allowed = allowsProvider(config, 'plivo');
  const read = `configured: ${configured}, from-number: ${from_number ?? 'none'}, plivo allowed: ${allowed}`;
  const stored = configured && isSameNumber(from_number, connection.from_number);
  if (!stored || (!allowed && !draft.accessPending)) return { status: 'failed', evidence: read };
  const found = await findDefault(ctx, vocobase);
  return {
    status: allowed ? 'done' : 'pending',
    evidence: found.warning === null ? read : `${read}; ${found.warning}`,
    adds: {
      config,
      connection: {
        ...connection,
        connection_id: found.connection_id,
        name: found.name ?? connection.name,
      },
    },
  };
}

interface FoundDefault {
  readonly connection_id: string | null;
  readonly name: string | null;
  /** Why the id is not known. */
  readonly warning: string | null;
}

/** The id of the default connection stands in the list only; without the list it stays unknown. */
async function findDefault(ctx: Context, vocobase: Vocobase): Promise<FoundDefault> {
  const unknown = (warning: string): FoundDefault => {
    ctx.say.warn(`${warning.charAt(0).toUpperCase()}${warning.slice(1)}`);
    return { connection_id: null, name: null, warning };
  };
  try {
    const listed = await vocobase.listConnections('plivo');
    const found = listed.find(
      (one) => isProvider(one, 'plivo') && isActive(one) && one.is_default === true,
    );
    if (found) return { connection_id: found.connection_id, name: found.name, warning: null };
    return unknown('the connection_id is not known: the list names no default connection.');
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    return unknown(`the connection_id is not known: ${error.message}`);
  }
}

async function confirmNamed(vocobase: Vocobase, connection: SetupConnection): Promise<StepOutcome> {
  const listed = await vocobase.listConnections('plivo');
  const found = listed.find((one) => one.connection_id === connection.connection_id);
  if (found === undefined) {
    return { status: 'failed', evidence: `the list does not show ${connection.connection_id}` };
  }
  const evidence = `${found.name}: ${found.status || 'listed'}, from-number ${
    hasNumber(found, connection.from_number) ? connection.from_number : 'not listed'
  }`;
  const holds = isActive(found) && hasNumber(found, connection.from_number);
  return { status: holds ? 'done' : 'failed', evidence };
}
