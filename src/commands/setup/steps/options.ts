import { parsePhoneNumber } from '../../../domain/text/phone-number.ts';
import { isCompleted } from '../../../domain/vocobase/call.ts';
import { CliError } from '../../../errors/cli-error.ts';
import { chooseAgent, type NamedAgent } from '../../../flows/agent.ts';
import { isDeclined } from '../../../flows/input.ts';
import type { PlivoCredentials } from '../../../ports/carrier.ts';
import type { Context } from '../../../ports/context.ts';
import type { Vocobase } from '../../../ports/vocobase.ts';
import { parseVoicemailMessage, setVoicemail } from '../../agents/set-voicemail.ts';
import type { CallResult } from '../../call/result.ts';
import { syncNumbers } from '../../numbers/sync-numbers.ts';
import type { Given } from '../input.ts';
import type { Step } from '../step.ts';
import { words } from '../words.ts';
import type { SetupConnection } from './connection.ts';

/** The optional steps, by id. */
export type OptionId = 'numbers' | 'call' | 'voicemail';

/** What is known after the connection exists. */
export interface Connected {
  readonly given: Given;
  readonly vocobase: Vocobase;
  readonly accessPending: boolean;
  /** Null if an existing connection is finished without credentials. */
  readonly credentials: PlivoCredentials | null;
  readonly connection: SetupConnection;
  readonly agent: NamedAgent | null;
}

type Start = Connected & { readonly wanted: ReadonlySet<OptionId> };

/**
 * The optional steps to run: those that flags request, and those that a person picks from the rest.
 * `imported` means that the caller ID needs no import.
 */
export async function chooseOptions(
  ctx: Pick<Context, 'mode' | 'prompt' | 'log'>,
  { given, accessPending }: Pick<Connected, 'given' | 'accessPending'>,
  imported: boolean,
): Promise<ReadonlySet<OptionId>> {
  const { syncNumbers: sync, voicemail, voicemailMessage, call } = given.input;
  const byFlag: Readonly<Record<OptionId, boolean | undefined>> = {
    numbers: sync,
    // A call would be refused before Plivo is enabled.
    call:
      call === false || (accessPending && given.callTo === null)
        ? false
        : given.callTo !== null || undefined,
    voicemail: voicemailMessage === undefined ? voicemail : true,
  };
  const ids: readonly OptionId[] = ['numbers', 'call', 'voicemail'];
  const wanted = ids.filter((id) => byFlag[id] === true);
  const open = ids.filter((id) => byFlag[id] === undefined);
  const isAsked = ctx.prompt.available && open.length > 0;
  if (isAsked || (wanted.length > 0 && !ctx.mode.dryRun)) {
    ctx.log.heading(words.headings.options, '5 of 5');
  }
  if (!isAsked) return new Set(wanted);
  const chosen = await ctx.prompt.checkbox({
    message: words.askOptions,
    flag: '--sync-numbers, --call-to, or --voicemail',
    what: 'optional steps',
    choices: open.map((id) => ({
      value: id,
      name: words.options[id],
      description: words.optionNotes[id],
      checked: id === 'call' || (id === 'numbers' && !imported),
    })),
  });
  return new Set([...wanted, ...chosen]);
}

/** Imports the account's numbers, so that calls show a known caller ID. */
export const numbersStep: Step<Start, object> = {
  id: 'numbers',
  title: 'Import numbers',
  needed: ({ wanted }) => wanted.has('numbers'),
  async run(ctx, { given, credentials, vocobase, connection }) {
    const asked = given.input.skipCarrierCheck || credentials === null;
    const carrier = asked ? null : await ctx.carrier(credentials);
    const result = await ctx.log.progress('Importing the phone numbers', () =>
      syncNumbers(ctx, vocobase, {
        provider: 'plivo',
        connectionId: connection.connection_id,
        carrier,
      }),
    );
    const { imported, updated, unchanged } = result;
    return {
      status: 'done',
      evidence: words.imported(imported, updated, result.phone_numbers.length),
      data: { imported, updated, unchanged },
      found: {},
    };
  },
};

/** Carrier-side voicemail detection on an agent; Vocobase must enable it for the connection too. */
export const voicemailStep: Step<Start, { readonly agent: NamedAgent | null }> = {
  id: 'voicemail',
  title: 'Voicemail detection',
  needed: ({ wanted }) => wanted.has('voicemail'),
  async run(ctx, known) {
    const { given, vocobase } = known;
    const { voicemail, voicemailMessage } = given.input;
    const agent = await findOrCreateAgent(ctx, known);
    if (agent === null) {
      return { status: 'skipped', evidence: words.withoutAgent, found: { agent } };
    }
    const asks = voicemailMessage === undefined && ctx.prompt.available && !voicemail;
    const message = asks
      ? await ctx.prompt.text({
          message: words.askVoicemailMessage,
          flag: '--voicemail-message',
          what: 'voicemail message',
          preset: '',
          parse: parseVoicemailMessage,
        })
      : voicemailMessage;
    const changed = await setVoicemail(vocobase, agent.id, {
      enabled: true,
      ...(message === undefined || message === '' ? {} : { message }),
    });
    ctx.log.notice(words.voicemailNeedsVocobase);
    return {
      status: 'done',
      evidence: words.voicemailOn(changed.agent_name),
      data: { agent_id: agent.id },
      found: { agent },
    };
  },
};

/**
 * Places the first outbound call, follows it to its end, and explains it if it does not complete.
 */
export const callStep: Step<
  Start,
  { readonly call: CallResult | null; readonly agent: NamedAgent | null }
> = {
  id: 'call',
  title: 'Test call',
  needed: ({ wanted }) => wanted.has('call'),
  async run(ctx, known) {
    const { given, vocobase, credentials, connection } = known;
    const agent = await findOrCreateAgent(ctx, known);
    if (agent === null) {
      return { status: 'skipped', evidence: words.withoutAgent, found: { call: null, agent } };
    }
    const to = given.callTo ?? (await askDestination(ctx));
    const { connection_id, name, from_number } = connection;
    const { placeAndFollow } = await import('../../call/place-call.ts');
    try {
      const { call, ended } = await placeAndFollow(ctx, vocobase, {
        to,
        agent,
        provider: 'plivo',
        connection: { connection_id, name, from_number },
        credentials: given.input.skipCarrierCheck ? null : credentials,
        consentByDefault: true,
      });
      return {
        status: isCompleted(call.status) ? 'done' : ended ? 'failed' : 'pending',
        evidence: describeCall(call, agent),
        // A completed but silent call gets no check mark; its explanation follows.
        shown: call.diagnosis === null ? 'verified' : 'plain',
        data: {
          call_id: call.call_id,
          status: call.status,
          duration_seconds: call.duration_seconds,
        },
        found: { call, agent },
      };
    } catch (error) {
      if (!isDeclined(error)) throw error;
      return {
        status: 'skipped',
        evidence: words.declinedCall,
        shown: 'nothing',
        found: { call: null, agent },
      };
    }
  },
};

function describeCall(call: CallResult, agent: NamedAgent): string {
  const ending = words.callEnded(call.status, call.duration_seconds);
  const { agent_turns = null, callee_turns = null } = call.conversation ?? {};
  if (agent_turns === null || callee_turns === null) return ending;
  return `${ending}. ${words.turns(agent.agent_name ?? 'The agent', agent_turns, callee_turns)}`;
}

/** Asks for the number to call. The remembered one is the default, and the answer is remembered. */
async function askDestination(ctx: Context): Promise<string> {
  const settings = await ctx.settings();
  const remembered = settings.read().call_to;
  const preset = remembered ?? (await ctx.demo())?.toNumber;
  const to = await ctx.prompt.text({
    message: words.askCallTo,
    flag: '--call-to',
    what: 'number to call',
    parse: parsePhoneNumber,
    ...(preset === undefined ? {} : { preset }),
  });
  if (to !== remembered && !ctx.mode.dryRun) {
    await settings.write('call_to', to).catch((error: unknown) => {
      if (!(error instanceof CliError)) throw error;
      ctx.log.warn(error.message);
    });
  }
  return to;
}

/** The agent to use. Without any, a person may create one; null if they decline. */
async function findOrCreateAgent(ctx: Context, known: Connected): Promise<NamedAgent | null> {
  const { vocobase, agent, given } = known;
  if (agent !== null) return agent;
  if (ctx.prompt.available && given.input.agent === undefined) {
    const agents = await ctx.log.progress('Listing the agents', () => vocobase.listAgents());
    if (agents.length === 0) return offerAgent(ctx, vocobase);
  }
  return chooseAgent(ctx, vocobase, given.input.agent);
}

async function offerAgent(ctx: Context, vocobase: Vocobase): Promise<NamedAgent | null> {
  ctx.log.warn(words.noAgent);
  const create = await ctx.prompt.confirm({
    message: words.offerAgent,
    flag: '--agent',
    what: 'agent',
    default: true,
  });
  if (!create) return null;
  const { createAgent } = await import('../../agents/create.ts');
  // Only this client knows a typed key that was not saved.
  const own = { ...ctx, vocobase: async () => vocobase };
  const created = await createAgent.run(own, { type: 'outbound' });
  if ('dry_run' in created) return null;
  const { id = '', agent_name = '' } = created.agent;
  ctx.log.done(words.agentCreated(agent_name));
  return { id, agent_name };
}
