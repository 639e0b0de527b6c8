import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../src/domain/vocobase/connection.ts';
import type { PartnerConfig, ProviderConfig } from '../../../src/domain/vocobase/partner-config.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import {
  findDefault,
  readDefaultBack,
  readNamedBack,
} from '../../../src/flows/connection/verify.ts';
import { listener } from '../../commands/call/parts.ts';

const created: Connection = {
  connection_id: 'c1',
  provider: 'plivo',
  name: 'Sales',
  status: 'ACTIVE',
  is_default: false,
  from_number: '+14155550100',
  phone_numbers: [],
  received: {},
};

const sent = { provider: 'plivo', number: '+14155550100' };

/** A run that sleeps without waiting, and replies that change from read to read. */
function reading<T>(...replies: (T | CliError)[]) {
  const slept: number[] = [];
  const log = listener();
  let read = 0;
  const next = async (): Promise<T> => {
    const reply = replies[Math.min(read++, replies.length - 1)];
    if (reply === undefined || reply instanceof CliError) throw reply ?? new Error('no reply');
    return reply;
  };
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
  };
  return { ctx: { log, sleep }, next, said: log.said, slept };
}

const unreachable = new CliError('NETWORK_UNREACHABLE');

describe('a named connection', () => {
  const readBack = async (...lists: (readonly Connection[] | CliError)[]) => {
    const { ctx, next, said, slept } = reading(...lists);
    const seen = await readNamedBack(ctx, { listConnections: next }, sent, 'c1');
    return { ...seen, said, slept };
  };

  test('is confirmed by the first list that shows it', async () => {
    expect(await readBack([created])).toEqual({
      connection: created,
      contradiction: null,
      sameName: [],
      said: [],
      slept: [],
    });
  });

  test('is confirmed, with a warning that names another one of the same name', async () => {
    const other = { ...created, connection_id: 'c2', name: 'SALES' };
    const gone = { ...created, connection_id: 'c3', status: 'INACTIVE' };
    const seen = await readBack([created, other, gone]);
    expect(seen).toMatchObject({ contradiction: null, sameName: [other] });
    expect(seen.said).toEqual([expect.stringContaining('(c2)')]);
  });

  test('may appear only a moment later', async () => {
    expect(await readBack([], [created])).toMatchObject({ contradiction: null, slept: [1000] });
  });

  test('is confirmed in an unknown status', async () => {
    expect(await readBack([{ ...created, status: 'VERIFIED' }])).toMatchObject({
      contradiction: null,
    });
  });

  test.each([
    [[], 'it is missing'],
    [[{ ...created, status: 'INACTIVE' }], 'it is inactive'],
    [[{ ...created, status: '', is_active: false }], 'it is inactive'],
    [[{ ...created, from_number: '+14155550101' }], 'it does not have +14155550100'],
  ])('is contradicted by the list %j', async (shown, contradiction) => {
    expect(await readBack(shown)).toMatchObject({ contradiction });
  });

  test('has no verdict if the list cannot be read', async () => {
    await expect(readBack(unreachable)).rejects.toBe(unreachable);
  });
});

describe('the id of the default connection', () => {
  test.each([
    [[{ ...created, is_default: true }], 'c1', 0],
    [[{ ...created, is_default: null }], 'c1', 0],
    [[created], undefined, 1],
    [unreachable, undefined, 1],
  ])('in the list %#', async (shown, id, warnings) => {
    const { ctx, next, said } = reading(shown);
    const found = await findDefault(ctx, { listConnections: async () => next() }, 'plivo');
    expect(found.connection?.connection_id).toBe(id);
    expect(said).toHaveLength(warnings);
  });
});

describe('GET /config after the PUT', () => {
  const config = (shown: ProviderConfig | undefined): PartnerConfig => ({
    name: null,
    display_name: null,
    status: 'active',
    allowed_telephony_providers: ['plivo'],
    telephony: shown === undefined ? {} : { plivo: shown },
    credits: null,
    agent_limit: null,
    current_agent_count: null,
  });
  const readBackFrom = async (list: readonly Connection[], ...replies: PartnerConfig[]) => {
    const { ctx, next, slept } = reading(...replies);
    const vocobase = { config: next, listConnections: async () => list };
    return { ...(await readDefaultBack(ctx, vocobase, sent)), slept };
  };
  const readBack = (...replies: PartnerConfig[]) => readBackFrom([], ...replies);

  test.each<[ProviderConfig | undefined, boolean, string | null]>([
    [{ configured: true, from_number: '+14155550100' }, true, null],
    [{ configured: true, from_number: null }, true, null],
    [undefined, false, null],
    [{ configured: false, from_number: null }, false, 'it is not configured'],
    [{ configured: true, from_number: '+14155550101' }, false, 'its number is +14155550101'],
  ])('shows %j: confirmed %s', async (shown, confirmed, contradiction) => {
    expect(await readBack(config(shown))).toMatchObject({ confirmed, contradiction });
  });

  test.each<[ProviderConfig | undefined, boolean]>([
    [undefined, true],
    [{ configured: true, from_number: '+14155550101' }, true],
    [{ configured: false, from_number: null }, false],
  ])('shows %j beside a default with the number: confirmed %s', async (shown, confirmed) => {
    const list = [{ ...created, is_default: true }];
    expect(await readBackFrom(list, config(shown))).toMatchObject({ confirmed });
  });

  test('is read again a moment later if it contradicts what was sent', async () => {
    const before = config({ configured: false, from_number: null });
    const after = config({ configured: true, from_number: '+14155550100' });
    expect(await readBack(before, after)).toMatchObject({ confirmed: true, slept: [1000] });
  });
});
