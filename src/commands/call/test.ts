import { isLoopbackUrl } from '../../domain/text/base-url.ts';
import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import { findNumberDoubt, parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { isCompleted, isTerminal } from '../../domain/vocobase/call.ts';
import { parseCallVariables } from '../../domain/vocobase/call-variables.ts';
import { explainRefusal } from '../../domain/vocobase/refusal.ts';
import { CliError } from '../../errors/cli-error.ts';
import { exits } from '../../errors/entry.ts';
import { chooseAgent } from '../../flows/agent.ts';
import { chooseConnection } from '../../flows/calling-connection.ts';
import { findCredentials } from '../../flows/connection/credentials.ts';
import { accept, canConsent, type Missing, requireInputs } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import { defaultMaxWaitSeconds, defaultPollSeconds, placeAndFollow } from './place-call.ts';
import type { CallResult } from './result.ts';
import { viewCall } from './view.ts';

const provider = 'plivo';

/** `call test`: places a call and, unless `--no-wait`, follows it to its end. */
export const testCall: Action<CallTestInput, CallResult> = {
  run: place,

  view: viewCall,

  exit({ status }, { wait }) {
    // A call that was started is all that was asked for.
    if (wait === false) return exits.done;
    if (!isTerminal(status)) return exits.callStillLive;
    return isCompleted(status) ? exits.done : exits.callNotCompleted;
  },
};

async function place(ctx: Context, input: CallTestInput): Promise<CallResult> {
  const given = await readGivenCall(ctx, input);
  const wait = input.wait !== false;
  const credentials = wait ? await findCredentials(ctx) : null;
  const vocobase = await ctx.vocobase();
  const to = given.to ?? (await askDestination(ctx));
  const withReason = async (error: unknown) => {
    throw await explainRefusal(vocobase, error, provider);
  };
  const named = { flag: input.connection, provider };
  const connection = await chooseConnection(ctx, vocobase, named).catch(withReason);
  const agent = await chooseAgent(ctx, vocobase, input.agent).catch(withReason);
  const { variables, maxWaitSeconds, pollSeconds } = given;
  return placeAndFollow(ctx, vocobase, {
    to,
    agent,
    provider,
    connection,
    credentials,
    wait,
    maxWaitSeconds,
    pollSeconds,
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
  });
}

async function askDestination(ctx: Pick<Context, 'prompt' | 'log'>): Promise<string> {
  const to = await ctx.prompt.text({
    message: 'Which number shall be called (E.164, +…)?',
    flag: '--to',
    what: 'number to call',
    parse: parsePhoneNumber,
  });
  await doubt(ctx, to);
  return to;
}

/** What can be typed behind `call test`. */
export interface CallTestInput {
  readonly to?: string | undefined;
  readonly agent?: string | undefined;
  readonly connection?: string | undefined;
  readonly var?: readonly string[] | undefined;
  /** False with `--no-wait`. */
  readonly wait?: boolean | undefined;
  readonly maxWait?: string | undefined;
  readonly pollInterval?: string | undefined;
}

/** The same, checked; null for what a person is still to be asked. */
interface GivenCall {
  readonly to: string | null;
  readonly variables: Readonly<Record<string, string>>;
  readonly maxWaitSeconds: number;
  readonly pollSeconds: number;
}

/** Checks everything that was given or remembered, before any request. */
async function readGivenCall(ctx: Context, input: CallTestInput): Promise<GivenCall> {
  const settings = (await ctx.settings()).read();
  const variables = accept(ctx, parseCallVariables(input.var ?? []), '--var');
  const maxWaitSeconds =
    input.maxWait === undefined
      ? defaultMaxWaitSeconds
      : accept(ctx, parseSeconds(input.maxWait, 1), '--max-wait');
  const pollSeconds = await readPollInterval(ctx, input.pollInterval);
  const to = await readDestination(ctx, input.to, settings.call_to);

  const agent = input.agent ?? settings.agent;
  const missing: Missing[] = [
    ...(to === null ? [{ flag: '--to', env: null, what: 'number to call' }] : []),
    ...(agent === undefined ? [{ flag: '--agent', env: null, what: 'agent' }] : []),
  ];
  // Alone, a missing key is an error of its own kind; beside others it is named with them.
  if (missing.length > 0 && !ctx.prompt.available && (await ctx.findApiKey()) === null) {
    missing.unshift({ flag: null, env: 'VOCOBASE_API_KEY', what: 'API key' });
  }
  requireInputs(ctx, missing);
  if (!canConsent(ctx)) {
    throw new CliError('CONFIRMATION_REQUIRED', {
      message: `A test call${to === null ? '' : ` to ${to}`} is billed, which needs consent, and nobody can be asked here.`,
      hints: ['Add --yes to consent.', 'Look at what would be sent with --dry-run.'],
      details: { missing: [{ flag: '--yes', env: null, what: 'consent to a billed call' }] },
    });
  }
  return { to, variables, maxWaitSeconds, pollSeconds };
}

async function readDestination(
  ctx: Context,
  flag: string | undefined,
  remembered: string | undefined,
): Promise<string | null> {
  const given = flag ?? remembered;
  if (given === undefined) return null;
  const from = flag === undefined ? 'call_to of the profile' : '--to';
  const to = accept(ctx, parsePhoneNumber(given), from);
  ctx.log.trace(`Number to call: ${to} (${flag === undefined ? 'profile' : 'flag'})`);
  await doubt(ctx, to);
  return to;
}

/** Says where the numbering plans know no such number. */
async function doubt(ctx: Pick<Context, 'log'>, to: string): Promise<void> {
  const reason = await findNumberDoubt(to);
  if (reason !== null) ctx.log.warn(reason);
}

/** Ten call requests a minute are allowed, so a look every 6 seconds is the most. */
const leastPollSeconds = 6;

async function readPollInterval(ctx: Context, given: string | undefined): Promise<number> {
  if (given === undefined) return defaultPollSeconds(ctx);
  const seconds = accept(ctx, parseSeconds(given, 0.05), '--poll-interval');
  if (seconds >= leastPollSeconds || isLoopbackUrl((await ctx.baseUrl()).url)) return seconds;
  throw new CliError('INVALID_VALUE', {
    message: `--poll-interval: ${given} is less than ${leastPollSeconds} seconds, and the API takes ten call requests a minute.`,
    hints: ['Only an API on this machine may be asked more often.'],
    commands: [],
    details: { source: '--poll-interval' },
  });
}

const day = 24 * 60 * 60;

function parseSeconds(given: string, least: number): Parsed<number> {
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(given) ? Number(given) : Number.NaN;
  if (seconds >= least && seconds <= day) return usable(seconds);
  return unusable(
    'INVALID_VALUE',
    `"${given}" is not a number of seconds from ${least} to ${day}.`,
  );
}
