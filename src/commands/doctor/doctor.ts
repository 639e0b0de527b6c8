import { wholeCommand } from '../../domain/whole-command.ts';
import { CliError } from '../../errors/cli-error.ts';
import { exits } from '../../errors/entry.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Say } from '../../ports/say.ts';
import { readCredentials } from '../shared/plivo-credentials.ts';
import type { Check } from './check.ts';
import { checks } from './checks/all.ts';
import { type Facts, type GivenAtHand, gatherFacts } from './facts.ts';
import { CheckEnd, type CheckStatus, type Finding, unknown } from './finding.ts';
import { viewReport } from './view.ts';

export interface DoctorInput {
  /** The id of a check, or of a group of them. */
  readonly only?: string | undefined;
}

/** A finding with its check, as the result shows it. */
export interface CheckResult {
  readonly id: Check['id'];
  readonly group: Check['group'];
  readonly title: string;
  readonly status: CheckStatus;
  readonly found: string;
  readonly remedy: string | null;
  /** Whole commands, with the program's name. */
  readonly commands: readonly string[];
}

export interface DoctorResult {
  readonly status: 'pass' | 'warn' | 'fail';
  readonly checks: readonly CheckResult[];
}

/** Fails where something fails. */
export const doctor = createDoctor({ failOnWarn: false });

/** With `--fail-on warn`: fails where something warns, too. */
export const strictDoctor = createDoctor({ failOnWarn: true });

function createDoctor(rule: { readonly failOnWarn: boolean }): Action<DoctorInput, DoctorResult> {
  return {
    async run(ctx, { only }) {
      const chosen = choose(only);
      const facts = gatherFacts(ctx, await readGiven(ctx));
      const results = await runAll(ctx, chosen, facts);
      return { status: worst(results), checks: results };
    },

    view: viewReport,

    exit: ({ status }) =>
      status === 'fail' || (rule.failOnWarn && status === 'warn') ? exits.foundFailing : exits.done,
  };
}

function choose(only: string | undefined): readonly Check[] {
  if (only === undefined) return checks;
  const chosen = checks.filter(({ id, group }) => id === only || group === only);
  if (chosen.length > 0) return chosen;
  const ids = checks.map(({ id }) => id);
  const groups = [...new Set(checks.map(({ group }) => group))];
  throw new CliError('INVALID_VALUE', {
    message: `--only: there is no check and no group called ${only}.`,
    hints: [`Groups: ${groups.join(', ')}.`, `Checks: ${ids.join(', ')}.`],
    commands: [],
    details: { groups, checks: ids },
  });
}

/**
 * What is malformed is said before any request. A key that is absent, or that is stored and of no
 * use here, is a finding: the rest can be checked without it.
 */
async function readGiven(ctx: Context): Promise<GivenAtHand> {
  const { url: baseUrl, source: baseUrlSource } = await ctx.baseUrl();
  const given = await readCredentials(ctx, {});
  const demo = await ctx.demo();
  const authId = given.authId ?? demo?.authId ?? null;
  const authToken = given.authToken ?? demo?.authToken ?? null;
  // The address of Plivo's API is checked when the client is built.
  if (authId !== null && authToken !== null) await ctx.carrier({ authId, authToken });
  const known = { baseUrl, baseUrlSource, credentials: { authId, authToken } };
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

function runAll(
  ctx: Pick<Context, 'mode'> & { readonly say: Say },
  chosen: readonly Check[],
  facts: Facts,
): Promise<CheckResult[]> {
  return ctx.say.progress('Checking', async (update) => {
    let done = 0;
    return Promise.all(
      chosen.map(async (check) => {
        const { status, found, remedy, commands } = await runOne(check, facts);
        done += 1;
        update(`Checking (${done} of ${chosen.length})`);
        const { id, group, title } = check;
        const whole = commands.map((words) => wholeCommand(ctx, words));
        return { id, group, title, status, found, remedy, commands: whole };
      }),
    );
  });
}

/** A check that breaks is a finding, and the others go on; only an interruption ends them all. */
async function runOne(check: Check, facts: Facts): Promise<Finding> {
  try {
    return await check.run(facts);
  } catch (error) {
    if (error instanceof CheckEnd) return error.finding;
    if (error instanceof CliError && error.code === 'INTERRUPTED') throw error;
    const what = error instanceof Error ? error.message : String(error);
    return unknown(`this check could not be carried out: ${what}`);
  }
}

function worst(results: readonly CheckResult[]): DoctorResult['status'] {
  const has = (wanted: CheckStatus) => results.some(({ status }) => status === wanted);
  if (has('fail')) return 'fail';
  return has('warn') ? 'warn' : 'pass';
}
