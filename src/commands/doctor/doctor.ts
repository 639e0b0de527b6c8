import { wholeCommand } from '../../domain/text/shell-command.ts';
import { CliError } from '../../errors/cli-error.ts';
import { exits } from '../../errors/entry.ts';
import { credentialsAtHand, pairOf } from '../../flows/connection/credentials.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Log } from '../../ports/log.ts';
import type { Check } from './check.ts';
import { type Facts, type GivenAtHand, gatherFacts } from './facts.ts';
import { CheckEnd, type Finding, unknown } from './finding.ts';
import { type CheckResult, type DoctorResult, worst } from './result.ts';
import { viewReport } from './view.ts';

export interface DoctorInput {
  /** The id of a check, or of a group of them. */
  readonly only?: string | undefined;
  readonly failOn?: 'warn' | 'fail' | undefined;
}

/** Every check, side by side, with a remedy for what it finds. */
export const doctor: Action<DoctorInput, DoctorResult> = {
  async run(ctx, { only }) {
    const facts = gatherFacts(ctx, await readGiven(ctx));
    if (only === undefined) {
      facts.readAhead();
      await turnOfLoop();
    }
    const { checks } = await import('./checks/all.ts');
    const results = await runAll(ctx, choose(checks, only), facts);
    return { status: worst(results), checks: results };
  },

  view: viewReport,

  exit: ({ status }, { failOn }) =>
    status === 'fail' || (failOn === 'warn' && status === 'warn') ? exits.foundFailing : exits.done,
};

/** Lets what was asked for leave before more is loaded. */
function turnOfLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function choose(checks: readonly Check[], only: string | undefined): readonly Check[] {
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
  const credentials = await credentialsAtHand(ctx);
  const pair = pairOf(credentials);
  // The address of Plivo's API is checked when the client is built.
  if (pair !== null) await ctx.carrier(pair);
  const known = { baseUrl, baseUrlSource, credentials };
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
  ctx: Pick<Context, 'mode'> & { readonly log: Log },
  chosen: readonly Check[],
  facts: Facts,
): Promise<CheckResult[]> {
  return ctx.log.progress('Checking', async (update) => {
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
