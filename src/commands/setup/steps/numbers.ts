import { syncNumbers } from '../../numbers/sync-numbers.ts';
import { known, type SetupStep } from '../draft.ts';
import { words } from '../words.ts';

/** Imports the account's numbers, so that calls show a known caller ID. */
export const numbersStep: SetupStep = {
  id: 'numbers',
  title: 'Number sync',
  optional: true,
  async needed(ctx, draft) {
    if (draft.given.input.syncNumbers) return true;
    if (!ctx.prompt.available) return false;
    return ctx.prompt.confirm({
      message: words.offerNumbers,
      flag: '--sync-numbers',
      what: 'number sync',
    });
  },
  async run(ctx, draft) {
    const carrier = draft.given.input.skipCarrierCheck
      ? null
      : await ctx.carrier(known(draft.credentials, 'credentials'));
    const result = await ctx.log.progress('Syncing the phone numbers', () =>
      syncNumbers(ctx, known(draft.vocobase, 'API key'), {
        provider: 'plivo',
        connectionId: draft.connection?.connection_id ?? null,
        carrier,
      }),
    );
    const count = (label: string, value: number | null) =>
      value === null ? [] : [`${value} ${label}`];
    const counts = [
      ...count('imported', result.imported),
      ...count('updated', result.updated),
      ...count('unchanged', result.unchanged),
    ];
    return { status: 'done', evidence: counts.join(', ') || 'synced' };
  },
};
