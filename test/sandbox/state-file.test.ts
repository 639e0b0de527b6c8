import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEMO_AUTH_TOKEN } from '../../src/sandbox/demo.ts';
import {
  type Sandbox,
  type SandboxOptions,
  StateFileError,
  startSandbox,
} from '../../src/sandbox/server.ts';
import { ask, callTo, connect, testClock, withSandbox } from './ask.ts';

let home = '';
let stateFile = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
  stateFile = join(home, 'inner', 'world.json');
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

const isConfigured = async (sandbox: Sandbox) =>
  (await ask(sandbox, 'GET', '/config')).body.data.telephony.plivo.configured;

describe('refuses a path that is not a state file, and leaves it as it is:', () => {
  const refusal = async () => {
    const error = await startSandbox({ stateFile, damagedStateFile: 'refuse' }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(StateFileError);
    expect(readdirSync(join(home, 'inner'))).toEqual(['world.json']);
    return String(error);
  };
  beforeEach(() => mkdirSync(join(home, 'inner')));

  test('a link, whose target stays', async () => {
    const target = join(home, 'precious');
    writeFileSync(target, '');
    symlinkSync(target, stateFile);
    expect(await refusal()).toContain('a symbolic link');
    expect(readFileSync(target, 'utf8')).toBe('');
    expect(lstatSync(stateFile).isSymbolicLink()).toBe(true);
  });

  test('a link to nowhere', async () => {
    symlinkSync(join(home, 'nowhere'), stateFile);
    expect(await refusal()).toContain('a symbolic link');
    expect(existsSync(join(home, 'nowhere'))).toBe(false);
  });

  test('a named pipe', async () => {
    execFileSync('mkfifo', [stateFile]);
    expect(await refusal()).toContain('a device, pipe, or socket');
    expect(lstatSync(stateFile).isFIFO()).toBe(true);
  });

  test('a folder', async () => {
    mkdirSync(stateFile);
    expect(await refusal()).toContain('a folder');
  });

  const spoiled: [string, (world: Record<string, unknown>) => unknown][] = [
    ['a text that is not JSON', () => 'x'],
    ['another version', (world) => Object.assign(world, { version: 1 })],
    ['an unknown scenario', (world) => Object.assign(world, { scenario: 'nope' })],
    ['a damaged row', (world) => Object.assign(world, { agents: [null] })],
    ['a damaged account', (world) => Object.assign(world, { plivo: { accounts: [{}] } })],
    ['an unknown setting', (world) => Object.assign(world, { choices: { nope: 1 } })],
    ['a token instead of its hash', (world) => Object.assign(world, { apiKeyHashes: ['key'] })],
  ];
  test.each(spoiled)('a file with %s', async (_, spoil) => {
    await withSandbox({ stateFile }, async () => {});
    const world = JSON.parse(readFileSync(stateFile, 'utf8'));
    const content = spoil(world) === 'x' ? 'x' : JSON.stringify(world);
    writeFileSync(stateFile, content);
    expect(await refusal()).toContain('does not hold the state');
    expect(readFileSync(stateFile, 'utf8')).toBe(content);
  });

  test('accepts an empty file', async () => {
    writeFileSync(stateFile, '');
    await withSandbox({ stateFile, damagedStateFile: 'refuse' }, async (sandbox) => {
      expect(await isConfigured(sandbox)).toBe(false);
    });
    expect(readdirSync(join(home, 'inner'))).toEqual(['world.json']);
  });

  test('a link that replaces the file while the sandbox runs', () =>
    withSandbox({ stateFile }, async (sandbox) => {
      const target = join(home, 'precious');
      writeFileSync(target, 'mine');
      rmSync(stateFile);
      symlinkSync(target, stateFile);
      const answer = await connect(sandbox);
      expect([answer.status, answer.body.error.message]).toEqual([
        500,
        expect.stringContaining('a symbolic link'),
      ]);
      expect(readFileSync(target, 'utf8')).toBe('mine');
    }));
});

test('keeps what one sandbox stored for the next one', async () => {
  await withSandbox({ stateFile }, async (sandbox) => {
    await connect(sandbox);
  });
  await withSandbox({ stateFile }, async (sandbox) => {
    expect(await isConfigured(sandbox)).toBe(true);
  });
});

test('a call continues while no sandbox runs', async () => {
  const clock = testClock();
  const options: SandboxOptions = { stateFile, now: clock.now, scenario: 'healthy' };
  let id = '';
  await withSandbox(options, async (sandbox) => {
    id = (await callTo(sandbox, '+15005550001')).body.data.call_id;
  });
  clock.pass(30);
  await withSandbox(options, async (sandbox) => {
    expect((await ask(sandbox, 'GET', `/calls/${id}`)).body.data.status).toBe('busy');
  });
});

test('continues the scenario of the file unless another one is named', async () => {
  await withSandbox({ stateFile, scenario: 'two-connections' }, async () => {});
  await withSandbox({ stateFile }, async (sandbox) => {
    expect(sandbox.scenario).toBe('two-connections');
  });
  await withSandbox({ stateFile, scenario: 'healthy' }, async (sandbox) => {
    expect(sandbox.scenario).toBe('healthy');
    expect(sandbox.world().connections).toHaveLength(1);
  });
});

test('continues the turns of a faulty scenario', async () => {
  const statuses: number[] = [];
  for (let index = 0; index < 3; index += 1) {
    await withSandbox({ stateFile, scenario: 'rate-limited' }, async (sandbox) => {
      statuses.push((await ask(sandbox, 'GET', '/config')).status);
    });
  }
  expect(statuses).toEqual([429, 429, 200]);
});

test('file and folder are private and hold no token', () =>
  withSandbox({ stateFile }, async (sandbox) => {
    await connect(sandbox);
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'inner')).mode & 0o777).toBe(0o700);
    const content = readFileSync(stateFile, 'utf8');
    expect(content).not.toContain(DEMO_AUTH_TOKEN);
    expect(content).not.toContain(sandbox.apiKey);
    expect(readdirSync(join(home, 'inner'))).toEqual(['world.json']);
  }));

test.each(['{"version":1,', '[]', '{"version":2}', '{"version":1,"scenario":"default"}'])(
  'a damaged file (%s) is set aside with its content, and the state starts over',
  async (content) => {
    mkdirSync(join(home, 'inner'));
    writeFileSync(stateFile, content);
    await withSandbox({ stateFile }, async (sandbox) => {
      expect(await isConfigured(sandbox)).toBe(false);
    });
    const [aside] = readdirSync(join(home, 'inner')).filter((name) => name.includes('.corrupt-'));
    expect(readFileSync(join(home, 'inner', aside ?? ''), 'utf8')).toBe(content);
    expect(JSON.parse(readFileSync(stateFile, 'utf8')).version).toBe(2);
  },
);

test.each(['deleted', 'damaged'])(
  'a file that is %s while the sandbox runs is written again',
  (what) =>
    withSandbox({ stateFile }, async (sandbox) => {
      await connect(sandbox);
      if (what === 'deleted') rmSync(stateFile);
      else writeFileSync(stateFile, 'oh');
      expect(await isConfigured(sandbox)).toBe(true);
      expect(JSON.parse(readFileSync(stateFile, 'utf8')).connections).toHaveLength(1);
    }),
);

test('two sandboxes on one file see each other', () =>
  withSandbox({ stateFile }, async (one) => {
    await withSandbox({ stateFile }, async (other) => {
      await connect(one);
      expect(await isConfigured(other)).toBe(true);
      const agents = Array.from({ length: 10 }, (_, index) =>
        ask(index % 2 ? one : other, 'POST', '/agent', {
          agent_name: `Agent ${index}`,
          prompt: 'Talk.',
          voice_id: one.world().voices[0]?.id,
        }),
      );
      for (const created of await Promise.all(agents)) expect(created.status).toBe(201);
      expect((await ask(one, 'GET', '/agent')).body.data.total).toBe(11);
    });
  }));

test('a lock that a dead process left behind is removed', async () => {
  mkdirSync(`${stateFile}.lock`, { recursive: true });
  const longAgo = Date.now() / 1000 - 60;
  utimesSync(`${stateFile}.lock`, longAgo, longAgo);
  await withSandbox({ stateFile }, async (sandbox) => {
    expect(await isConfigured(sandbox)).toBe(false);
  });
  expect(existsSync(`${stateFile}.lock`)).toBe(false);
});

test('reset starts the scenario of the file over', () =>
  withSandbox({ stateFile, scenario: 'two-connections' }, async (sandbox) => {
    const id = sandbox.world().connections[0]?.id;
    await ask(sandbox, 'DELETE', `/telephony/connections/${id}`);
    await sandbox.reset();
    expect(sandbox.requests()).toEqual([]);
    const again = await startSandbox({ stateFile });
    try {
      expect(again.world().connections.map((each) => each.status)).toEqual(['ACTIVE', 'ACTIVE']);
    } finally {
      await again.close();
    }
  }));
