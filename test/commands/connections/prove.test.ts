import { describe, expect, test } from 'vitest';
import { proveConfigured, proveListed } from '../../../src/commands/connections/prove.ts';
import type { Connection } from '../../../src/domain/vocobase/connection.ts';
import type { PartnerConfig, ProviderConfig } from '../../../src/domain/vocobase/partner-config.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import { findDefault } from '../../../src/flows/connection/verify.ts';
import { listener } from '../call/parts.ts';

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

const target = { provider: 'plivo', label: 'Plivo', fields: {}, number: '+14155550100' };

/** A run that sleeps without waiting, and a list that changes from look to look. */
function looking(...looks: (readonly Connection[] | CliError)[]) {
  const slept: number[] = [];
  const log = listener();
  let look = 0;
  const listConnections = async () => {
    const shown = looks[Math.min(look++, looks.length - 1)] ?? [];
    if (shown instanceof CliError) throw shown;
    return shown;
  };
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
  };
  return { ctx: { log, sleep }, vocobase: { listConnections }, said: log.said, slept };
}

const unreachable = new CliError('NETWORK_UNREACHABLE');

describe('a connection that was created', () => {
  test('is proven by the first look that shows it', async () => {
    const { ctx, vocobase, slept } = looking([created]);
    await expect(proveListed(ctx, vocobase, target, created)).resolves.toBe(created);
    expect(slept).toEqual([]);
  });

  test('may show only a moment later', async () => {
    const { ctx, vocobase, slept } = looking([], [created]);
    await expect(proveListed(ctx, vocobase, target, created)).resolves.toBe(created);
    expect(slept).toEqual([1000]);
  });

  test('is taken as returned where the list cannot be read, and that is said', async () => {
    const { ctx, vocobase, said } = looking(unreachable);
    await expect(proveListed(ctx, vocobase, target, created)).resolves.toBe(created);
    expect(said).toEqual([expect.stringContaining('was not seen in the list')]);
  });

  test('is proven in a status that is not known, and that is said', async () => {
    const pending = { ...created, status: 'PENDING' };
    const { ctx, vocobase, said } = looking([pending]);
    await expect(proveListed(ctx, vocobase, target, created)).resolves.toBe(pending);
    expect(said).toEqual([expect.stringContaining('Sales as pending')]);
  });

  test.each([
    [[], 'it is missing'],
    [[{ ...created, status: 'INACTIVE' }], 'it is inactive'],
    [[{ ...created, from_number: '+14155550101' }], 'it does not have +14155550100'],
  ])('that the list contradicts is an error naming its id', async (shown, found) => {
    const { ctx, vocobase } = looking(shown);
    await expect(proveListed(ctx, vocobase, target, created)).rejects.toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
      message: expect.stringContaining(found),
      details: { connection_id: 'c1' },
    });
  });
});

describe('the default connection', () => {
  test.each([
    [[{ ...created, is_default: true }], 'c1', 0],
    [[created], undefined, 1],
    [unreachable, undefined, 1],
  ])('of what the list shows', async (shown, id, warnings) => {
    const { ctx, vocobase, said } = looking(shown);
    expect((await findDefault(ctx, vocobase, 'plivo')).connection?.connection_id).toBe(id);
    expect(said).toHaveLength(warnings);
  });
});

describe('GET /config after the PUT', () => {
  const config = (shown: ProviderConfig | undefined, allowed = ['plivo']): PartnerConfig => ({
    name: null,
    display_name: null,
    status: 'active',
    allowed_telephony_providers: allowed,
    telephony: shown === undefined ? {} : { plivo: shown },
    credits: null,
    agent_limit: null,
    current_agent_count: null,
  });
  const prove = async (read: PartnerConfig | CliError) => {
    const { ctx, said } = looking();
    const vocobase = {
      config: async () => {
        if (read instanceof CliError) throw read;
        return read;
      },
    };
    await proveConfigured(ctx, vocobase, target);
    return said;
  };

  test('that shows what was sent needs no word', async () => {
    expect(await prove(config({ configured: true, from_number: '+14155550100' }))).toEqual([]);
  });

  test.each([
    ['says nothing of the provider', config(undefined), 'confirms nothing'],
    [
      'does not allow the provider',
      config({ configured: true, from_number: '+14155550100' }, []),
      'account manager',
    ],
    ['cannot be read', unreachable, 'could not be read back'],
  ])('that %s is said', async (_, read, said) => {
    expect(await prove(read)).toEqual([expect.stringContaining(said)]);
  });

  test.each([
    [{ configured: false, from_number: null }, 'it is not configured'],
    [{ configured: true, from_number: '+14155550101' }, 'its number is +14155550101'],
  ])('that shows %j is an error', async (shown, found) => {
    await expect(prove(config(shown))).rejects.toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
      message: expect.stringContaining(found),
    });
  });
});
