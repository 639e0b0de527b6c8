import type { Connection } from '../../../domain/vocobase/connection.ts';
import { providerConfig } from '../../../domain/vocobase/partner-config.ts';
import { findAgent, type NamedAgent } from '../../../flows/agent.ts';
import {
  connectionWords,
  writeDefaultConnection,
  writeNamedConnection,
} from '../../../flows/connection/write.ts';
import type { Context } from '../../../ports/context.ts';
import { always, type Draft, known, type SetupStep, type StepOutcome } from '../draft.ts';

/**
 * Sends the credentials: the default connection by PUT, always, because a stored token cannot be
 * compared; a named one by POST, once. What it would replace or make ambiguous is asked first.
 */
export const connectionStep: SetupStep = {
  id: 'connection',
  title: 'Connection',
  optional: false,
  needed: always,
  async run(ctx, draft) {
    const agent = await findNamedAgent(draft);
    const name = draft.given.name;
    const outcome = await (name === null ? setDefault(ctx, draft) : createNamed(ctx, draft, name));
    return { ...outcome, adds: { ...outcome.adds, agent } };
  },
};

/** A name that no agent has is found out before anything is written, not three steps later. */
async function findNamedAgent(draft: Draft): Promise<NamedAgent | null> {
  const { agent, voicemail, voicemailMessage } = draft.given.input;
  const needed =
    voicemail === true || voicemailMessage !== undefined || draft.given.callTo !== null;
  if (agent === undefined || !needed) return null;
  return findAgent(known(draft.vocobase, 'API key'), agent);
}

async function setDefault(ctx: Context, draft: Draft): Promise<StepOutcome> {
  const { vocobase, target } = ready(draft);
  const before = providerConfig(known(draft.config, 'configuration'), 'plivo');
  const { reply, existing, created } = await writeDefaultConnection(ctx, vocobase, target, before);
  return {
    status: 'done',
    evidence: typeof reply.message === 'string' ? reply.message : 'stored',
    adds: {
      written: true,
      connection: {
        connection_id: null,
        name: existing?.name ?? null,
        provider: 'plivo',
        from_number: target.number,
        created,
      },
    },
  };
}

async function createNamed(ctx: Context, draft: Draft, name: string): Promise<StepOutcome> {
  const { vocobase, target } = ready(draft);
  const { connection, created } = await writeNamedConnection(ctx, vocobase, target, name);
  const evidence = created ? `${name}, ${connection.connection_id}` : connectionWords.present(name);
  return present(connection, target.number, evidence, created);
}

function present(
  connection: Connection,
  fromNumber: string,
  evidence: string,
  created: boolean,
): StepOutcome {
  return {
    status: 'done',
    evidence,
    adds: {
      // A connection that was there before counts too: there is something to confirm.
      written: true,
      connection: {
        connection_id: connection.connection_id,
        name: connection.name,
        provider: 'plivo',
        from_number: fromNumber,
        created,
      },
    },
  };
}

function ready(draft: Draft) {
  const credentials = known(draft.credentials, 'credentials');
  const number = known(draft.fromNumber, 'from-number');
  return {
    vocobase: known(draft.vocobase, 'API key'),
    target: {
      provider: 'plivo',
      label: 'Plivo',
      number,
      fields: {
        auth_id: credentials.authId,
        auth_token: credentials.authToken,
        from_number: number,
      },
    },
  };
}
