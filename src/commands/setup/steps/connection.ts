import { maskAuthId } from '../../../domain/text/mask.ts';
import {
  type Connection,
  isActive,
  showsAnotherNumber,
  showsNumber,
} from '../../../domain/vocobase/connection.ts';
import { accountLabel } from '../../../domain/vocobase/partner-config.ts';
import { CliError, isKnownFailure } from '../../../errors/cli-error.ts';
import { chooseAgent, type NamedAgent } from '../../../flows/agent.ts';
import { askCredentials } from '../../../flows/connection/credentials.ts';
import {
  describeShown,
  findDefault,
  readDefaultBack,
  readNamedBack,
} from '../../../flows/connection/verify.ts';
import { words as connectionWords } from '../../../flows/connection/words.ts';
import {
  foreseeDefaultWrite,
  plivoTarget,
  writeConnectionId,
  writeDefaultConnection,
  writeNamedConnection,
} from '../../../flows/connection/write.ts';
import type { Context } from '../../../ports/context.ts';
import type { EnvFile } from '../../../ports/settings.ts';
import type { Given } from '../input.ts';
import type { Outcome, Step } from '../step.ts';
import { words } from '../words.ts';
import type { FoundAccess, FoundAccount } from './account.ts';
import { askPlivo, type FoundNumber } from './plivo.ts';

/** The connection as the result shows it. */
export interface SetupConnection {
  readonly connection_id: string | null;
  readonly name: string | null;
  readonly provider: 'plivo';
  /** E.164; null if an existing connection does not show it. */
  readonly from_number: string | null;
  readonly created: boolean;
}

interface FoundConnection extends FoundNumber {
  readonly connection: SetupConnection;
  /** The agent named by flag, or picked in an earlier step. */
  readonly agent: NamedAgent | null;
  /** True if other connections are active too, so that a call must name one. */
  readonly oneOfSeveral: boolean;
}

type Start = FoundAccount & FoundNumber & { readonly given: Given };

/**
 * Sends the credentials. The default connection always gets a PUT, because a stored token cannot be
 * compared; a named one gets a POST, once. A person first reviews what is sent and what it replaces
 * or makes ambiguous; a script needs consent for that.
 */
export const connectionStep: Step<Start, FoundConnection> = {
  id: 'connection',
  title: 'Connection',
  async run(ctx, known) {
    const agent = await findNeededAgent(ctx, known);
    const isReviewed = ctx.prompt.available && !ctx.mode.yes && !ctx.mode.dryRun;
    if (!ctx.mode.dryRun) ctx.log.heading(words.headings.connect, '4 of 5');
    const { written, agreed } = isReviewed
      ? await reviewAndWrite(ctx, known)
      : { written: await write(ctx, known), agreed: known };
    const { evidence, ...connection } = written;
    const { credentials, fromNumber, carrierName } = agreed;
    return {
      status: 'done',
      evidence,
      data: { ...connection },
      // Not verified yet: nothing was read back.
      shown: 'plain',
      found: { connection, agent, credentials, fromNumber, carrierName, oneOfSeveral: false },
    };
  },
  planned: ({ given, credentials, fromNumber, carrierName }) => ({
    connection: {
      connection_id: null,
      name: given.name,
      provider: 'plivo',
      from_number: fromNumber,
      created: false,
    },
    agent: null,
    oneOfSeveral: false,
    credentials,
    fromNumber,
    carrierName,
  }),
};

/** Finds a missing agent before anything is written, not three steps later. */
async function findNeededAgent(
  ctx: Context,
  { given, vocobase }: Start,
): Promise<NamedAgent | null> {
  const { agent, voicemail, voicemailMessage } = given.input;
  const needed = voicemail === true || voicemailMessage !== undefined || given.callTo !== null;
  // A person picks or creates one in a later step.
  if (!needed || (agent === undefined && ctx.prompt.available)) return null;
  return chooseAgent(ctx, vocobase, agent);
}

const tries = 3;

/**
 * If Vocobase reports that Plivo refused the credentials, a person can change them in the review.
 */
async function reviewAndWrite(
  ctx: Context,
  known: Start,
): Promise<{ readonly written: Written; readonly agreed: FoundNumber }> {
  // The review is the consent.
  const consented = { ...ctx, mode: { ...ctx.mode, yes: true } };
  let agreed: FoundNumber = known;
  for (let attempt = 1; ; attempt++) {
    agreed = await review(ctx, { ...known, ...agreed });
    try {
      return { written: await write(consented, { ...known, ...agreed }), agreed };
    } catch (error) {
      const refused = error instanceof CliError && error.code === 'PLIVO_UNAUTHORIZED';
      if (!refused || attempt === tries) throw error;
      ctx.log.warn(error.message);
    }
  }
}

/**
 * Shows everything about to be sent until a person agrees, with the latest answers. Throws
 * INTERRUPTED if the person cancels.
 */
async function review(ctx: Context, known: Start): Promise<FoundNumber> {
  let { credentials, fromNumber, carrierName } = known;
  for (;;) {
    const { rows, warning, present } = await foresee(ctx, {
      ...known,
      credentials,
      fromNumber,
      carrierName,
    });
    if (present) return { credentials, fromNumber, carrierName };
    const width = Math.max(...rows.map(([label]) => label.length));
    for (const [label, value] of rows) ctx.log.notice(`${label.padEnd(width)}  ${value}`);
    if (warning !== null) ctx.log.warn(warning);
    const answer = await ctx.prompt.choose({
      message: words.askReview,
      flag: '--yes',
      what: 'consent',
      choices: [
        { value: 'connect', name: words.connect },
        { value: 'number', name: words.changeNumber },
        { value: 'credentials', name: words.changeCredentials },
        { value: 'cancel', name: words.cancel },
      ],
    });
    if (answer === 'connect') return { credentials, fromNumber, carrierName };
    if (answer === 'cancel') {
      throw new CliError('INTERRUPTED', { message: words.canceled, hints: [], commands: [] });
    }
    const isNew = answer === 'credentials';
    const asked = isNew
      ? await askCredentials(ctx, { authId: null, authToken: null }, credentials)
      : credentials;
    const access = await askPlivo(ctx, asked, isNew ? fromNumber : null, {
      skip: known.given.input.skipCarrierCheck === true,
      current: fromNumber,
    });
    ({ credentials, fromNumber } = access);
    carrierName = access.kind === 'checked' ? (access.account?.name ?? null) : null;
  }
}

interface Foreseen {
  /** Label and value of each line. */
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly warning: string | null;
  /** True if such a connection already exists, so that nothing will be sent. */
  readonly present: boolean;
}

async function foresee(ctx: Context, known: Start): Promise<Foreseen> {
  const { vocobase, config, account, given, credentials, fromNumber, carrierName } = known;
  const label = words.review;
  const facts = (connection: string, replaces: string | null) => [
    [label.account, accountLabel(account)] as const,
    [
      label.authId,
      `${maskAuthId(credentials.authId)}${carrierName === null ? '' : ` (${carrierName})`}`,
    ] as const,
    [label.callerId, fromNumber] as const,
    [label.connection, connection] as const,
    ...(replaces === null ? [] : [[label.replaces, label.replaced(replaces)] as const]),
  ];
  const warn = (others: readonly Connection[], unlisted: boolean) => {
    if (others.length > 0) return words.ambiguous(others.map(({ name }) => name));
    return unlisted ? words.perhapsAmbiguous : null;
  };
  if (given.name === null) {
    const target = { provider: 'plivo', number: fromNumber };
    const seen = await foreseeDefaultWrite(ctx, vocobase, target, config);
    const connection = seen.exists ? label.updated(seen.existing?.name ?? null) : label.newDefault;
    return {
      rows: facts(connection, seen.replaces),
      warning: warn(seen.others, seen.unlisted),
      present: false,
    };
  }
  const wanted = given.name.toLowerCase();
  const listed = await vocobase.listConnections('plivo').catch((error: unknown) => {
    if (!isKnownFailure(error)) throw error;
    return null;
  });
  const active = listed?.filter(isActive) ?? [];
  const same = active.filter(({ name }) => name.toLowerCase() === wanted);
  return {
    rows: facts(label.newNamed(given.name), null),
    warning: warn(active, listed === null),
    present: same.some((one) => !showsAnotherNumber(one, fromNumber)),
  };
}

type Written = SetupConnection & { readonly evidence: string };

function write(ctx: Context, known: Start): Promise<Written> {
  const { name } = known.given;
  return name === null ? setDefault(ctx, known) : createNamed(ctx, known, name);
}

async function setDefault(
  ctx: Context,
  { vocobase, config, credentials, fromNumber }: Start,
): Promise<Written> {
  const target = plivoTarget(credentials, fromNumber);
  const { existing, created } = await writeDefaultConnection(ctx, vocobase, target, config);
  return {
    evidence: words.sent,
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
  return {
    evidence: created ? words.created(name) : connectionWords.present(name),
    connection_id: connection.connection_id,
    name: connection.name,
    provider: 'plivo',
    // Where nothing was sent, only what Vocobase shows.
    from_number: created || showsNumber(connection, fromNumber) ? fromNumber : null,
    created,
  };
}

type Confirmed = Pick<FoundConnection, 'connection' | 'oneOfSeveral'>;

type Sent = FoundAccount & FoundAccess & FoundConnection & { readonly given: Given };

/** Reads back what was written; without this nothing counts as connected. */
export const confirmStep: Step<Sent, Confirmed> = {
  id: 'confirm',
  title: 'Caller ID at Vocobase',
  readsBack: true,
  async run(ctx, known) {
    const { name, envFile } = known.given;
    const outcome = await (name === null ? confirmDefault(ctx, known) : confirmNamed(ctx, known));
    const skips = envFile === null || outcome.status === 'failed';
    return skips ? outcome : withEnvFile(outcome, envFile);
  },
};

/** Writes the id into the dotenv file. If that fails, the connection stays confirmed. */
export async function withEnvFile(
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
  { vocobase, connection, fromNumber, accessPending }: Sent,
): Promise<Outcome<Confirmed>> {
  const seen = await readDefaultBack(
    ctx,
    vocobase,
    { provider: 'plivo', number: fromNumber },
    ({ confirmed, allowed, config }) =>
      confirmed && (allowed || accessPending || config.allowed_telephony_providers === null),
  );
  const { shown, confirmed, config } = seen;
  const allowed = config.allowed_telephony_providers === null ? null : seen.allowed;
  const data = {
    configured: shown?.configured ?? null,
    from_number: shown?.from_number ?? null,
    plivo_allowed: allowed,
  };
  if (seen.contradiction !== null || (allowed === false && !accessPending)) {
    const evidence = `${describeShown(shown)}, plivo allowed: ${allowed ?? 'not said'}`;
    return { status: 'failed', evidence, data, found: { connection, oneOfSeveral: false } };
  }
  const { connection: listed, warning, active } = await findDefault(ctx, vocobase, 'plivo');
  const oneOfSeveral = active.length > 1;
  if (oneOfSeveral) ctx.log.notice(words.several(active.map(({ name }) => name)));
  const found = {
    connection: {
      ...connection,
      connection_id: listed?.connection_id ?? null,
      name: listed?.name ?? connection.name,
    },
    oneOfSeveral,
  };
  if (allowed === false) return { status: 'pending', evidence: words.accessPending, data, found };
  if (!confirmed) {
    // Neither reply mentions it, which proves nothing.
    const evidence = `could not be checked: ${describeShown(shown)}`;
    return { status: 'skipped', evidence, data, found };
  }
  const sentence = shown?.from_number ? words.verified(fromNumber) : words.verifiedWithoutNumber;
  const evidence = warning === null ? sentence : `${sentence}; ${warning}`;
  return { status: 'done', evidence, data, found };
}

async function confirmNamed(
  ctx: Context,
  { vocobase, connection, fromNumber }: Sent,
): Promise<Outcome<Confirmed>> {
  const { connection_id } = connection;
  const sent = { provider: 'plivo', number: fromNumber };
  const seen = await readNamedBack(ctx, vocobase, sent, connection_id);
  const data = { connection_id, status: seen.connection?.status ?? null };
  const found = { connection, oneOfSeveral: true };
  if (seen.contradiction !== null) {
    const evidence =
      seen.connection === null
        ? `the list does not show ${connection_id}`
        : `in the list ${seen.contradiction}`;
    return { status: 'failed', evidence, data, found };
  }
  const name = seen.connection?.name ?? '';
  const isShown = seen.connection !== null && showsNumber(seen.connection, fromNumber);
  const evidence = isShown
    ? words.verifiedNamed(name, fromNumber)
    : words.verifiedNamedWithoutNumber(name);
  return { status: 'done', evidence, data, found };
}
