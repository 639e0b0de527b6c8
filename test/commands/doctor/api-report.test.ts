import { afterAll, describe, expect, test } from 'vitest';
import { type ApiReport, apiReport } from '../../../src/commands/doctor/api-report.ts';
import { createStyle } from '../../../src/output/style.ts';
import { type ChoiceSettings, choices } from '../../../src/sandbox/choices.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';
import { addresses, everything, openWorld } from '../../support/world.ts';

afterAll(removeFolders);

function verdicts(report: ApiReport): Record<string, string> {
  return Object.fromEntries(report.observations.map(({ id, verdict }) => [id, verdict]));
}

test('gives every open question a verdict, and matches the sandbox itself', async () => {
  const sandbox = await openWorld({ scenario: 'two-connections' });
  const ran = await runPlivo(['doctor', '--api-report', '--json'], { env: addresses(sandbox) });
  const report = ran.json<ApiReport>();
  expect(Object.keys(report)).toEqual(['observations']);
  for (const one of report.observations) {
    expect(Object.keys(one).sort()).toEqual(['emulator', 'id', 'question', 'seen', 'verdict']);
  }
  expect(report.observations.map(({ id }) => id)).toEqual(choices.map(({ id }) => id));
  expect(verdicts(report)).toMatchObject({
    ...Object.fromEntries(
      [
        ...['U9', 'U10', 'U12', 'U13', 'U14', 'U22', 'U23', 'U25', 'U26', 'U27', 'U28', 'U29'],
        ...['U30', 'U31', 'U33', 'U37'],
      ].map((id) => [id, 'same']),
    ),
    U24: 'not seen',
    U2: 'not seen',
    U15: 'not seen',
  });
  expect(ran.exit).toBe(0);
});

test('sends only reads', async () => {
  const sandbox = await openWorld({ scenario: 'healthy' });
  await runPlivo(['doctor', '--api-report'], { env: everything(sandbox) });
  const methods = sandbox.requests().map(({ method }) => method);
  expect(methods.length).toBeGreaterThan(5);
  expect(new Set(methods)).toEqual(new Set(['GET']));
});

describe('an API that behaves differently', () => {
  const differences: readonly [string, string, Partial<ChoiceSettings>][] = [
    ['two-connections', 'U12', { connectionListShape: 'array' }],
    ['healthy', 'U9', { activeStatus: 'CONNECTED' }],
    ['healthy', 'U9', { activeStatus: 'is_active' }],
    ['healthy', 'U10', { isDefaultShown: false }],
    ['healthy', 'U14', { plusInNumbers: false }],
    ['healthy', 'U13', { unknownProviderFilter: 'empty' }],
    ['healthy', 'U14', { numberListShape: 'array' }],
    ['healthy', 'U22', { limitSource: 'plan' }],
    ['healthy', 'U23', { concurrencyLimit: 3 }],
    ['dropped-calls', 'U24', { failureText: false }],
    ['healthy', 'U27', { dispositionOnCalls: false }],
    ['healthy', 'U28', { agentListShape: 'array' }],
    ['healthy', 'U29', { creditsInConfig: false }],
    ['healthy', 'U30', { telephonyKeys: 'configured' }],
    ['healthy', 'U30', { allowedProviders: 'object' }],
    ['healthy', 'U30', { activePartnerStatus: 'approved' }],
    ['dropped-calls', 'U25', { finalStatuses: 'other-words' }],
    ['healthy', 'U26', { processingComplete: 'absent' }],
    ['healthy', 'U26', { transcripts: 'missing' }],
  ];
  test.each(differences)('%s: reports %s as different', async (scenario, id, settings) => {
    const sandbox = await openWorld({ scenario });
    Object.assign(sandbox.world().choices, settings);
    const ran = await runPlivo(['doctor', '--api-report', '--json'], { env: addresses(sandbox) });
    expect(verdicts(ran.json())[id]).toBe('different');
  });
});

test('contains nothing about the account', async () => {
  const sandbox = await openWorld({ scenario: 'dropped-calls' });
  const { partner, connections, agents, calls, phoneNumbers } = sandbox.world();
  for (const format of ['--json', '--no-json']) {
    const { stdout } = await runPlivo(['doctor', '--api-report', format], {
      env: everything(sandbox),
    });
    const own = [
      ...[sandbox.apiKey, sandbox.authId, sandbox.authToken, partner.name, partner.display_name],
      ...[...connections, ...agents, ...calls].map(({ id }) => id),
      ...phoneNumbers.map(({ phone_number }) => phone_number),
      ...agents.map(({ agent_name }) => agent_name),
      'Unknown Caller ID',
    ];
    for (const text of own) expect(stdout).not.toContain(text);
  }
});

test('shows a person the differences first', async () => {
  const sandbox = await openWorld({ scenario: 'healthy' });
  sandbox.world().choices.concurrencyLimit = 3;
  const ran = await runPlivo(['doctor', '--api-report'], { env: addresses(sandbox) });
  const style = createStyle({ columns: 72, called: { program: 'plivo', sandbox: null } });
  const text = apiReport.view(ran.json(), style);
  expect(text.indexOf('Different from the sandbox')).toBeGreaterThan(0);
  expect(text.indexOf('Different from the sandbox')).toBeLessThan(
    text.indexOf('Same as the sandbox'),
  );
  expect(text).toContain('U23');
});

test.each([
  ['--only', 'calls'],
  ['--fail-on', 'warn'],
])('refuses %s beside --api-report', async (...flag) => {
  const ran = await runPlivo(['doctor', '--api-report', ...flag, '--json']);
  expect(ran.error().code).toBe('USAGE');
  expect(ran.exit).toBe(2);
});

test('fails with a refused key', async () => {
  const sandbox = await openWorld({ scenario: 'key-revoked' });
  const ran = await runPlivo(['doctor', '--api-report', '--json'], { env: addresses(sandbox) });
  expect(ran.error().code).toBe('UNAUTHORIZED');
  expect(ran.exit).toBe(4);
});
