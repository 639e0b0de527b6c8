import { parsePhoneNumber } from '../../../domain/text/phone-number.ts';
import { isCompleted, isTerminal } from '../../../domain/vocobase/call.ts';
import { chooseAgent } from '../../../flows/agent.ts';
import { placeAndFollow } from '../../call/place-call.ts';
import { known, type SetupStep } from '../draft.ts';
import { words } from '../words.ts';

/** The first outbound call: placed, followed to its end, and explained when it does not complete. */
export const callStep: SetupStep = {
  id: 'call',
  title: 'Test call',
  optional: true,
  async needed(ctx, draft) {
    if (draft.given.callTo !== null) return true;
    if (!ctx.prompt.available || draft.accessPending) return false;
    return ctx.prompt.confirm({ message: words.offerCall, flag: '--call-to', what: 'test call' });
  },
  async run(ctx, draft) {
    const vocobase = known(draft.vocobase, 'API key');
    const remembered = (await ctx.settings()).read().call_to;
    const asked = draft.given.callTo === null;
    const to =
      draft.given.callTo ??
      (await ctx.prompt.text({
        message: words.askCallTo,
        flag: '--call-to',
        what: 'number to call',
        parse: parsePhoneNumber,
        ...(remembered === undefined ? {} : { preset: remembered }),
      }));
    const agent = draft.agent ?? (await chooseAgent(ctx, vocobase, draft.given.input.agent));
    const call = await placeAndFollow(ctx, vocobase, {
      to,
      agent,
      provider: 'plivo',
      connection: {
        connection_id: draft.connection?.connection_id ?? null,
        name: draft.connection?.name ?? null,
        from_number: draft.connection?.from_number ?? null,
      },
      credentials: draft.given.input.skipCarrierCheck ? null : draft.credentials,
      // Who answered the offer has consented; who gave the flag consents with --yes or is asked.
      consented: asked,
    });
    const seconds = call.duration_seconds === null ? '' : `, ${call.duration_seconds} s`;
    return {
      status: isCompleted(call.status) ? 'done' : isTerminal(call.status) ? 'failed' : 'pending',
      evidence: `${call.status}${seconds}`,
      adds: { call },
    };
  },
};
