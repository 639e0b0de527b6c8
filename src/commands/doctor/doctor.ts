import { isUuid, nearNames } from '../../domain/text/selector.ts';
import { type TypedNames, wholeCommand } from '../../domain/text/shell-command.ts';
import { typedAgents } from '../../domain/vocobase/agent.ts';
import { typedConnections } from '../../domain/vocobase/connection.ts';
import { accountLabel } from '../../domain/vocobase/partner-config.ts';
import { CliError } from '../../errors/cli-error.ts';
import { exits } from '../../errors/entry.ts';
import { selectedAgent } from '../../flows/agent.ts';
import { findConnection, selectedConnection } from '../../flows/calling-connection.ts';
import { credentialsAtHand } from '../../flows/connection/credentials.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import {
  type Check,
  CheckEnd,
  type CheckResult,
  type DoctorResult,
  type Finding,
  unknown,
  worst,
} from './check.ts';
import { keyAccepted } from './checks/key-accepted.ts';
import { type Facts, type GivenAtHand, gatherFacts, letThrough } from './facts.ts';
import { viewReport } from './view.ts';

/** The options of `doctor`; `--fix` and `--api-report` have actions of their own. */
export interface DoctorInput {
  /** The id of a check or of a group. */
  readonly only?: string | undefined;
  readonly failOn?: string | undefined;
  /** The connection to check instead of the one that calls would use. */
  readonly connection?: string | undefined;
  /** Shows people each check instead of one line per group. */
  readonly all?: boolean | undefined;
  /** Shows people only problems. */
  readonly quiet?: boolean | undefined;
}

/** Runs every check in parallel and adds a remedy to each problem. */
export const doctor: Action<DoctorInput, DoctorResult> = {
  async run(ctx, input) {
    const { facts, results, account, connection, seconds } = await examine(ctx, input);
    const names = await namesIn(results, facts);
    return { status: worst(results), checks: results, account, connection, seconds, names };
  },

  data: ({ names: _, ...result }) => result,

  view: viewReport,

  exit: ({ status }, { failOn }) =>
    status === 'fail' || (failOn === 'warn' && status === 'warn') ? exits.foundFailing : exits.done,
};

/** The findings of one run, with the facts behind them. */
export interface Examined extends Pick<DoctorResult, 'account' | 'connection' | 'seconds'> {
  readonly facts: Facts;
  /** The selected checks. */
  readonly checks: readonly Check[];
  readonly results: readonly CheckResult[];
}

/**
 * Reads the facts and runs the checks. Throws INVALID_VALUE, NOT_FOUND, and AMBIGUOUS_SELECTOR for
 * flags that match nothing; any later failure is a finding.
 */
export async function examine(ctx: Context, input: DoctorInput): Promise<Examined> {
  checkFailOn(input.failOn);
  const began = ctx.now().getTime();
  const facts = gatherFacts(ctx, await readGiven(ctx, input.connection));
  const hasKey = (await facts.key.read().catch(letThrough)) !== null;
  if (input.only === undefined && hasKey) {
    facts.readAhead();
    await turnOfLoop();
  }
  const { checks } = await import('./checks/all.ts');
  const chosen = choose(checks, input.only);
  await requireConnection(facts, input.connection);
  const results = await runChecks(ctx, chosen, facts);
  const about =
    // A single check reads only what it needs.
    input.only === undefined ? await describe(facts) : { account: null, connection: null };
  const seconds = Math.round((ctx.now().getTime() - began) / 100) / 10;
  return { facts, checks: chosen, results, ...about, seconds };
}

/** Lets the first requests leave before more is loaded. */
function turnOfLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function checkFailOn(failOn: string | undefined): void {
  const values = ['warn', 'fail'];
  if (failOn === undefined || values.includes(failOn)) return;
  throw new CliError('INVALID_VALUE', {
    message: `--fail-on: ${failOn} is not a status that it takes.`,
    hints: [...didYouMean(values, failOn), `Statuses: ${values.join(', ')}.`],
    details: { allowed: values },
  });
}

function choose(checks: readonly Check[], only: string | undefined): readonly Check[] {
  if (only === undefined) return checks;
  const chosen = checks.filter(({ id, group }) => id === only || group === only);
  if (chosen.length > 0) return chosen;
  const ids = checks.map(({ id }) => id);
  const groups = [...new Set(checks.map(({ group }) => group))];
  const near = nearNames([...groups, ...ids], only);
  throw new CliError('INVALID_VALUE', {
    message: `--only: there is no check or group called ${only}.`,
    hints: [
      ...didYouMean([...groups, ...ids], only),
      `Groups: ${groups.join(', ')}.`,
      `Checks: ${ids.join(', ')}.`,
    ],
    commands: near.slice(0, 1).map((name) => `doctor --only ${name}`),
    details: { groups, checks: ids },
  });
}

function didYouMean(names: readonly string[], wanted: string): string[] {
  const near = nearNames(names, wanted);
  return near.length === 0 ? [] : [`Did you mean ${near.join(' or ')}?`];
}

/**
 * Reads the inputs. Malformed input is an error before any request. A missing key, or a stored one
 * that cannot be used here, is a finding.
 */
export async function readGiven(ctx: Context, named: string | undefined): Promise<GivenAtHand> {
  const { url: baseUrl, source: baseUrlSource } = await ctx.baseUrl();
  const credentials = await credentialsAtHand(ctx);
  const known = {
    baseUrl,
    baseUrlSource,
    credentials,
    connection: await selectedConnection(ctx, named),
    agent: (await selectedAgent(ctx))?.selector ?? null,
  };
  try {
    return { ...known, key: await ctx.findApiKey(), keyProblem: null };
  } catch (error) {
    const isFinding =
      error instanceof CliError &&
      (error.code === 'API_KEY_MISSING' || error.code === 'CONFIG_UNREADABLE');
    if (!isFinding) throw error;
    return { ...known, key: null, keyProblem: error };
  }
}

/** Throws NOT_FOUND or AMBIGUOUS_SELECTOR for `--connection`; an unreadable list is a finding. */
async function requireConnection(facts: Facts, named: string | undefined): Promise<void> {
  if (named === undefined) return;
  const listed = await facts.connections.read().catch(letThrough);
  if (listed !== null) findConnection(listed, named);
  else if (!isUuid(named)) await facts.connections.need();
}

/** Runs the checks in parallel. Without a key, one finding replaces the checks that need it. */
export function runChecks(
  ctx: Pick<Context, 'mode' | 'log'>,
  chosen: readonly Check[],
  facts: Facts,
): Promise<CheckResult[]> {
  return ctx.log.progress('Checking', async (update) => {
    let done = 0;
    const run = async (check: Check): Promise<CheckResult> => {
      const { status, found, remedy, commands } = await runOne(check, facts);
      done += 1;
      update(`Checking (${done} of ${chosen.length})`);
      const { id, group, title } = check;
      const whole = commands.map((words) => wholeCommand(ctx, words));
      return { id, group, title, status, found, remedy, commands: whole };
    };
    if ((await facts.key.read().catch(letThrough)) !== null) {
      return Promise.all(chosen.map(run));
    }
    const key = await run(keyAccepted);
    const isWhole = chosen.includes(keyAccepted) && chosen.length > 1;
    const others = isWhole
      ? []
      : await Promise.all(chosen.filter(({ id }) => id !== key.id).map(run));
    return [key, ...others.filter(({ status }) => status !== 'skip')];
  });
}

/**
 * A check that throws becomes a finding and the others continue; only an interruption ends them
 * all.
 */
async function runOne(check: Check, facts: Facts): Promise<Finding> {
  try {
    return await check.run(facts);
  } catch (error) {
    if (error instanceof CheckEnd) return error.finding;
    if (error instanceof CliError && error.code === 'INTERRUPTED') throw error;
    const what = error instanceof Error ? error.message : String(error);
    return unknown(`This check could not run: ${what}`);
  }
}

/** How to type the names of connections and agents, as far as commands of the findings name any. */
export async function namesIn(results: readonly CheckResult[], facts: Facts): Promise<TypedNames> {
  const commands = results.flatMap((result) => result.commands);
  const mention = (pattern: RegExp) => commands.some((command) => pattern.test(command));
  const [every, agents] = await Promise.all([
    mention(/ connections use | --connection /) ? facts.every.read().catch(letThrough) : null,
    mention(/ agents voicemail /) ? facts.agents.read().catch(letThrough) : null,
  ]);
  return { ...typedConnections(every ?? []), ...typedAgents(agents ?? []) };
}

/** The account and connection that were checked, as far as they were read. */
export async function describe(
  facts: Facts,
): Promise<Pick<DoctorResult, 'account' | 'connection'>> {
  if (!(await facts.key.read().catch(letThrough))) return { account: null, connection: null };
  const [config, chosen] = await Promise.all([
    facts.config.read().catch(letThrough),
    facts.calling.read().catch(letThrough),
  ]);
  const one = chosen?.calling.kind === 'one' ? chosen.calling.connection : null;
  return {
    account: config === null ? null : accountLabel(config),
    connection: one === null ? null : { connection_id: one.connection_id, name: one.name },
  };
}
