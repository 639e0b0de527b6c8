import { cleanLines, shorten } from '../../domain/text/clean-text.ts';
import { createMasker, maskAuthId } from '../../domain/text/mask.ts';
import { isSameNumber } from '../../domain/text/phone-number.ts';
import { type Call, isTerminal } from '../../domain/vocobase/call.ts';
import { timelineOf } from '../../domain/vocobase/call-timeline.ts';
import { fromNumberOf } from '../../domain/vocobase/calling-connection.ts';
import { isActive } from '../../domain/vocobase/connection.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Actor } from '../../errors/entry.ts';
import { pairOf } from '../../flows/connection/credentials.ts';
import type { Context } from '../../ports/context.ts';
import type { AnsweredRequest } from '../../ports/http.ts';
import { diagnoseCall } from '../call/diagnose.ts';
import { buildResult, type CallResult } from '../call/result.ts';
import { readCall } from '../call/show.ts';
import {
  type CheckResult,
  type CheckStatus,
  type DoctorResult,
  type Source,
  worst,
} from '../doctor/check.ts';
import { checks } from '../doctor/checks/all.ts';
import { readGiven, runChecks } from '../doctor/doctor.ts';
import { type Facts, gatherFacts, letThrough } from '../doctor/facts.ts';
import { groupTitles } from '../doctor/view.ts';
import { createRedactor } from './redact.ts';

/** One claim and its source. */
export interface Claim {
  readonly group: string;
  readonly title: string;
  readonly status: CheckStatus;
  readonly found: string;
  readonly source: string;
  /** When the reply was read; ISO 8601, UTC. Null if no request showed it. */
  readonly at: string | null;
  readonly request_id: string | null;
}

/** Something that is open, and who can act. */
export interface OpenItem {
  readonly status: CheckStatus;
  readonly found: string;
  readonly remedy: string | null;
  readonly commands: readonly string[];
  readonly actor: string;
}

/** A connection in the report. */
export interface ReportedConnection {
  readonly connection_id: string;
  readonly name: string;
  readonly status: string;
  readonly is_default: boolean;
  readonly for_calls: boolean;
  readonly from_number: string | null;
}

/** A number in the report. */
export interface ReportedNumber {
  readonly phone_number: string;
  readonly agent: string | null;
  readonly status: string;
  /** Plivo's view of the number: `rented, Voice`; null without Plivo credentials. */
  readonly at_plivo: string | null;
}

/**
 * The content of a report, cleaned, masked, and redacted. The same replies and clock give the same
 * content.
 */
export interface ReportContent {
  readonly status: DoctorResult['status'];
  readonly generated_at: string;
  readonly account: string | null;
  readonly partner_status: string | null;
  readonly plivo_account: string | null;
  readonly address: string;
  readonly open: readonly OpenItem[];
  readonly claims: readonly Claim[];
  /** What no API shows, and where to check it. */
  readonly unprovable: readonly { readonly title: string; readonly note: string }[];
  readonly connections: readonly ReportedConnection[];
  readonly numbers: readonly ReportedNumber[];
  readonly call: CallResult | null;
  readonly redacted: boolean;
}

/**
 * Reads what doctor and `call show` read, and nothing else. Throws API_KEY_MISSING, NOT_FOUND for
 * an unknown `--call`, and doctor's errors for malformed input.
 */
export async function gatherReport(
  ctx: Context,
  options: { readonly call: string | undefined; readonly redact: boolean },
): Promise<ReportContent> {
  const given = await readGiven(ctx, undefined);
  if (given.key === null) throw given.keyProblem ?? new CliError('API_KEY_MISSING');
  const facts = gatherFacts(ctx, given);
  facts.readAhead();
  const named =
    options.call === undefined ? null : await readCall(await ctx.vocobase(), options.call.trim());
  const results = await runChecks(ctx, checks, facts);
  const last = named ?? (await lastCall(ctx, facts));
  const call = last === null ? null : await describeCall(ctx, last, pairOf(given.credentials));
  const content: ReportContent = {
    status: worst(results),
    generated_at: ctx.now().toISOString(),
    ...(await describeAccount(facts)),
    address: ctx.mode.sandbox === null ? given.baseUrl : 'the built-in sandbox',
    open: results.filter(isProblem).sort(failsFirst).map(openItem),
    claims: results
      .filter(({ group }) => group !== 'console')
      .map((result) => claimOf(result, ctx.requests())),
    unprovable: results
      .filter(({ status, group }) => status === 'unknown' || group === 'console')
      .map(({ title, found, remedy }) => ({
        title,
        note: [found, remedy].filter((part) => part !== null).join('. '),
      })),
    connections: await describeConnections(facts),
    numbers: await describeNumbers(facts),
    call,
    redacted: options.redact,
  };
  const safe = secretFree(given, ctx.mode.sandbox === null ? null : given.baseUrl);
  const masked = mapTexts(content, safe);
  return options.redact ? mapTexts(masked, createRedactor(masked, await namesIn(facts))) : masked;
}

/** The newest ended call; doctor may have read its details already. */
async function lastCall(ctx: Context, facts: Facts): Promise<Call | null> {
  const listed = (await facts.calls.read().catch(letThrough)) ?? [];
  const newest = listed.find(({ status }) => isTerminal(status)) ?? listed[0];
  if (newest === undefined) return null;
  const read = await facts.conversation.read().catch(letThrough);
  if (read?.call_id === newest.call_id) return read;
  // Only the details contain the conversation; without them the list's row is used.
  const whole = await (await ctx.vocobase()).getCall(newest.call_id).catch(letThrough);
  return whole ?? newest;
}

async function describeCall(
  ctx: Context,
  call: Call,
  credentials: Parameters<typeof diagnoseCall>[2],
): Promise<CallResult> {
  const diagnosis = await diagnoseCall(ctx, call, credentials);
  return buildResult(call, { timeline: timelineOf(call, ctx.now()), diagnosis });
}

async function describeAccount(
  facts: Facts,
): Promise<Pick<ReportContent, 'account' | 'partner_status' | 'plivo_account'>> {
  const config = await facts.config.read().catch(letThrough);
  const pair = await facts.credentials.read().catch(letThrough);
  const atPlivo = await facts.account.read().catch(letThrough);
  return {
    account: config === null ? null : (config.display_name ?? config.name),
    partner_status: config?.status ?? null,
    plivo_account:
      pair === null
        ? null
        : [atPlivo?.name, maskAuthId(pair.authId)].filter((part) => part).join(', '),
  };
}

async function describeConnections(facts: Facts): Promise<ReportedConnection[]> {
  const [listed, config, used] = await Promise.all([
    facts.connections.read().catch(letThrough),
    facts.config.read().catch(letThrough),
    facts.used.read().catch(letThrough),
  ]);
  return (listed ?? []).map((one) => ({
    connection_id: one.connection_id,
    name: one.name,
    status: isActive(one) ? 'active' : one.status.toLowerCase(),
    is_default: one.is_default === true,
    for_calls: used?.some(({ connection_id }) => connection_id === one.connection_id) === true,
    from_number: config === null ? null : fromNumberOf(one, config),
  }));
}

async function describeNumbers(facts: Facts): Promise<ReportedNumber[]> {
  const [listed, owned, connections] = await Promise.all([
    facts.phoneNumbers.read().catch(letThrough),
    facts.carrierNumbers.read().catch(letThrough),
    facts.connections.read().catch(letThrough),
  ]);
  const rows = listed ?? (connections ?? []).flatMap((one) => one.phone_numbers);
  return rows.map(({ phone_number, agent, status }) => {
    const there = owned?.find((one) => isSameNumber(one.phone_number, phone_number));
    const voice = { true: 'with Voice', false: 'without Voice', null: 'Voice not said' };
    return {
      phone_number,
      agent: agent?.name ?? agent?.id ?? null,
      status: status.toLowerCase(),
      at_plivo:
        owned === null
          ? null
          : there === undefined
            ? 'not on the account'
            : `rented, ${voice[String(there.voice_enabled) as keyof typeof voice]}`,
    };
  });
}

function isProblem({ status }: CheckResult): boolean {
  return status === 'fail' || status === 'warn';
}

function failsFirst(a: CheckResult, b: CheckResult): number {
  return Number(b.status === 'fail') - Number(a.status === 'fail');
}

const manager: Actor = 'your Vocobase account manager';
const plivoConsole: Actor = 'you, in the Plivo console';

/** Who can act on a failing check; the user, if the check is not listed. */
const actors: Readonly<Record<string, Actor | 'as named for each code'>> = {
  'hangup-causes': 'as named for each code',
  partner: manager,
  'provider-allowed': manager,
  concurrency: manager,
  'plivo-balance': plivoConsole,
  'plivo-trial': plivoConsole,
  'plivo-numbers': plivoConsole,
  'number-voice': plivoConsole,
  'india-compliance': plivoConsole,
};

function openItem({ id, status, found, remedy, commands }: CheckResult): OpenItem {
  return { status, found, remedy, commands, actor: actors[id] ?? 'you' };
}

function claimOf(
  { id, group, title, status, found }: CheckResult,
  requests: readonly AnsweredRequest[],
): Claim {
  const source = checks.find((check) => check.id === id)?.source ?? 'no API';
  const request = requests.find((one) => isFrom(one, source));
  return {
    group: groupTitles[group],
    title,
    status,
    found,
    source: request === undefined && paths[source] !== null ? `${source} (not needed)` : source,
    at: request?.at ?? null,
    request_id: request?.request_id ?? null,
  };
}

const paths: Readonly<Record<Source, RegExp | null>> = {
  'GET /config': /\/config$/,
  'GET /telephony/connections': /\/telephony\/connections$/,
  'GET /phone-numbers': /\/phone-numbers$/,
  'GET /agent': /\/agent$/,
  'GET /calls': /\/calls$/,
  'GET /calls/{id}': /\/calls\/(?!concurrency$)[^/]+$/,
  'GET /calls/concurrency': /\/calls\/concurrency$/,
  'Plivo GET /Account/': /\/Account\/[^/]+\/$/,
  'Plivo GET /Number/': /\/Number\/$/,
  'Plivo GET /Call/': /\/Call\/$/,
  'this machine': null,
  'no API': null,
};

function isFrom({ api, method, url }: AnsweredRequest, source: Source): boolean {
  const path = paths[source];
  const ofPlivo = source.startsWith('Plivo');
  return path !== null && method === 'GET' && (api === 'Plivo') === ofPlivo && path.test(url);
}

/**
 * Cleans every text of the document: first control characters, then the secrets of this run, then
 * whole Auth IDs. The sandbox's port is removed because it differs in each run.
 */
function secretFree(
  given: Awaited<ReturnType<typeof readGiven>>,
  sandboxUrl: string | null,
): (text: string) => string {
  const { authId, authToken } = given.credentials;
  const secrets = [
    given.key?.apiKey,
    authToken,
    authId !== null && authToken !== null
      ? Buffer.from(`${authId}:${authToken}`).toString('base64')
      : null,
  ].filter((one): one is NonNullable<typeof one> => one != null);
  const masker = createMasker(() => secrets);
  return (text) => {
    // API text can have any length; a request to send is far below this limit.
    const clean = shorten(masker.text(cleanLines(masker.text(text))));
    const named = sandboxUrl === null ? clean : clean.replaceAll(sandboxUrl, 'the sandbox');
    return named.replace(/\b(?:MA|SA)[A-Z0-9]{18}\b/g, maskAuthId);
  };
}

/** The names that `--redact` hides, by kind. */
async function namesIn(facts: Facts): Promise<Readonly<Record<string, readonly string[]>>> {
  const [config, listed, agents, atPlivo, owned] = await Promise.all([
    facts.config.read().catch(letThrough),
    facts.connections.read().catch(letThrough),
    facts.agents.read().catch(letThrough),
    facts.account.read().catch(letThrough),
    facts.carrierNumbers.read().catch(letThrough),
  ]);
  const known = (names: readonly (string | null | undefined)[]) =>
    names.filter((name): name is string => name != null && name !== '');
  return {
    Account: known([config?.display_name, config?.name]),
    'Plivo account': known([atPlivo?.name]),
    Connection: known((listed ?? []).map(({ name }) => name)),
    Agent: known((agents ?? []).map(({ agent_name }) => agent_name)),
    Number: known((owned ?? []).map(({ alias }) => alias)),
  };
}

/** Applies the function to each string of a value; member names stay. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, mapTexts(member, change)]),
    ) as T;
  }
  return value;
}
