import { isActive } from '../../../domain/vocobase/connection.ts';
import {
  type DefaultAsShown,
  findDefault,
  readDefaultBack,
  wordShown,
} from '../../../flows/connection/verify.ts';
import { hasNumber } from '../../../flows/connection/write.ts';
import { lookTwice } from '../../../flows/retry-read.ts';
import type { Context } from '../../../ports/context.ts';
import type { Vocobase } from '../../../ports/vocobase.ts';
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
    if (draft.given.name === null) return confirmDefault(ctx, draft, vocobase, connection);
    return ctx.log.progress('Reading back from Vocobase', () =>
      lookTwice(
        ctx,
        () => confirmNamed(vocobase, connection),
        ({ status }) => status !== 'failed',
      ),
    );
  },
};

async function confirmDefault(
  ctx: Context,
  draft: Draft,
  vocobase: Vocobase,
  written: SetupConnection,
): Promise<StepOutcome> {
  const holds = ({ proven, allowed }: DefaultAsShown) => proven && (allowed || draft.accessPending);
  const sent = { provider: 'plivo', number: written.from_number };
  const seen = await readDefaultBack(ctx, vocobase, sent, holds);
  const read = `${wordShown(seen.shown)}, plivo allowed: ${seen.allowed}`;
  if (!holds(seen)) return { status: 'failed', evidence: read };
  const { connection, warning } = await findDefault(ctx, vocobase, 'plivo');
  return {
    status: seen.allowed ? 'done' : 'pending',
    evidence: warning === null ? read : `${read}; ${warning}`,
    adds: {
      config: seen.config,
      connection: {
        ...written,
        connection_id: connection?.connection_id ?? null,
        name: connection?.name ?? written.name,
      },
    },
  };
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
