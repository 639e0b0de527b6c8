import { isLoopbackUrl } from '../../domain/text/base-url.ts';
import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import { isSameNumber, parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { isCompleted } from '../../domain/vocobase/call.ts';
import { parseCallVariables } from '../../domain/vocobase/call-variables.ts';
import { explainRefusal } from '../../domain/vocobase/refusal.ts';
import { CliError } from '../../errors/cli-error.ts';
import { exits } from '../../errors/entry.ts';
import { chooseAgent, selectedAgent } from '../../flows/agent.ts';
import { chooseConnection } from '../../flows/calling-connection.ts';
import { findCredentials } from '../../flows/connection/credentials.ts';
import {
  accept,
  acceptNumber,
  canConsent,
  type Missing,
  requireInputs,
  withMissingKey,
} from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import { type Expect, parseExpectations } from './expectations.ts';
import { defaultMaxWaitSeconds, defaultPollSeconds, placeAndFollow } from './place-call.ts';
import { type ShownCall, viewCall } from './view.ts';

/** The arguments and options of `call test`. */
export interface CallTestInput {
  /** The number as an argument. */
  readonly number?: string | undefined;
  readonly to?: string | undefined;
  readonly agent?: string | undefined;
  readonly connection?: string | undefined;
  readonly var?: readonly string[] | undefined;
  readonly expect?: string | undefined;
  /** False with `--no-wait`. */
  readonly wait?: boolean | undefined;
  readonly maxWait?: string | undefined;
  readonly pollInterval?: string | undefined;
}

/** The same input, checked. */
interface CheckedInput {
  /** Null if a person still has to be asked. */
  readonly to: string | null;
  readonly variables: Readonly<Record<string, string>>;
  readonly expect: readonly Expect[];
  readonly maxWaitSeconds: number;
  readonly pollSeconds: number;
}

const provider = 'plivo';

/** `call test`: places a call and, unless `--no-wait`, follows it to its end. */
export const testCall: Action<CallTestInput, ShownCall> = {
  run: place,

  view: viewCall,

  data: ({ call }) => call,

  exit({ call, ended }, { wait }) {
    // With --no-wait, a started call is a success.
    if (wait === false) return exits.done;
    if (!ended) return exits.callStillLive;
    const proven = call.expectations.every(({ status }) => status === 'met');
    return isCompleted(call.status) && proven ? exits.done : exits.callNotCompleted;
  },
};

async function place(ctx: Context, input: CallTestInput): Promise<ShownCall> {
  const { to: given, variables, ...options } = await checkInput(ctx, input);
  const credentials = await findCredentials(ctx);
  const vocobase = await ctx.vocobase();
  const to = given ?? (await askDestination(ctx));
  const withReason = async (error: unknown) => {
    throw await explainRefusal(vocobase, error, provider);
  };
  const named = { flag: input.connection, provider };
  const connection = await chooseConnection(ctx, vocobase, named).catch(withReason);
  const agent = await chooseAgent(ctx, vocobase, input.agent).catch(withReason);
  const placed = await placeAndFollow(ctx, vocobase, {
    to,
    agent,
    provider,
    connection,
    credentials,
    wait: input.wait !== false,
    ...options,
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
  });
  return { ...placed, names: { agent: agent.agent_name, connection: connection.name } };
}

async function askDestination(ctx: Pick<Context, 'prompt' | 'log'>): Promise<string> {
  const to = await ctx.prompt.text({
    message: 'Number to call',
    flag: '--to',
    what: 'number to call',
    parse: parsePhoneNumber,
  });
  return acceptNumber(ctx, to, '--to');
}

/** Checks all given and remembered values before any request. */
async function checkInput(ctx: Context, input: CallTestInput): Promise<CheckedInput> {
  const variables = accept(ctx, parseCallVariables(input.var ?? []), '--var');
  const expect =
    input.expect === undefined ? [] : accept(ctx, parseExpectations(input.expect), '--expect');
  if (expect.length > 0 && input.wait === false) {
    throw new CliError('USAGE', {
      message: '--expect and --no-wait cannot be used together.',
      hints: ['The conversation is known only after the call has ended. Leave out one of them.'],
    });
  }
  const maxWaitSeconds =
    input.maxWait === undefined
      ? defaultMaxWaitSeconds
      : accept(ctx, parseSeconds(input.maxWait, 1), '--max-wait');
  const pollSeconds = await readPollInterval(ctx, input.pollInterval);
  const to = await readDestination(ctx, input);
  await requireEverything(ctx, to);
  await selectedAgent({ inputs: ctx.inputs, settings: ctx.settings }, input.agent);
  return { to, variables, expect, maxWaitSeconds, pollSeconds };
}

const consent = { flag: '--yes', env: null, what: 'consent to a billed call' };

/**
 * Reports everything that a script is missing at once. Throws INPUT_REQUIRED,
 * CONFIRMATION_REQUIRED.
 */
async function requireEverything(ctx: Context, to: string | null): Promise<void> {
  const mayAsk = canConsent(ctx);
  if (to === null) {
    const missing: Missing[] = [{ flag: '--to', env: null, what: 'number to call' }];
    if (!mayAsk) missing.push(consent);
    requireInputs(ctx, await withMissingKey(ctx, missing));
  }
  if (mayAsk) return;
  throw new CliError('CONFIRMATION_REQUIRED', {
    message: `A test call to ${to} is billed, so it needs consent, and no one can answer here.`,
    hints: ['Add --yes to consent.', 'Add --dry-run to see what would be sent.'],
    details: { missing: [consent] },
  });
}

async function readDestination(
  ctx: Context,
  { number, to }: CallTestInput,
): Promise<string | null> {
  const flag = to === undefined ? null : accept(ctx, parsePhoneNumber(to), '--to');
  const argument = number === undefined ? null : accept(ctx, parsePhoneNumber(number), '<number>');
  if (flag !== null && argument !== null && !isSameNumber(flag, argument)) {
    throw new CliError('USAGE', {
      message: `There are two numbers to call: ${argument} and --to ${flag}.`,
      hints: ['Use only one of them.'],
    });
  }
  const remembered = (await ctx.settings()).read().call_to;
  const source = argument !== null ? '<number>' : flag !== null ? '--to' : 'call_to of the profile';
  const given = argument ?? flag ?? remembered;
  if (given === undefined) return null;
  ctx.log.trace(`Number to call: ${given} (${source})`);
  return acceptNumber(ctx, given, source);
}

/** Ten call requests a minute are allowed, so reads are at least 6 seconds apart. */
const leastPollSeconds = 6;

async function readPollInterval(ctx: Context, given: string | undefined): Promise<number> {
  if (given === undefined) return defaultPollSeconds(ctx);
  const seconds = accept(ctx, parseSeconds(given, 0.05), '--poll-interval');
  if (seconds >= leastPollSeconds || isLoopbackUrl((await ctx.baseUrl()).url)) return seconds;
  throw new CliError('INVALID_VALUE', {
    message: `--poll-interval: ${given} is less than ${leastPollSeconds} seconds. The API takes ten call requests a minute.`,
    hints: [
      `Use ${leastPollSeconds} or more. Only an API on this machine may be asked more often.`,
    ],
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
