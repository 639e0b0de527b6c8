import { timelineOf } from '../../domain/vocobase/call-progress.ts';
import { CliError } from '../../errors/cli-error.ts';
import { findCredentials } from '../../flows/connection/credentials.ts';
import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { buildResult } from './build-result.ts';
import type { CallResult } from './call-result.ts';
import { diagnoseCall } from './diagnose.ts';
import { callArgument, pickCall } from './pick-call.ts';
import { viewCall } from './view-call.ts';

export interface ShowCallInput {
  readonly id?: string | undefined;
}

/** `call show`: one call, and why it went as it did. */
export const showCall: Action<ShowCallInput, CallResult> = {
  async run(ctx, { id }) {
    requireArgument(ctx, id, callArgument);
    const credentials = await findCredentials(ctx);
    const vocobase = await ctx.vocobase();
    const named = id === undefined ? (await pickCall(ctx, vocobase)).call_id : id.trim();
    const call = await ctx.log.progress('Reading the call', async () => {
      const callId = await findCallId(vocobase, named);
      return vocobase.getCall(callId).catch((error: unknown) => {
        throw isUnknown(error, callId) ? noSuchCall(named, error) : error;
      });
    });
    const diagnosis = await diagnoseCall(ctx, call, credentials);
    return buildResult(call, timelineOf(call, ctx.now()), diagnosis);
  },
  view: viewCall,
};

/** No id of a call is shorter: the documentation types them as UUIDs. */
const wholeId = 32;

/** An API that checks the form of ids may call one that is too short malformed, and not unknown. */
function isUnknown(error: unknown, callId: string): error is CliError {
  if (!(error instanceof CliError)) return false;
  return (
    error.code === 'NOT_FOUND' || (error.code === 'VALIDATION_ERROR' && callId.length < wholeId)
  );
}

function noSuchCall(named: string, { http }: CliError): CliError {
  return new CliError('NOT_FOUND', {
    message: `There is no call ${named}.`,
    hints: ['Look it up in the list.'],
    commands: ['call list'],
    http,
  });
}

/** A list on a narrow terminal shows the beginning of an id, which is enough for a recent call. */
async function findCallId(vocobase: Pick<Vocobase, 'listCalls'>, named: string): Promise<string> {
  if (named.length >= wholeId || named.length < 4) return named;
  const { calls } = await vocobase.listCalls({ limit: 100 });
  const found = calls.filter(({ call_id }) =>
    call_id.toLowerCase().startsWith(named.toLowerCase()),
  );
  if (found.length > 1) {
    throw new CliError('AMBIGUOUS_SELECTOR', {
      message: `${found.length} of the latest calls begin with ${named}.`,
      hints: ['Name one of them by its whole id.'],
      commands: ['call list --json'],
      details: { candidates: found.map(({ call_id }) => ({ id: call_id })) },
    });
  }
  return found[0]?.call_id ?? named;
}
