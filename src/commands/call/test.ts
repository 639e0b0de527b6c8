import { parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { isCompleted, isTerminal } from '../../domain/vocobase/call.ts';
import { exits } from '../../errors/entry.ts';
import { chooseAgent } from '../../flows/agent.ts';
import { chooseConnection } from '../../flows/calling-connection.ts';
import { findCredentials } from '../../flows/connection/credentials.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { CallResult } from './call-result.ts';
import { followNewCall } from './follow-call.ts';
import { type CallTestInput, doubt, readGivenCall } from './validated-input.ts';
import { viewCall } from './view-call.ts';

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
  const withReason = (error: unknown) => vocobase.throwWithReason(error, provider);
  const named = { flag: input.connection, provider };
  const connection = await chooseConnection(ctx, vocobase, named).catch(withReason);
  const agent = await chooseAgent(ctx, vocobase, input.agent).catch(withReason);
  const { variables, maxWaitSeconds, pollSeconds } = given;
  return followNewCall(ctx, vocobase, {
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
