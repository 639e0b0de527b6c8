import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checks } from '../../../src/commands/doctor/checks/all.ts';
import { doctor } from '../../../src/commands/doctor/doctor.ts';
import type { DoctorResult } from '../../../src/commands/doctor/result.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import { createStyle } from '../../../src/output/style.ts';
import type { Context } from '../../../src/ports/context.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';
import { breakPath } from './broken-paths.ts';
import { findingOf, statuses } from './support.ts';

afterAll(removeFolders);

const groupOf = (wanted: string) =>
  checks.filter(({ group }) => group === wanted).map(({ id }) => id);

describe('what it asks', () => {
  test('every read is sent once, only reads are sent, and calls are asked about twice at most', async () => {
    const sandbox = await openWorld({ scenario: 'dropped-calls' });
    await runPlivo(['doctor', '--json'], { env: everything(sandbox) });
    const requests = requestLines(sandbox);
    expect(requests.filter((line) => !line.startsWith('GET '))).toEqual([]);
    expect(new Set(requests).size).toBe(requests.length);
    expect(requests.filter((line) => line.includes('/api/v2/calls')).sort()).toEqual([
      'GET /api/v2/calls',
      'GET /api/v2/calls/concurrency',
    ]);
  });

  test('with --only nothing is asked that the check does not need', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const ran = await runPlivo(['doctor', '--only', 'provider-allowed', '--json'], {
      env: everything(sandbox),
    });
    expect(ran.json<DoctorResult>().checks.map(({ id }) => id)).toEqual(['provider-allowed']);
    expect(requestLines(sandbox)).toEqual(['GET /api/v2/config']);
  });

  test('--only takes a group', async () => {
    const ran = await runPlivo([
      'doctor',
      '--only',
      'numbers',
      '--sandbox',
      '--scenario',
      'healthy',
    ]);
    expect(ran.json<DoctorResult>().checks.map(({ id }) => id)).toEqual(groupOf('numbers'));
  });

  test('--only with an unknown word names what there is, before any request', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const ran = await runPlivo(['doctor', '--only', 'numbrs', '--json'], {
      env: everything(sandbox),
    });
    expect(ran.exit).toBe(2);
    expect(ran.error()).toMatchObject({
      code: 'INVALID_VALUE',
      details: {
        groups: expect.arrayContaining(['numbers']),
        checks: expect.arrayContaining(['number-drift']),
      },
    });
    expect(sandbox.requests()).toEqual([]);
  });
});

describe('what it is given', () => {
  test('without Plivo credentials what needs them is skipped, and nothing fails', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const ran = await runPlivo(['doctor', '--json'], { env: addresses(sandbox) });
    const result = ran.json<DoctorResult>();
    const byId = statuses(result);
    for (const id of [
      ...groupOf('carrier'),
      'number-owned',
      'number-voice',
      'number-drift',
      'hangup-causes',
    ]) {
      expect(byId).toHaveProperty(id, 'skip');
    }
    expect(findingOf(result, 'plivo-credentials').remedy).toContain('PLIVO_AUTH_ID');
    expect(byId).toMatchObject({ 'number-imported': 'pass', 'recent-calls': 'pass' });
    expect(ran.exit).toBe(0);
  });

  test('without an API key the key fails, and Plivo is asked all the same', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const { VOCOBASE_API_KEY: _, ...env } = everything(sandbox);
    const ran = await runPlivo(['doctor', '--json'], { env: { ...env, PATH: '' } });
    const byId = statuses(ran.json<DoctorResult>());
    expect(byId).toMatchObject({
      key: 'fail',
      api: 'skip',
      configured: 'skip',
      'plivo-credentials': 'pass',
      'plivo-balance': 'pass',
      'plivo-numbers': 'pass',
      path: 'pass',
    });
    expect(requestLines(sandbox).filter((line) => line.includes('/api/v2/'))).toEqual([]);
    expect(ran.exit).toBe(20);
  });

  test.each([
    [{ VOCOBASE_API_KEY: '' }, 'EMPTY_SECRET', 2],
    [{ PLIVO_AUTH_TOKEN: '' }, 'EMPTY_SECRET', 2],
    [{ VOCOBASE_API_KEY: 'nonsense' }, 'INVALID_API_KEY_FORMAT', 4],
    [{ PLIVO_AUTH_ID: 'nonsense' }, 'INVALID_AUTH_ID', 2],
    [{ VOCOBASE_BASE_URL: 'http://api.example.com' }, 'INSECURE_BASE_URL', 2],
    [{ PLIVO_BASE_URL: 'http://api.example.com' }, 'INSECURE_BASE_URL', 2],
  ])('%j is said before any request', async (wrong, code, exit) => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const ran = await runPlivo(['doctor', '--json'], { env: { ...everything(sandbox), ...wrong } });
    expect(ran.error().code).toBe(code);
    expect(ran.exit).toBe(exit);
    expect(sandbox.requests()).toEqual([]);
  });

  test('an API that cannot be reached is a finding', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const env = { ...everything(sandbox), VOCOBASE_BASE_URL: 'http://127.0.0.1:9/api/v2' };
    const ran = await runPlivo(['doctor', '--json'], { env });
    expect(statuses(ran.json<DoctorResult>())).toMatchObject({
      api: 'fail',
      key: 'skip',
      connection: 'skip',
      'plivo-credentials': 'pass',
    });
    expect(ran.exit).toBe(20);
  });
});

describe('a base URL where no API answers', () => {
  const plain = { type: 'text/plain', body: 'Cannot GET /config' };

  test.each([404, 400, 405, 410, 418])(
    'fails with %s, naming the address and where it came from',
    async (status) => {
      const sandbox = await openWorld({ scenario: 'healthy' });
      const broken = await breakPath(sandbox, '/api/v2/config', { ...plain, status });
      const env = { ...everything(sandbox), ...broken.addresses };
      try {
        const ran = await runPlivo(['doctor', '--only', 'account', '--json'], { env });
        expect(findingOf(ran.json(), 'api')).toMatchObject({
          status: 'fail',
          remedy: expect.stringMatching(/base URL.*127\.0\.0\.1.*VOCOBASE_BASE_URL/),
        });
        expect(ran.exit).toBe(20);
        const flagged = await runPlivo(
          ['doctor', '--only', 'api', '--base-url', broken.addresses.VOCOBASE_BASE_URL ?? ''],
          { env: everything(sandbox) },
        );
        expect(findingOf(flagged.json(), 'api').remedy).toContain('--base-url');
      } finally {
        await broken.close();
      }
    },
  );

  test.each([401, 403])('is not meant by %s: that is about the key', async (status) => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const broken = await breakPath(sandbox, '/api/v2/config', { ...plain, status });
    try {
      const ran = await runPlivo(['doctor', '--only', 'api'], {
        env: { ...everything(sandbox), ...broken.addresses },
      });
      expect(findingOf(ran.json(), 'api').status).toBe('pass');
    } finally {
      await broken.close();
    }
  });
});

describe('one broken address does not end the others', () => {
  const html = { status: 200, type: 'text/html', body: '<!doctype html><p>Sign in</p>' };
  const missing = {
    status: 404,
    type: 'application/json',
    body: '{"success":false,"error":{"code":"NOT_FOUND","message":"Not found"}}',
  };

  test.each([
    ['/api/v2/telephony/connections', 'connection'],
    ['/api/v2/agent', 'agent'],
    ['/api/v2/calls/concurrency', 'concurrency'],
    ['/api/v2/calls', 'recent-calls'],
    ['/v1/Account/MASANDBOXDEMO0000001/Number/', 'plivo-numbers'],
  ])('%s: the check "%s" says so', async (path, check) => {
    for (const answer of [html, missing]) {
      const sandbox = await openWorld({ scenario: 'healthy' });
      const broken = await breakPath(sandbox, path, answer);
      try {
        const ran = await runPlivo(['doctor', '--json'], {
          env: { ...everything(sandbox), ...broken.addresses },
        });
        const result = ran.json<DoctorResult>();
        expect(findingOf(result, check)).toMatchObject({
          status: 'warn',
          found: expect.stringContaining('could not be read'),
        });
        expect(result.checks).toHaveLength(checks.length);
        expect(result.checks.filter(({ status }) => status === 'fail')).toEqual([]);
        expect(statuses(result)).toMatchObject({ key: 'pass', 'plivo-balance': 'pass' });
      } finally {
        await broken.close();
      }
    }
  });

  test('without the list of numbers the rows of the connection tell', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const broken = await breakPath(sandbox, '/api/v2/phone-numbers', missing);
    try {
      const env = { ...everything(sandbox), ...broken.addresses };
      const complete = await runPlivo(['doctor', '--json'], { env });
      expect(findingOf(complete.json(), 'number-imported').status).toBe('pass');
      sandbox.world().phoneNumbers = [];
      const without = await runPlivo(['doctor', '--json'], { env });
      expect(findingOf(without.json(), 'number-imported')).toMatchObject({
        status: 'unknown',
        commands: expect.arrayContaining([
          expect.stringContaining('config set endpoints.phone_numbers'),
        ]),
      });
    } finally {
      await broken.close();
    }
  });

  test('a check that throws is a finding itself', async () => {
    const result = await doctor.run(contextWithout('PATH'), {});
    if ('dry_run' in result) throw new Error('doctor never plans');
    expect(findingOf(result, 'path')).toMatchObject({
      status: 'unknown',
      found: expect.stringContaining('no PATH here'),
    });
    expect(statuses(result)).toMatchObject({ key: 'fail', 'geo-permissions': 'unknown' });
  });
});

describe('the result', () => {
  test('--fail-on warn fails where something warns', async () => {
    const args = ['doctor', '--sandbox', '--scenario', 'carrier-trial'];
    const lenient = await runPlivo(args);
    const strict = await runPlivo([...args, '--fail-on', 'warn']);
    expect([lenient.json<DoctorResult>().status, lenient.exit]).toEqual(['warn', 0]);
    expect([strict.json<DoctorResult>().status, strict.exit]).toEqual(['warn', 20]);
  });

  test('holds no secret, as JSON and as words', async () => {
    const sandbox = await openWorld({ scenario: 'token-rotated' });
    const env = everything(sandbox);
    for (const format of ['--json', '--no-json']) {
      const { stdout } = await runPlivo(['doctor', format], { env });
      expect(stdout).not.toContain(sandbox.apiKey);
      expect(stdout).not.toContain(sandbox.authId);
      expect(stdout).not.toContain(sandbox.authToken);
    }
  });

  test('a request to the account manager comes with the finding', async () => {
    const ran = await runPlivo(['doctor', '--sandbox', '--scenario', 'plivo-not-allowed']);
    const { remedy } = findingOf(ran.json(), 'provider-allowed');
    expect(remedy).toContain('Subject: Enable plivo');
    expect(remedy).toContain('Sandbox Demo Partner (sandbox-demo)');
    expect(remedy).toContain('twilio, vobiz');
  });

  test('an agent with detection on asks whether Vocobase has enabled it', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    for (const agent of sandbox.world().agents) agent.voicemail_detection_enabled = true;
    const ran = await runPlivo(['doctor', '--only', 'agent', '--json'], {
      env: everything(sandbox),
    });
    expect(findingOf(ran.json(), 'voicemail-enabled')).toMatchObject({
      status: 'unknown',
      remedy: expect.stringContaining('Subject: Enable carrier-side voicemail detection'),
    });
  });

  test('a remembered connection settles which one calls use', async () => {
    const sandbox = await openWorld({ scenario: 'two-connections' });
    const env = { ...everything(sandbox), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    await runPlivo(['config', 'set', 'connection', 'Plivo India - Sales'], { env });
    const ran = await runPlivo(['doctor', '--json'], { env });
    const result = ran.json<DoctorResult>();
    expect(findingOf(result, 'connection')).toMatchObject({
      status: 'pass',
      found: expect.stringContaining('Plivo India - Sales'),
    });
    expect(findingOf(result, 'shown-number').found).toContain('+918035550104');
    expect(findingOf(result, 'india-compliance').status).toBe('pass');
  });

  test('a remembered connection that is gone fails', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const env = { ...everything(sandbox), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    await runPlivo(['config', 'set', 'connection', '0f9e4b10-5a4d-4b0c-8d3e-00000000000f'], {
      env,
    });
    const ran = await runPlivo(['doctor', '--only', 'connection', '--json'], { env });
    expect(findingOf(ran.json(), 'connection').status).toBe('fail');
    expect(ran.exit).toBe(20);
  });

  test('a call that went well since then makes older failures a warning', async () => {
    const sandbox = await openWorld({ scenario: 'dropped-calls' });
    const [newest] = sandbox.world().calls.slice(-1);
    if (newest === undefined) throw new Error('the scenario has no calls');
    const moved = structuredClone(newest);
    const later = 12 * 60 * 1000;
    moved.id = '0d0e4b10-5a4d-4b0c-8d3e-00000000000a';
    moved.steps = moved.steps.map((step, index, all) => ({
      ...step,
      at: step.at + later + (index === all.length - 1 ? 60_000 : 0),
    }));
    moved.settled = true;
    sandbox.world().calls.push(moved);
    const ran = await runPlivo(['doctor', '--only', 'calls', '--json'], {
      env: everything(sandbox),
    });
    expect(statuses(ran.json())).toMatchObject({ 'recent-calls': 'warn', 'hangup-causes': 'warn' });
    expect(ran.exit).toBe(0);
  });

  test('gives what only the console shows a line each, and keeps the remedies in JSON', async () => {
    const ran = await runPlivo(['doctor', '--only', 'console']);
    const text = doctor.view(
      ran.json(),
      createStyle({ columns: 80, called: { program: 'plivo', sandbox: null } }),
    );
    const [block = ''] = text.split('\n\n');
    expect(block.split('\n')).toHaveLength(1 + groupOf('console').length);
    expect(block).toContain('plivo explain ip-allow-list');
    expect(findingOf(ran.json(), 'ip-allow-list').remedy).toContain('https://');
  });

  test.each(['dropped-calls', 'plivo-not-allowed', 'two-connections'])(
    'of %s fits 60 columns, apart from what is to be copied',
    async (scenario) => {
      const ran = await runPlivo(['doctor', '--sandbox', '--scenario', scenario]);
      const text = doctor.view(
        ran.json(),
        createStyle({ columns: 60, called: { program: 'plivo', sandbox: null } }),
      );
      const wide = text
        .split('\n')
        .filter(
          (line) => line.length > 60 && !line.startsWith('    plivo ') && !line.includes('http'),
        );
      expect(wide).toEqual([]);
      const failing = ran
        .json<DoctorResult>()
        .checks.filter(({ status }) => status === 'fail')
        .map(({ title }) => expect.stringContaining(title));
      expect(
        text
          .trimEnd()
          .split('\n')
          .slice(-failing.length - 1),
      ).toEqual([expect.stringMatching(/\d failed/), ...failing]);
    },
  );
});

describe('another plivo on the PATH', () => {
  test('is named when it comes first', async () => {
    const folder = await settingsFolder();
    const other = join(folder, 'plivo');
    await writeFile(other, '#!/bin/sh\necho another\n');
    await chmod(other, 0o755);
    const ran = await runPlivo(['doctor', '--only', 'path', '--json'], {
      env: { PATH: `${folder}:${process.env.PATH}` },
    });
    expect(findingOf(ran.json(), 'path')).toMatchObject({
      status: 'warn',
      found: expect.stringContaining(other),
      remedy: expect.stringContaining('vocobase-plivo'),
    });
    expect(ran.exit).toBe(0);
  });

  test('is no matter when it is a script that starts this one', async () => {
    const folder = await settingsFolder();
    const own = join(folder, 'plivo');
    await writeFile(own, '#!/bin/sh\nexec node "$0/../node_modules/vocobase-plivo/bin/plivo.js"\n');
    await chmod(own, 0o755);
    const ran = await runPlivo(['doctor', '--only', 'path', '--json'], {
      env: { PATH: `${folder}:${process.env.PATH}` },
    });
    expect(findingOf(ran.json(), 'path').status).toBe('pass');
  });
});

/** A run without key and credentials, in which one variable cannot even be asked for. */
function contextWithout(name: string): Context {
  const refuse = (): never => {
    throw new CliError('API_KEY_MISSING');
  };
  const silent = () => {};
  return {
    mode: {
      program: 'plivo',
      json: true,
      yes: false,
      dryRun: false,
      sandbox: null,
      stderrIsTerminal: false,
      animated: false,
    },
    prompt: {
      available: false,
      text: refuse,
      secret: refuse,
      choose: refuse,
      search: refuse,
      checkbox: refuse,
      confirm: refuse,
    },
    log: {
      heading: silent,
      note: silent,
      paragraph: silent,
      gap: silent,
      notice: silent,
      warn: silent,
      done: silent,
      skipped: silent,
      failed: silent,
      event: () => {},
      trace: silent,
      progress: (_label, work) => work(silent),
    },
    inputs: {
      env(asked) {
        if (asked === name) throw new Error(`no ${name} here`);
        return undefined;
      },
      stdin: refuse,
      file: refuse,
    },
    signal: new AbortController().signal,
    now: () => new Date('2026-11-01T12:00:00Z'),
    sleep: async () => {},
    settings: async () => refuse(),
    keys: async () => refuse(),
    baseUrl: async () => ({ url: 'https://api.vocobase.com/api/v2', source: 'default' }),
    findApiKey: async () => null,
    vocobase: async () => refuse(),
    carrier: async () => refuse(),
    demo: async () => null,
  };
}
