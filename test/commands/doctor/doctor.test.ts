import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { DoctorResult } from '../../../src/commands/doctor/check.ts';
import { checks } from '../../../src/commands/doctor/checks/all.ts';
import { doctor } from '../../../src/commands/doctor/doctor.ts';
import { shortenIds } from '../../../src/domain/text/shell-command.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import { createStyle } from '../../../src/output/style.ts';
import type { Context } from '../../../src/ports/context.ts';
import type { Settings } from '../../../src/ports/settings.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';
import { breakPath } from './broken-paths.ts';
import { findingOf, statuses } from './support.ts';

afterAll(removeFolders);

function view(result: DoctorResult, columns: number, input: { all?: boolean } = {}): string {
  return doctor.view(
    result,
    createStyle({ columns, called: { program: 'plivo', sandbox: null } }),
    input,
  );
}

const groupOf = (wanted: string) =>
  checks.filter(({ group }) => group === wanted).map(({ id }) => id);

describe('the requests', () => {
  test('send every read once, only reads, and at most two for calls', async () => {
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

  test('are only those that --only needs', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const ran = await runPlivo(['doctor', '--only', 'provider-allowed', '--json'], {
      env: everything(sandbox),
    });
    expect(ran.json<DoctorResult>().checks.map(({ id }) => id)).toEqual(['provider-allowed']);
    expect(requestLines(sandbox)).toEqual(['GET /api/v2/config']);
  });

  test('select a group with --only', async () => {
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

  test('are not sent for an unknown --only, which lists the known ids', async () => {
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

describe('the inputs', () => {
  test('skip what needs Plivo credentials without them, and nothing fails', async () => {
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

  test('give one finding without an API key, and send no request', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const { VOCOBASE_API_KEY: _, ...env } = everything(sandbox);
    const ran = await runPlivo(['doctor', '--json'], { env });
    expect(statuses(ran.json<DoctorResult>())).toEqual({ key: 'fail' });
    expect(findingOf(ran.json(), 'key').commands).toEqual(['plivo login']);
    expect(sandbox.requests()).toEqual([]);
    expect(ran.exit).toBe(20);
  });

  test('run checks that need no key with --only', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const { VOCOBASE_API_KEY: _, ...env } = everything(sandbox);
    const ran = await runPlivo(['doctor', '--only', 'carrier', '--json'], { env });
    expect(statuses(ran.json<DoctorResult>())).toMatchObject({
      key: 'fail',
      'plivo-credentials': 'pass',
      'plivo-balance': 'pass',
    });
    expect(requestLines(sandbox).filter((line) => line.includes('/api/v2/'))).toEqual([]);
  });

  test.each([
    [{ VOCOBASE_API_KEY: '' }, 'EMPTY_SECRET', 2],
    [{ PLIVO_AUTH_TOKEN: '' }, 'EMPTY_SECRET', 2],
    [{ VOCOBASE_API_KEY: 'nonsense' }, 'INVALID_API_KEY_FORMAT', 4],
    [{ PLIVO_AUTH_ID: 'nonsense' }, 'INVALID_AUTH_ID', 2],
    [{ VOCOBASE_BASE_URL: 'http://api.example.com' }, 'INSECURE_BASE_URL', 2],
    [{ PLIVO_BASE_URL: 'http://api.example.com' }, 'INSECURE_BASE_URL', 2],
  ])('are refused before any request: %j', async (wrong, code, exit) => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const ran = await runPlivo(['doctor', '--json'], { env: { ...everything(sandbox), ...wrong } });
    expect(ran.error().code).toBe(code);
    expect(ran.exit).toBe(exit);
    expect(sandbox.requests()).toEqual([]);
  });

  test('reports an unreachable API as a finding', async () => {
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
    'fails with %s, naming the base URL and its source',
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

  test.each([401, 403])('is not blamed for %s, which concerns the key', async (status) => {
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

describe('continues with the other base URL when one is broken', () => {
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
  ])('reports %s in the check "%s"', async (path, check) => {
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

  test("counts a connection's rows without the list of numbers", async () => {
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
        remedy: expect.stringContaining('config set endpoints.phone_numbers'),
      });
    } finally {
      await broken.close();
    }
  });

  test('turns a check that throws into a finding', async () => {
    const result = await doctor.run(contextWithout('PATH'), { only: 'machine' });
    if ('dry_run' in result) throw new Error('doctor never plans');
    expect(findingOf(result, 'path')).toMatchObject({
      status: 'unknown',
      found: expect.stringContaining('no PATH here'),
    });
    expect(statuses(result)).toMatchObject({ key: 'fail', path: 'unknown' });
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

  test('contains no secret, as JSON and as text', async () => {
    const sandbox = await openWorld({ scenario: 'token-rotated' });
    const env = everything(sandbox);
    for (const format of ['--json', '--no-json']) {
      const { stdout } = await runPlivo(['doctor', format], { env });
      expect(stdout).not.toContain(sandbox.apiKey);
      expect(stdout).not.toContain(sandbox.authId);
      expect(stdout).not.toContain(sandbox.authToken);
    }
  });

  test('includes the request to the account manager with the finding', async () => {
    const ran = await runPlivo(['doctor', '--sandbox', '--scenario', 'plivo-not-allowed']);
    const { remedy } = findingOf(ran.json(), 'provider-allowed');
    expect(remedy).toContain('Subject: Enable Plivo');
    expect(remedy).toContain('Sandbox Demo Partner (sandbox-demo)');
    expect(remedy).toContain('twilio, vobiz');
  });

  test('asks whether Vocobase has enabled detection for an agent that uses it', async () => {
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

  test('uses the remembered connection for calls', async () => {
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

  test('fails when the remembered connection no longer exists', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const env = { ...everything(sandbox), VOCOBASE_CONFIG_DIR: await settingsFolder() };
    await runPlivo(['config', 'set', 'connection', '0f9e4b10-5a4d-4b0c-8d3e-00000000000f'], {
      env,
    });
    const ran = await runPlivo(['doctor', '--only', 'connection', '--json'], { env });
    expect(findingOf(ran.json(), 'connection').status).toBe('fail');
    expect(ran.exit).toBe(20);
  });

  test('makes older failures a warning after a good call', async () => {
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

  test('names what no API shows on one line, and keeps the remedies in JSON', async () => {
    const ran = await runPlivo(['doctor', '--only', 'console']);
    const text = view(ran.json(), 80);
    expect(
      text.split('\n').filter((line) => /Not visible to any API: destination/.test(line)),
    ).toHaveLength(1);
    expect(view(ran.json(), 80, { all: true })).toContain('IP Whitelisting');
    expect(findingOf(ran.json(), 'ip-allow-list').remedy).toContain('https://console.plivo.com');
  });

  test('folds what passed, puts problems last, and ends with what to do first', async () => {
    const ran = await runPlivo([
      'doctor',
      '--sandbox',
      '--scenario',
      'no-voice-number',
      '--no-json',
    ]);
    const blocks = ran.stdout.trimEnd().split('\n\n');
    expect(blocks[0]).toMatch(
      /^Sandbox Demo Partner · connection Plivo · \d+ checks in (under 0\.1|\d+\.[1-9]|[1-9]\d*\.0) s$/,
    );
    expect(blocks[1]).toMatch(/✔ Vocobase account +5 of 5\n/);
    expect(blocks[2]).toMatch(/^ {2}✖ The Plivo account has 4 numbers, none with Voice\n/);
    expect(blocks.at(-1)).toBe('2 failed. Start with: plivo explain no-voice-number');
    expect(ran.stdout).not.toContain('API key');
    const all = await runPlivo([
      'doctor',
      '--all',
      '--sandbox',
      '--scenario',
      'no-voice-number',
      '--no-json',
    ]);
    expect(all.stdout).toMatch(/✔ API key +Sandbox Demo Partner/);
  });

  test('shows only problems and the verdict with --quiet', async () => {
    const args = ['doctor', '--sandbox', '--no-json', '-q', '--scenario'];
    const bad = await runPlivo([...args, 'no-agent']);
    expect(bad.stdout).toMatch(/^ {2}✖ There is no agent\n[\s\S]*\n\n1 failed\. Start with:/);
    const good = await runPlivo([...args, 'healthy'], { env: { PATH: '' } });
    expect(good.stdout).toBe('✔ No problem found.\n');
  });

  test.each(['dropped-calls', 'plivo-not-allowed', 'two-connections'])(
    'fits 60 columns for %s, apart from text to copy',
    async (scenario) => {
      const ran = await runPlivo(['doctor', '--sandbox', '--scenario', scenario]);
      const lines = view(ran.json(), 60).trimEnd().split('\n');
      const wide = lines.filter(
        (line) => line.length > 60 && !line.startsWith('    plivo ') && !line.includes('http'),
      );
      expect(wide).toEqual([]);
      const { checks: listed } = ran.json<DoctorResult>();
      const [first] = ['fail', 'warn'].flatMap((wanted) =>
        listed.filter(({ status }) => status === wanted),
      );
      expect(lines.slice(-2).join(' ')).toContain(shortenIds(first?.commands ?? [], 56)[0]);
    },
  );
});

describe('--connection', () => {
  const args = (scenario: string, named: string) =>
    ['doctor', '--json', '--sandbox', '--scenario', scenario, '--connection', named] as const;

  test('checks that connection, and names it in every command', async () => {
    const ran = await runPlivo(args('two-connections', 'plivo india - sales'));
    const result = ran.json<DoctorResult>();
    expect(findingOf(result, 'connection').status).toBe('pass');
    expect(findingOf(result, 'shown-number').found).toBe('+918035550104');
    expect(result.connection?.name).toBe('Plivo India - Sales');
  });

  test('is NOT_FOUND with a near name for an unknown one', async () => {
    const ran = await runPlivo(args('two-connections', 'Plivo India'));
    expect(ran.error()).toMatchObject({
      code: 'NOT_FOUND',
      hints: expect.arrayContaining([expect.stringContaining('Plivo India - Sales')]),
    });
    expect(ran.exit).toBe(6);
  });

  test('drops the other reads after an error, and reports no retries of them', async () => {
    const args = ['doctor', '--no-json', '--sandbox', '--scenario', 'many-connections'];
    const ran = await runPlivo([...args, '--connection', 'Acme']);
    expect(ran.stderr).toContain('There is no connection called Acme.');
    expect(ran.stderr.trimEnd()).toMatch(/NOT_FOUND · exit 6$/);
  });
});

describe('misspelled words of the command line', () => {
  test.each([
    ['--only', 'numbrs', 'numbers'],
    ['--fail-on', 'warning', 'warn'],
  ])('%s %s: did you mean %s?', async (flag, typed, meant) => {
    const ran = await runPlivo(['doctor', flag, typed, '--json']);
    expect(ran.error()).toMatchObject({
      code: 'INVALID_VALUE',
      hints: expect.arrayContaining([`Did you mean ${meant}?`]),
    });
    expect(ran.exit).toBe(2);
  });
});

describe('the conversation of the last completed call', () => {
  test.each([
    [{ transcripts: 'empty' }, 'warn', /The agent said nothing/],
    [{ transcripts: 'missing' }, 'unknown', /no transcript/],
    [{ sessions: 'none' }, 'unknown', /no transcript/],
    [{}, 'pass', /Agent \d+ turns?, callee \d+ turns? \(\d{4}-/],
  ] as const)('%j: %s', async (settings, status, found) => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    Object.assign(sandbox.world().choices, settings);
    const ran = await runPlivo(['doctor', '--only', 'calls', '--json'], {
      env: everything(sandbox),
    });
    expect(findingOf(ran.json(), 'conversation')).toMatchObject({
      status,
      found: expect.stringMatching(found),
    });
    expect(requestLines(sandbox).filter((line) => /\/calls/.test(line)).length).toBeLessThanOrEqual(
      3,
    );
  });
});

describe('evidence has its date', () => {
  test('proves nothing about the token from a call of three weeks ago', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    for (const call of sandbox.world().calls) {
      for (const step of call.steps) step.at -= 23 * 24 * 60 * 60 * 1000;
    }
    const ran = await runPlivo(['doctor', '--only', 'stored-token', '--json'], {
      env: everything(sandbox),
    });
    expect(findingOf(ran.json(), 'stored-token')).toMatchObject({
      status: 'unknown',
      found: expect.stringMatching(/is old \(\d{4}-\d\d-\d\d .* UTC\)/),
    });
  });
});

describe('another plivo on the PATH', () => {
  test('is reported when it comes first', async () => {
    const folder = await settingsFolder();
    const other = join(folder, 'plivo');
    await writeFile(other, '#!/bin/sh\necho another\n');
    await chmod(other, 0o755);
    const ran = await runPlivo(['doctor', '--only', 'path', '--json'], {
      env: { PATH: `${folder}:${process.env.PATH}`, VOCOBASE_API_KEY: `rg_live_${'x'.repeat(24)}` },
    });
    expect(findingOf(ran.json(), 'path')).toMatchObject({
      status: 'warn',
      found: expect.stringContaining(other),
      remedy: expect.stringContaining('vocobase-plivo'),
    });
    expect(ran.exit).toBe(0);
  });

  test('is not reported when it is a script that starts this program', async () => {
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
    settings: async () => ({ read: () => ({}) }) as unknown as Settings,
    keys: async () => refuse(),
    envFile: async () => refuse(),
    baseUrl: async () => ({ url: 'https://api.vocobase.com/api/v2', source: 'default' }),
    findApiKey: async () => null,
    vocobase: async () => refuse(),
    carrier: async () => refuse(),
    requests: () => [],
    demo: async () => null,
  };
}
