import { describe, expect, test } from 'vitest';
import { syncNumbers } from '../../../src/commands/numbers/sync-numbers.ts';
import type { PhoneNumber, SyncReply } from '../../../src/domain/vocobase/imported-number.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import { listener } from '../call/parts.ts';

const row = (phone_number: string, more: Partial<PhoneNumber> = {}): PhoneNumber => {
  const sent = {
    id: `id of ${phone_number}`,
    phone_number,
    provider: 'PLIVO',
    friendly_name: null,
    status: 'ACTIVE',
    is_default: false,
    agent: null,
    ...more,
  };
  return { ...sent, received: sent };
};

async function sync(
  reply: SyncReply,
  listed: readonly PhoneNumber[] | CliError,
  connectionId: string | null = 'c1',
) {
  const log = listener();
  const vocobase = {
    syncPhoneNumbers: async () => reply,
    listPhoneNumbers: async () => {
      if (listed instanceof CliError) throw listed;
      return listed;
    },
  };
  const options = { provider: 'plivo', connectionId, carrier: null };
  return { result: await syncNumbers({ log }, vocobase, options), warnings: log.said };
}

const rows = [row('+14155550100'), row('+14155550101'), row('+14155550102')];

describe('the counts', () => {
  test.each([
    [{ imported: 1, updated: 1 }, 1],
    [{ imported: 0, updated: 0 }, 3],
    [{ imported: null, updated: 0 }, null],
    [{ imported: 1, updated: null }, null],
  ])('of %j and three rows: %s unchanged', async (counts, unchanged) => {
    const { result } = await sync({ ...counts, phone_numbers: null }, rows);
    expect(result).toMatchObject({
      ...counts,
      unchanged,
      phone_numbers: rows.map(({ received }) => received),
    });
  });

  test('that the list contradicts are shown, but nothing is derived from them', async () => {
    const { result, warnings } = await sync({ imported: 5, updated: 0, phone_numbers: null }, rows);
    expect(result.unchanged).toBeNull();
    expect(warnings).toEqual([expect.stringContaining('only 3 are listed')]);
  });
});

describe('the rows', () => {
  const counts = { imported: 0, updated: 0 };

  test('of other providers and connections are omitted when the server does not filter', async () => {
    const mine = row('+14155550100', { connection_id: 'c1' });
    const { result } = await sync({ ...counts, phone_numbers: null }, [
      mine,
      row('+14155550101', { connection_id: 'c2' }),
      row('+14155550102', { provider: 'TWILIO' }),
    ]);
    expect(result.phone_numbers).toEqual([mine.received]);
  });

  test('come from the reply when the list cannot be read', async () => {
    const failure = new CliError('ENDPOINT_NOT_AVAILABLE');
    const { result, warnings } = await sync({ ...counts, phone_numbers: rows }, failure);
    expect(result.phone_numbers).toEqual(rows.map(({ received }) => received));
    expect(warnings).toHaveLength(1);
  });

  test("that nothing shows end in the list's error, which says that the sync was done", async () => {
    const failure = new CliError('ENDPOINT_NOT_AVAILABLE');
    const ended = await sync({ ...counts, phone_numbers: null }, failure).catch((error) => error);
    expect(ended).toMatchObject({ code: 'ENDPOINT_NOT_AVAILABLE' });
    expect(ended.message).toMatch(/^Vocobase accepted the sync/);
  });
});
