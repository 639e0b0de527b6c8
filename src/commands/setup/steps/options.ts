import { parsePhoneNumber } from '../../../domain/text/phone-number.ts';
import { isCompleted, isTerminal } from '../../../domain/vocobase/call.ts';
import { chooseAgent, type NamedAgent } from '../../../flows/agent.ts';
import { parseVoicemailMessage, setVoicemail } from '../../agents/set-voicemail.ts';
import { placeAndFollow } from '../../call/place-call.ts';
import type { CallResult } from '../../call/result.ts';
import { syncNumbers } from '../../numbers/sync-numbers.ts';
import type { Given } from '../input.ts';
import type { Step } from '../step.ts';
import { words } from '../words.ts';
import type { FoundAccess, FoundAccount } from './account.ts';
import type { FoundConnection } from './connection.ts';
import type { FoundCredentials } from './plivo.ts';

type Start = FoundAccount &
  FoundAccess &
  FoundCredentials &
  FoundConnection & { readonly given: Given };

/** Imports the account's numbers, so that calls show a known caller ID. */
export const numbersStep: Step<Start, object> = {
  id: 'numbers',
  title: 'Number sync',
  async needed(ctx, { given }) {
    if (given.input.syncNumbers) return true;
    if (!ctx.prompt.available) return false;
    return ctx.prompt.confirm({
      message: words.offerNumbers,
      flag: '--sync-numbers',
      what: 'number sync',
    });
  },
  async run(ctx, { given, credentials, vocobase, connection }) {
    const carrier = given.input.skipCarrierCheck ? null : await ctx.carrier(credentials);
    const result = await ctx.log.progress('Syncing the phone numbers', () =>
      syncNumbers(ctx, vocobase, {
        provider: 'plivo',
        connectionId: connection.connection_id,
        carrier,
      }),
    );
    const { imported, updated, unchanged } = result;
    const counts = Object.entries({ imported, updated, unchanged }).flatMap(([label, value]) =>
      value === null ? [] : [`${value} ${label}`],
    );
    return {
      status: 'done',
      evidence: counts.join(', ') || 'synced',
      data: { imported, updated, unchanged },
      found: {},
    };
  },
};

/** Carrier-side voicemail detection on an agent; Vocobase must enable it for the connection too. */
export const voicemailStep: Step<Start, { readonly agent: NamedAgent }> = {
  id: 'voicemail',
  title: 'Voicemail detection',
  async needed(ctx, { given }) {
    const { voicemail, voicemailMessage } = given.input;
    if (voicemail || voicemailMessage !== undefined) return true;
    if (!ctx.prompt.available) return false;
    return ctx.prompt.confirm({
      message: words.offerVoicemail,
      flag: '--voicemail',
      what: 'voicemail detection',
    });
  },
  async run(ctx, { given, vocobase, agent: named }) {
    const { voicemail, voicemailMessage } = given.input;
    const agent = named ?? (await chooseAgent(ctx, vocobase, given.input.agent));
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
      evidence: `on for ${changed.agent_name}`,
      data: { agent_id: agent.id },
      found: { agent },
    };
  },
};

/** The first outbound call: placed, followed to its end, and explained when it does not complete. */
export const callStep: Step<Start, { readonly call: CallResult }> = {
  id: 'call',
  title: 'Test call',
  async needed(ctx, { given, accessPending }) {
    if (given.callTo !== null) return true;
    if (!ctx.prompt.available || accessPending) return false;
    return ctx.prompt.confirm({ message: words.offerCall, flag: '--call-to', what: 'test call' });
  },
  async run(ctx, { given, vocobase, credentials, connection, agent }) {
    const remembered = (await ctx.settings()).read().call_to;
    const to =
      given.callTo ??
      (await ctx.prompt.text({
        message: words.askCallTo,
        flag: '--call-to',
        what: 'number to call',
        parse: parsePhoneNumber,
        ...(remembered === undefined ? {} : { preset: remembered }),
      }));
    const { connection_id, name, from_number } = connection;
    const { call } = await placeAndFollow(ctx, vocobase, {
      to,
      agent: agent ?? (await chooseAgent(ctx, vocobase, given.input.agent)),
      provider: 'plivo',
      connection: { connection_id, name, from_number },
      credentials: given.input.skipCarrierCheck ? null : credentials,
      // Who answered the offer has consented; who gave the flag consents with --yes or is asked.
      consented: given.callTo === null,
    });
    const seconds = call.duration_seconds === null ? '' : `, ${call.duration_seconds} s`;
    return {
      status: isCompleted(call.status) ? 'done' : isTerminal(call.status) ? 'failed' : 'pending',
      evidence: `${call.status}${seconds}`,
      data: { call_id: call.call_id, status: call.status, duration_seconds: call.duration_seconds },
      found: { call },
    };
  },
};
