import { isKnownFailure } from '../../../errors/cli-error.ts';
import { findAgent, type NamedAgent } from '../../../flows/agent.ts';
import {
  describeShown,
  findDefault,
  readDefaultBack,
  readNamedBack,
} from '../../../flows/connection/verify.ts';
import { words } from '../../../flows/connection/words.ts';
import {
  plivoTarget,
  writeConnectionId,
  writeDefaultConnection,
  writeNamedConnection,
} from '../../../flows/connection/write.ts';
import type { Context } from '../../../ports/context.ts';
import type { EnvFile } from '../../../ports/settings.ts';
import type { Vocobase } from '../../../ports/vocobase.ts';
import type { Given } from '../input.ts';
import type { Outcome, Step } from '../step.ts';
import type { FoundAccess, FoundAccount } from './account.ts';
import type { FoundNumber } from './plivo.ts';

/** The connection as the result shows it. */
export interface SetupConnection {
  readonly connection_id: string | null;
  readonly name: string | null;
  readonly provider: 'plivo';
  readonly from_number: string;
  readonly created: boolean;
}

export interface FoundConnection {
  readonly connection: SetupConnection;
  /** The agent that was named by flag, or picked in an earlier step. */
  readonly agent: NamedAgent | null;
}

type Start = FoundAccount & FoundNumber & { readonly given: Given };

/**
 * Sends the credentials: the default connection by PUT, always, because a stored token cannot be
 * compared; a named one by POST, once. What it would replace or make ambiguous is asked first.
 */
export const connectionStep: Step<Start, FoundConnection> = {
  id: 'connection',
  title: 'Connection',
  async run(ctx, known) {
    const agent = await findNamedAgent(known);
    const { name } = known.given;
    const { evidence, ...connection } = await (name === null
      ? setDefault(ctx, known)
      : createNamed(ctx, known, name));
    return {
      status: 'done',
      evidence,
      data: { ...connection },
      found: { connection, agent },
    };
  },
  planned: ({ given, fromNumber }) => ({
    connection: {
      connection_id: null,
      name: given.name,
      provider: 'plivo',
      from_number: fromNumber,
      created: false,
    },
    agent: null,
  }),
};

/** A name that no agent has is found out before anything is written, not three steps later. */
async function findNamedAgent({ given, vocobase }: Start): Promise<NamedAgent | null> {
  const { agent, voicemail, voicemailMessage } = given.input;
  const needed = voicemail === true || voicemailMessage !== undefined || given.callTo !== null;
  return agent === undefined || !needed ? null : findAgent(vocobase, agent);
}

type Written = SetupConnection & { readonly evidence: string };

async function setDefault(
  ctx: Context,
  { vocobase, config, credentials, fromNumber }: Start,
): Promise<Written> {
  const target = plivoTarget(credentials, fromNumber);
  const { reply, existing, created } = await writeDefaultConnection(ctx, vocobase, target, config);
  return {
    evidence: typeof reply.message === 'string' ? reply.message : 'stored',
    connection_id: null,
    name: existing?.name ?? null,
    provider: 'plivo',
    from_number: fromNumber,
    created,
  };
}

async function createNamed(
  ctx: Context,
  { vocobase, credentials, fromNumber }: Start,
  name: string,
): Promise<Written> {
  const target = plivoTarget(credentials, fromNumber);
  const { connection, created } = await writeNamedConnection(ctx, vocobase, target, name);
  const { connection_id } = connection;
  return {
    evidence: created ? `${name}, ${connection_id}` : words.present(name),
    connection_id,
    name: connection.name,
    provider: 'plivo',
    from_number: fromNumber,
    created,
  };
}

type Confirmed = Pick<FoundConnection, 'connection'>;

/** Reads back what was written; without this nothing counts as connected. */
export const confirmStep: Step<
  FoundAccount & FoundAccess & FoundConnection & { readonly given: Given },
  Confirmed
> = {
  id: 'confirm',
  title: 'Read back',
  readsBack: true,
  async run(ctx, { given, vocobase, connection, accessPending }) {
    const outcome = await (given.name === null
      ? confirmDefault(ctx, vocobase, connection, accessPending)
      : confirmNamed(ctx, vocobase, connection));
    const skips = given.envFile === null || outcome.status === 'failed';
    return skips ? outcome : withEnvFile(outcome, given.envFile);
  },
};

/** Writes the id into the dotenv file; the connection stays confirmed where that fails. */
async function withEnvFile(
  outcome: Outcome<Confirmed>,
  file: EnvFile,
): Promise<Outcome<Confirmed>> {
  const id = outcome.found.connection.connection_id;
  try {
    await writeConnectionId(file, id);
    const data = { ...outcome.data, env_file: file.path };
    return { ...outcome, evidence: `${outcome.evidence}; id written to ${file.path}`, data };
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    return { ...outcome, status: 'failed', evidence: `${outcome.evidence}; ${error.message}` };
  }
}

async function confirmDefault(
  ctx: Context,
  vocobase: Vocobase,
  connection: SetupConnection,
  accessPending: boolean,
): Promise<Outcome<Confirmed>> {
  const seen = await readDefaultBack(
    ctx,
    vocobase,
    { provider: 'plivo', number: connection.from_number },
    ({ confirmed, allowed, config }) =>
      confirmed && (allowed || accessPending || config.allowed_telephony_providers === null),
  );
  const { shown, allowed, confirmed, config } = seen;
  const access = config.allowed_telephony_providers === null ? 'not said' : allowed;
  const read = `${describeShown(shown)}, plivo allowed: ${access}`;
  const data = {
    configured: shown?.configured ?? null,
    from_number: shown?.from_number ?? null,
    plivo_allowed: access === 'not said' ? null : allowed,
  };
  if (!confirmed || (access === false && !accessPending)) {
    return { status: 'failed', evidence: read, data, found: { connection } };
  }
  const found = await findDefault(ctx, vocobase, 'plivo');
  return {
    status: access === false ? 'pending' : 'done',
    evidence: found.warning === null ? read : `${read}; ${found.warning}`,
    data,
    found: {
      connection: {
        ...connection,
        connection_id: found.connection?.connection_id ?? null,
        name: found.connection?.name ?? connection.name,
      },
    },
  };
}

async function confirmNamed(
  ctx: Context,
  vocobase: Vocobase,
  connection: SetupConnection,
): Promise<Outcome<Confirmed>> {
  const { connection_id, from_number } = connection;
  const sent = { provider: 'plivo', number: from_number };
  const seen = await readNamedBack(ctx, vocobase, sent, connection_id);
  const data = { connection_id, status: seen.connection?.status ?? null };
  const found = { connection };
  if (seen.contradiction !== null) {
    const evidence =
      seen.connection === null
        ? `the list does not show ${connection_id}`
        : `in the list ${seen.contradiction}`;
    return { status: 'failed', evidence, data, found };
  }
  const evidence = `${seen.connection?.name}: ${seen.connection?.status || 'listed'}, from-number ${from_number}`;
  return { status: 'done', evidence, data, found };
}
