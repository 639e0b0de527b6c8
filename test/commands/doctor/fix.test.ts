import { afterAll, describe, expect, test } from 'vitest';
import type { FixResult } from '../../../src/commands/doctor/fix.ts';
import { environment } from '../../support/child.ts';
import { startFaultServer, storeConnection } from '../../support/fault-server.ts';
import { status } from '../../support/faults.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';
import { findingOf, statuses } from './support.ts';

afterAll(removeFolders);

const writes = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('GET '));

describe('in a script', () => {
  test('--fix without --yes is CONFIRMATION_REQUIRED before any request', async () => {
    const sandbox = await openWorld({ scenario: 'caller-id-unknown' });
    const ran = await runPlivo(['doctor', '--fix', '--json'], { env: everything(sandbox) });
    expect(ran.error()).toMatchObject({
      code: 'CONFIRMATION_REQUIRED',
      commands: ['plivo doctor --fix --json --yes', 'plivo doctor'],
      details: { missing: [{ flag: '--yes' }] },
    });
    expect(ran.exit).toBe(2);
    expect(sandbox.requests()).toEqual([]);
  });

  test('imports numbers, and checks again', async () => {
    const sandbox = await openWorld({ scenario: 'caller-id-unknown' });
    const env = { ...everything(sandbox), PATH: '' };
    const ran = await runPlivo(['doctor', '--fix', '--yes', '--json'], { env });
    const result = ran.json<FixResult>();
    expect(result.fixed).toEqual(['number-imported']);
    expect(statuses(result)).toMatchObject({ 'number-imported': 'pass', 'number-drift': 'pass' });
    expect(result.status).toBe('pass');
    expect(writes(requestLines(sandbox))).toEqual(['POST /api/v2/phone-numbers/sync']);
    expect(ran.exit).toBe(0);
    expect(ran.stderr).toBe('');
  });

  test.each([
    ['sync-missing', 'number-drift', 'explain ENDPOINT_NOT_AVAILABLE', 'numbers sync'],
    ['token-rotated', 'stored-token', 'explain PLIVO_UNAUTHORIZED', 'credentials rotate'],
  ] as const)(
    'names no command that would fail like the fix: %s',
    async (scenario, id, command, not) => {
      const sandbox = await openWorld({ scenario });
      if (id === 'stored-token') sandbox.world().choices.verifyCredentials = 'refuse-all';
      const env = { ...everything(sandbox), PATH: '' };
      const before = await runPlivo(['doctor', '--json'], { env });
      expect(findingOf(before.json<FixResult>(), id).commands.join()).toContain(not);
      const ran = await runPlivo(['doctor', '--fix', '--yes', '--json'], { env });
      const result = ran.json<FixResult>();
      expect(result.fixed).toEqual([]);
      const finding = findingOf(result, id);
      expect(finding.commands).toEqual([`plivo ${command}`]);
      expect(finding.remedy).toContain('The fix failed: ');
    },
  );

  test('keeps the command if trying again may help', async () => {
    const server = await startFaultServer((world) => {
      storeConnection(world);
      world.numbers.length = 0;
    });
    server.fault('POST /phone-numbers/sync', status(500));
    const env = { ...environment(server), PATH: '' };
    const ran = await runPlivo(['doctor', '--fix', '--yes', '--json'], { env });
    const finding = findingOf(ran.json<FixResult>(), 'number-imported');
    expect(finding.commands.join()).toContain('plivo numbers sync');
    await server.close();
  });

  test('replaces refused credentials, and never says that they are proven', async () => {
    const sandbox = await openWorld({ scenario: 'token-rotated' });
    const ran = await runPlivo(['doctor', '--fix', '--yes', '--no-json'], {
      env: everything(sandbox),
    });
    expect(ran.stderr).toContain('PUT /config/telephony/plivo { "auth_id": "MASA****0001"');
    expect(ran.stderr).not.toContain(sandbox.authToken);
    expect(ran.stderr).toContain('Only a call can prove them');
    expect(ran.stderr).not.toMatch(/✔ Send the Plivo credentials/);
    expect(writes(requestLines(sandbox))).toEqual(['PUT /api/v2/config/telephony/plivo']);
  });

  test('sends no credentials when two replies disagree about the caller ID', async () => {
    const sandbox = await openWorld({ scenario: 'token-rotated' });
    const two = await openWorld({ scenario: 'two-connections' });
    const other = two.world().connections.find(({ is_default }) => !is_default);
    if (other === undefined) throw new Error('the scenario has a second connection');
    const rows = two.world().phoneNumbers.filter((row) => row.connection_id === other.id);
    sandbox.world().connections.push(structuredClone(other));
    sandbox.world().phoneNumbers.push(...structuredClone(rows));
    // GET /config then shows the caller ID of the second connection.
    sandbox.world().choices.configShows = 'newest';
    const env = { ...everything(sandbox), VOCOBASE_CONNECTION_ID: '0c0e4b10' };
    await runPlivo(['doctor', '--fix', '--yes', '--only', 'stored-token', '--json'], { env });
    expect(writes(requestLines(sandbox))).toEqual([]);
    sandbox.world().choices.configShows = 'default';
    await runPlivo(['doctor', '--fix', '--yes', '--only', 'stored-token', '--json'], { env });
    expect(writes(requestLines(sandbox))).toEqual(['PUT /api/v2/config/telephony/plivo']);
  });

  test('makes no choice between several connections', async () => {
    const sandbox = await openWorld({ scenario: 'two-connections' });
    const env = { ...everything(sandbox), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    const ran = await runPlivo(['doctor', '--fix', '--yes', '--json'], { env });
    expect(ran.json<FixResult>().fixed).toEqual([]);
    const settings = await runPlivo(['config', 'get', 'connection', '--json'], { env });
    expect(settings.stdout).not.toContain('0c0e4b10');
  });

  test('remembers the only active connection when the remembered one no longer exists', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const env = { ...everything(sandbox), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    await runPlivo(['config', 'set', 'connection', '0f9e4b10-5a4d-4b0c-8d3e-00000000000f'], {
      env,
    });
    const ran = await runPlivo(['doctor', '--fix', '--yes', '--json'], { env });
    const result = ran.json<FixResult>();
    expect(result.fixed).toContain('connection');
    expect(statuses(result)).toMatchObject({ connection: 'pass' });
  });

  test('keeps the finding when a fix fails, and reports the failure', async () => {
    const sandbox = await openWorld({ scenario: 'sync-missing' });
    const ran = await runPlivo(['doctor', '--fix', '--yes', '--no-json'], {
      env: everything(sandbox),
    });
    expect(ran.stderr).toMatch(/✖ Import the numbers of Plivo {2}.*404/s);
    expect(ran.stdout).toContain('are on the Plivo account and not');
  });

  test('shows each request once with --dry-run, and sends none', async () => {
    const sandbox = await openWorld({ scenario: 'caller-id-unknown' });
    const ran = await runPlivo(['doctor', '--fix', '--dry-run', '--json'], {
      env: everything(sandbox),
    });
    expect(ran.json()).toMatchObject({
      dry_run: true,
      requests: [{ method: 'POST', body: { provider: 'plivo' } }],
    });
    expect(ran.json<{ requests: unknown[] }>().requests).toHaveLength(1);
    expect(writes(requestLines(sandbox))).toEqual([]);
  });
});

describe('a person', () => {
  test('chooses a connection, agrees, and sees the check pass', async () => {
    const sandbox = await openWorld({ scenario: 'two-connections' });
    const folder = await settingsFolder();
    const person = await openTerminal(['doctor', '--fix'], {
      env: { ...everything(sandbox), VOCOBASE_CONFIG_DIR: folder },
    });
    await person.sees('Fix      Choose a connection for calls');
    await person.sees('Connection');
    person.presses('\r');
    await person.sees('Apply this fix?');
    person.answers('y');
    await person.sees(/✔ Choose a connection for calls from this machine\s+Plivo, remembered/);
    expect(await person.exit()).toBe(0);
  });

  test('declines, and nothing is sent', async () => {
    const sandbox = await openWorld({ scenario: 'caller-id-unknown' });
    const person = await openTerminal(['doctor', '--fix', '--only', 'number-imported'], {
      env: everything(sandbox),
    });
    await person.sees('POST /phone-numbers/sync');
    await person.sees('Apply this fix?');
    person.presses('\r');
    await person.sees('is not imported');
    expect(await person.exit()).toBe(0);
    expect(writes(requestLines(sandbox))).toEqual([]);
  });

  test('stores a missing key, and the other checks run', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const { VOCOBASE_API_KEY: key = '', ...env } = addresses(sandbox);
    const person = await openTerminal(['doctor', '--fix'], {
      env: { ...env, VOCOBASE_CONFIG_DIR: await settingsFolder() },
    });
    await person.sees('Fix      Store an API key on this machine');
    await person.sees('Vocobase API key');
    person.answers(key);
    await person.sees('Apply this fix?');
    person.answers('y');
    await person.sees(/Vocobase account\s+5 of 5/);
    expect(await person.exit()).toBe(0);
    expect(person.raw()).not.toContain(key);
  });
});
