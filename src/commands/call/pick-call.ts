import type { Call } from '../../domain/vocobase/call.ts';
import { isoTime } from '../../domain/vocobase/call-progress.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import { type Argument, pick } from '../../flows/pick.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { createdWords, reasonWords, statusWords } from './call-words.ts';

export const callArgument: Argument = { flag: '<call-id>', what: 'call', list: 'call list' };

/** More than this nobody looks through; `call list` shows them. */
const mostOffered = 20;

/** The recent call that a person picks, newest first. Throws NOT_FOUND where there is none. */
export async function pickCall(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listCalls' | 'listAgents'>,
): Promise<Call> {
  const [{ calls, total }, agentNames] = await ctx.log.progress('Listing the calls', () =>
    Promise.all([vocobase.listCalls({ limit: mostOffered }), readAgentNames(vocobase)]),
  );
  const offered = [...calls].sort((a, b) => timeOf(b) - timeOf(a)).slice(0, mostOffered);
  return pick(ctx, {
    ...callArgument,
    message:
      total > offered.length
        ? `Which call? (the latest ${offered.length} of ${total})`
        : 'Which call?',
    items: offered,
    columns: (call) => [
      createdWords(call),
      call.to_number ?? '–',
      statusWords(call),
      agentNames.get(call.agent_id ?? '') ?? null,
    ],
    about: (call) => [
      call.duration_seconds === null ? null : `${call.duration_seconds} s`,
      reasonWords(call),
      call.call_id,
    ],
    none: {
      message: 'There are no calls yet.',
      hints: ['Place one first; it is billed.'],
      commands: ['call test'],
    },
  });
}

/** The names by id. They only help to tell calls apart, so a list that cannot be read is left out. */
async function readAgentNames(
  vocobase: Pick<Vocobase, 'listAgents'>,
): Promise<ReadonlyMap<string, string>> {
  try {
    const agents = await vocobase.listAgents();
    return new Map(agents.map(({ id, agent_name }) => [id, agent_name]));
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    return new Map();
  }
}

/** The order of the list is documented nowhere; one without a time comes last. */
function timeOf(call: Call): number {
  return Date.parse(isoTime(call.created_at) ?? '') || 0;
}
