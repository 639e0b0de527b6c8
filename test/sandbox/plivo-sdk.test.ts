import { Client } from 'plivo';
import { expect, test } from 'vitest';
import {
  DEMO_AUTH_ID,
  DEMO_AUTH_TOKEN,
  DEMO_SUBACCOUNT_AUTH_ID,
  DEMO_VERIFIED_NUMBER,
} from '../../src/sandbox/demo.ts';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { withSandbox } from './ask.ts';

type Read<Args extends unknown[] = []> = (...args: Args) => Promise<Record<string, unknown>>;
type List = (query?: Record<string, unknown>) => Promise<Record<string, unknown>[]>;

/** What the test uses of the SDK, whose own types leave out most of it. */
interface Sdk {
  accounts: { get: Read };
  subAccounts: { list: List; get: Read<[string]> };
  numbers: { list: List; get: Read<[string]> };
  pricings: { get: Read<[string]> };
  verify: { listVerifiedCallerId: Read; getVerifiedCallerId: Read<[string]> };
}

/** Plivo's own SDK, its base address pointed at the sandbox, with or without a slash at the end. */
function sdk(sandbox: Sandbox, token = DEMO_AUTH_TOKEN, end = ''): Sdk {
  const url = `${sandbox.plivoBaseUrl}/Account/${DEMO_AUTH_ID}${end}`;
  return new Client(DEMO_AUTH_ID, token, { url }) as unknown as Sdk;
}

test.each(['', '/'])('Plivo’s SDK reads everything, its address ending in "%s"', (end) =>
  withSandbox({}, async (sandbox) => {
    const client = sdk(sandbox, DEMO_AUTH_TOKEN, end);
    expect(await client.accounts.get()).toMatchObject({
      accountType: 'standard',
      cashCredits: '24.50000',
    });

    const subaccounts = await client.subAccounts.list();
    expect(subaccounts.map(({ authId }) => authId)).toEqual([DEMO_SUBACCOUNT_AUTH_ID]);
    expect(await client.subAccounts.get(DEMO_SUBACCOUNT_AUTH_ID)).toMatchObject({ enabled: true });

    expect(await client.numbers.list()).toHaveLength(5);
    const page = await client.numbers.list({ limit: 2, offset: 4 });
    expect(page.map(({ number }) => number)).toEqual(['918035550104']);
    expect(await client.numbers.list({ services: 'voice', type: 'local' })).toHaveLength(3);
    for (const number of ['14155550100', '+14155550100']) {
      expect(await client.numbers.get(number)).toMatchObject({ alias: 'Main line' });
    }
    await expect(client.numbers.get('14155550199')).rejects.toThrow('not found');

    expect(await client.pricings.get('US')).toMatchObject({ country: 'United States' });

    const verified = await client.verify.listVerifiedCallerId();
    expect(verified).toMatchObject({ objects: [{ alias: 'Head office' }] });
    expect(await client.verify.getVerifiedCallerId(DEMO_VERIFIED_NUMBER)).toMatchObject({
      phoneNumber: DEMO_VERIFIED_NUMBER.slice(1),
    });
    expect(sandbox.requests().map(({ status }) => status)).not.toContain(501);
  }),
);

test('Plivo’s SDK is refused with a wrong token', () =>
  withSandbox({}, async (sandbox) => {
    const client = sdk(sandbox, 'A'.repeat(40));
    await expect(client.accounts.get()).rejects.toThrow('Could not verify your access level');
    await expect(client.numbers.list()).rejects.toThrow('Could not verify your access level');
  }));
