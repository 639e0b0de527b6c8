import { type DryRun, DryRunStop, type PlannedRequest } from '../../domain/text/dry-run.ts';
import { maskAuthId } from '../../domain/text/mask.ts';
import { isSameNumber } from '../../domain/text/phone-number.ts';
import { wholeCommand } from '../../domain/text/shell-command.ts';
import { parseApiKey } from '../../domain/vocobase/api-key.ts';
import {
  type Connection,
  defaultNumber,
  isActive,
  nameOf,
} from '../../domain/vocobase/connection.ts';
import { isImported } from '../../domain/vocobase/readiness.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { exits } from '../../errors/entry.ts';
import { canConsent } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context, KeyInForce } from '../../ports/context.ts';
import { adviceOnError, type Check, type CheckResult, type DoctorResult, worst } from './check.ts';
import {
  type DoctorInput,
  describe,
  doctor,
  examine,
  namesIn,
  readGiven,
  runChecks,
} from './doctor.ts';
import { type Facts, gatherFacts, letThrough } from './facts.ts';
import { viewReport } from './view.ts';

/** The JSON of `doctor --fix`. */
export interface FixResult extends DoctorResult {
  /** The checks whose problem was fixed, in the order of the fixes. */
  readonly fixed: readonly string[];
}

/** One fix for a problem. */
interface Fix {
  /** What it does, verb first: `Import the numbers of Sales`. */
  readonly what: string;
  /** Shown before the question; null if the fix only changes this machine. */
  readonly request: (Omit<PlannedRequest, 'url'> & { readonly path: string }) | null;
  /** Asks a person for what the fix needs. Absent if it needs nothing. */
  readonly ask?: () => Promise<void>;
  /** Applies the fix. With `--dry-run` the client throws DryRunStop instead. */
  apply(): Promise<void>;
}

/** Changes by a fix that no API shows, for the checks that follow. */
interface Changes {
  key: KeyInForce | null;
  credentialsReplaced: boolean;
}

/**
 * `doctor --fix`: for each problem, shows the fix and its request, asks, applies it, and runs that
 * check again. Without a person it needs `--yes`, and applies only fixes that need no choice.
 * Throws CONFIRMATION_REQUIRED before any request if no one can consent.
 */
export const fixProblems: Action<DoctorInput, FixResult> = {
  async run(ctx, input) {
    if (!canConsent(ctx)) {
      throw new CliError('CONFIRMATION_REQUIRED', {
        message: '--fix changes things, and no one can answer here. It needs --yes.',
        hints: ['Add --yes to apply the fixes that need no choice, or read the findings first.'],
        commands: ['doctor'],
        details: { missing: [{ flag: '--yes', env: null, what: 'consent to the fixes' }] },
      });
    }
    const examined = await examine(ctx, input);
    const { checks, seconds, account, connection } = examined;
    const changes: Changes = { key: null, credentialsReplaced: false };
    const planned: PlannedRequest[] = [];
    const fixed: string[] = [];
    let { facts, results } = examined;
    let offered = 0;
    // By index, because storing a key makes the list longer.
    for (let at = 0; at < results.length; at += 1) {
      const before = results[at];
      const check = checks.find(({ id }) => id === before?.id);
      if (before === undefined || check === undefined || !isProblem(before)) continue;
      const current = fixed.length === 0 ? before : await again(ctx, check, facts);
      results = replaced(results, current);
      const fix = isProblem(current) ? await fixFor(ctx, check.id, facts, changes) : null;
      if (fix === null) continue;
      offered += 1;
      const outcome = await carryOut(ctx, current, fix);
      if (outcome instanceof DryRunStop) plan(planned, outcome.request);
      if (outcome instanceof CliError)
        results = replaced(results, withFailedFix(ctx, current, outcome));
      if (outcome !== 'done') continue;
      facts = await reread(ctx, input, changes);
      const after = await again(ctx, check, facts);
      results = replaced(results, after);
      if (isProblem(after)) ctx.log.failed(fix.what, after.found);
      else {
        fixed.push(check.id);
        // A change that no read can verify gets no check mark.
        if (after.status === 'pass') ctx.log.done(fix.what, after.found);
        else ctx.log.notice(`${fix.what}: sent. ${after.found}.`);
        // With a key, the other checks can run now.
        if (check.id === 'key') results = await runChecks(ctx, checks, facts);
      }
    }
    if (ctx.mode.dryRun) return { dry_run: true, requests: planned } satisfies DryRun;
    if (offered === 0) {
      ctx.log.notice('doctor --fix cannot fix any of the problems below.');
    }
    const about =
      fixed.length > 0 && input.only === undefined
        ? await describe(facts)
        : { account, connection };
    const names = await namesIn(results, facts);
    return { status: worst(results), checks: results, ...about, seconds, names, fixed };
  },

  data: ({ names: _, ...result }) => result,

  view: (result, style, input) => viewReport(result, style, input ?? {}),

  exit: (result, input) => doctor.exit?.(result, input) ?? exits.done,
};

function isProblem({ status }: CheckResult): boolean {
  return status === 'fail' || status === 'warn';
}

/** Adds a request once: it may fix several problems. */
function plan(planned: PlannedRequest[], request: PlannedRequest): void {
  const text = JSON.stringify(request);
  if (!planned.some((one) => JSON.stringify(one) === text)) planned.push(request);
}

function replaced(results: readonly CheckResult[], fresh: CheckResult): CheckResult[] {
  return results.map((one) => (one.id === fresh.id ? fresh : one));
}

async function again(
  ctx: Pick<Context, 'mode' | 'log'>,
  check: Check,
  facts: Facts,
): Promise<CheckResult> {
  const results = await runChecks(ctx, [check], facts);
  const found = results.find(({ id }) => id === check.id);
  if (found === undefined) throw new Error(`the check ${check.id} gave no result`);
  return found;
}

/** The facts after a change: everything is read again when needed. */
async function reread(ctx: Context, input: DoctorInput, changes: Changes): Promise<Facts> {
  const given = await readGiven(ctx, input.connection);
  const { key, credentialsReplaced } = changes;
  return gatherFacts(ctx, {
    ...given,
    ...(key === null ? {} : { key, keyProblem: null }),
    credentialsReplaced,
  });
}

/** Shows the fix, asks, and applies it. A failed fix is reported, and the others continue. */
async function carryOut(
  ctx: Context,
  problem: CheckResult,
  fix: Fix,
): Promise<'done' | 'declined' | DryRunStop | CliError> {
  if (fix.ask !== undefined && !ctx.prompt.available) return 'declined';
  ctx.log.gap();
  ctx.log.notice(`Problem  ${problem.found}`);
  ctx.log.notice(`Fix      ${fix.what}`);
  if (fix.request !== null) {
    const { method, path, body } = fix.request;
    // With spaces, a long body breaks between its members.
    const shown = JSON.stringify(body, null, 1).replace(/\n\s*/g, ' ');
    ctx.log.notice(`Request  ${method} ${path} ${shown}`);
  }
  await fix.ask?.();
  if (!ctx.mode.yes && !ctx.mode.dryRun) {
    const agreed = await ctx.prompt.confirm({
      message: 'Apply this fix?',
      flag: '--yes',
      what: 'consent',
    });
    if (!agreed) {
      ctx.log.skipped(fix.what);
      return 'declined';
    }
  }
  try {
    await ctx.log.progress(fix.what, () => fix.apply());
    return 'done';
  } catch (error) {
    if (error instanceof DryRunStop) return error;
    if (!isKnownFailure(error)) throw error;
    ctx.log.failed(fix.what, error.message);
    return error;
  }
}

/** Its command would fail like the fix, unless trying again may help. */
function withFailedFix(
  ctx: Pick<Context, 'mode'>,
  problem: CheckResult,
  error: CliError,
): CheckResult {
  if (error.retryable) return problem;
  const { remedy, commands } = adviceOnError(error);
  return {
    ...problem,
    remedy: [`The fix failed: ${error.message}`, remedy].filter((part) => part !== '').join(' '),
    commands: commands.map((words) => wholeCommand(ctx, words)),
  };
}

function fixFor(
  ctx: Context,
  id: string,
  facts: Facts,
  changes: Changes,
): Promise<Fix | null> | null {
  switch (id) {
    case 'key':
      return storeKey(ctx, facts, changes);
    case 'connection':
      return rememberConnection(ctx, facts);
    case 'stored-token':
      return replaceCredentials(ctx, facts, changes);
    case 'number-imported':
    case 'number-drift':
      return importNumbers(ctx, facts, id);
    default:
      return null;
  }
}

/**
 * Stores a key if it is missing, or stored and refused. One from the environment cannot be changed
 * here.
 */
async function storeKey(ctx: Context, facts: Facts, changes: Changes): Promise<Fix | null> {
  const known = await facts.key.read().catch(letThrough);
  if (ctx.mode.sandbox !== null || known?.source === 'environment') return null;
  let typed = '';
  return {
    what: 'Store an API key on this machine',
    request: null,
    async ask() {
      typed = await ctx.prompt.secret({
        message: 'Vocobase API key',
        flag: null,
        env: 'VOCOBASE_API_KEY',
        what: 'API key',
        parse: parseApiKey,
      });
    },
    async apply() {
      const vocobase = await ctx.vocobase(typed);
      // A refused key is not stored.
      await vocobase.config();
      if (ctx.mode.dryRun) return;
      const [keys, settings] = await Promise.all([ctx.keys(), ctx.settings()]);
      const key = { apiKey: typed, baseUrl: vocobase.baseUrl };
      changes.key = {
        apiKey: typed,
        source: await keys.write(settings.profile.name, key, 'auto'),
      };
    },
  };
}

/**
 * Several active connections, or a remembered one that no longer exists. A person chooses among
 * several.
 */
async function rememberConnection(ctx: Context, facts: Facts): Promise<Fix | null> {
  const { calling, by } = await facts.calling.need();
  if (by === 'environment' || by === 'flag') return null;
  if (calling.kind !== 'several' && calling.kind !== 'gone') return null;
  const active = (await facts.connections.need()).filter(isActive);
  const [only] = active;
  if (only === undefined) return null;
  let chosen = only;
  const apply = async () => {
    if (ctx.mode.dryRun) return;
    await (await ctx.settings()).write('connection', chosen.connection_id);
  };
  if (active.length === 1) {
    return { what: `Use ${nameOf(only)} for calls from this machine`, request: null, apply };
  }
  return {
    what: 'Choose a connection for calls from this machine',
    request: null,
    async ask() {
      chosen = await ctx.prompt.choose({
        message: 'Connection',
        flag: '--connection',
        what: 'connection',
        choices: active.map((one) => ({
          value: one,
          name: nameOf(one),
          description: defaultNumber(one) ?? one.connection_id,
        })),
      });
    },
    apply,
  };
}

/** Only the default connection can be changed, and only with a pair that Plivo accepts. */
async function replaceCredentials(
  ctx: Context,
  facts: Facts,
  changes: Changes,
): Promise<Fix | null> {
  const [pair, verdict, listed, config] = await Promise.all([
    facts.credentials.read().catch(letThrough),
    facts.verdict.read().catch(letThrough),
    facts.connections.read().catch(letThrough),
    facts.config.need(),
  ]);
  if (pair === null || verdict?.kind !== 'accepted' || listed === null) return null;
  const used = await facts.used.need();
  const connection = defaultOf(listed.filter(isActive));
  const isItsOwn = used.every(({ connection_id }) => connection_id === connection?.connection_id);
  if (connection === null || !isItsOwn) return null;
  const inList = defaultNumber(connection);
  const inConfig = config.telephony?.plivo?.from_number ?? null;
  // If two replies disagree, or none shows a whole number, a person decides in credentials rotate.
  if (inList !== null && inConfig !== null && !isSameNumber(inList, inConfig)) return null;
  const fromNumber = inList ?? inConfig;
  if (fromNumber === null || !fromNumber.startsWith('+')) return null;
  const body = { auth_id: pair.authId, auth_token: pair.authToken, from_number: fromNumber };
  return {
    what: `Send the Plivo credentials on this machine to Vocobase, for ${nameOf(connection)}`,
    request: {
      method: 'PUT',
      path: '/config/telephony/plivo',
      body: { ...body, auth_id: maskAuthId(pair.authId), auth_token: '****' },
    },
    async apply() {
      await (await ctx.vocobase()).putDefaultConnection('plivo', body);
      changes.credentialsReplaced = true;
    },
  };
}

/** The default connection in the list; the only active one counts if none is marked as default. */
function defaultOf(active: readonly Connection[]): Connection | null {
  const marked = active.filter((one) => one.is_default === true);
  if (marked.length === 1) return marked[0] ?? null;
  const [only] = active;
  return active.length === 1 && only?.is_default === null ? only : null;
}

/** Imports the numbers that Plivo has and Vocobase lacks; a released number is unchanged. */
async function importNumbers(ctx: Context, facts: Facts, id: string): Promise<Fix | null> {
  const used = await facts.used.need();
  const judged = await facts.state.need();
  const missing = (await facts.shown.need()).filter(
    ({ phone_number, connection }) => !isImported(judged, phone_number, connection),
  );
  // With several connections, the one whose caller ID is missing is used; otherwise it is
  // undecided.
  const wanted = id === 'number-imported' ? (missing[0]?.connection ?? null) : (used[0] ?? null);
  if (id === 'number-drift' && used.length > 1) return null;
  if (id === 'number-drift' && !(await hasFreshNumbers(facts))) return null;
  const connectionId = wanted?.connection_id ?? null;
  return {
    what: wanted === null ? 'Import the numbers' : `Import the numbers of ${nameOf(wanted)}`,
    request: {
      method: 'POST',
      path: '/phone-numbers/sync',
      body: {
        provider: 'plivo',
        ...(connectionId === null ? {} : { connection_id: connectionId }),
      },
    },
    async apply() {
      await (await ctx.vocobase()).syncPhoneNumbers({ provider: 'plivo', connectionId });
    },
  };
}

async function hasFreshNumbers(facts: Facts): Promise<boolean> {
  const judged = await facts.state.need();
  const owned = await facts.carrierNumbers.need();
  return owned.some(({ phone_number }) => !isImported(judged, phone_number, null));
}
