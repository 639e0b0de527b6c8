import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { afterAll, describe, expect, test } from 'vitest';
import { environment, startPlivo } from './support/child.ts';
import { madeUp, startFaultServer, storeConnection } from './support/fault-server.ts';
import { raw, status } from './support/faults.ts';
import { declaredProgram } from './support/program.ts';
import { binary, removeFolders, runPlivo, settingsFolder } from './support/run.ts';
import { openTerminal } from './support/terminal.ts';

afterAll(removeFolders);

const source = resolve(import.meta.dirname, '../src');

async function sources(): Promise<{ path: string; text: string }[]> {
  const names = await readdir(source, { recursive: true });
  return Promise.all(
    names
      .filter((name) => name.endsWith('.ts'))
      .map(async (path) => ({ path, text: await readFile(join(source, path), 'utf8') })),
  );
}

/** Runs a line of a shell in which `plivo` is the built program. */
async function shell(line: string, env: Record<string, string> = {}) {
  const folder = await settingsFolder();
  const child = spawn('bash', ['-c', `plivo() { "$NODE" "$BIN" "$@"; }; ${line}`], {
    env: {
      ...{ PATH: process.env.PATH ?? '', HOME: folder, VOCOBASE_CONFIG_DIR: folder },
      ...{ NODE: process.execPath, BIN: binary },
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const exit = await new Promise<number | null>((done) => child.on('close', done));
  return {
    exit,
    stdout: Buffer.concat(out).toString('utf8'),
    stderr: Buffer.concat(err).toString('utf8'),
  };
}

describe('chalk ignores NO_COLOR', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
  const colour = /\u001b\[[39]\dm/;

  test.each([
    ['a terminal', {}, [], true],
    ['NO_COLOR', { NO_COLOR: '1' }, [], false],
    ['an empty NO_COLOR', { NO_COLOR: '' }, [], true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, [], false],
    ['TERM=dumb', { TERM: 'dumb' }, [], false],
    ['--no-color', {}, ['--no-color'], false],
  ] as const)('with %s', async (_, env, args, coloured) => {
    const person = await openTerminal(['explain', '3030', ...args], { env });
    await person.exit();
    expect(colour.test(person.raw())).toBe(coloured);
  });

  test('FORCE_COLOR colors a pipe, and a pipe alone has no color', async () => {
    const piped = await runPlivo(['explain', '3030', '--no-json']);
    const forced = await runPlivo(['explain', '3030', '--no-json'], { env: { FORCE_COLOR: '1' } });
    expect(colour.test(piped.stdout)).toBe(false);
    expect(colour.test(forced.stdout)).toBe(true);
  });
});

describe('prompts write to stdout, and hang when no one can answer', () => {
  test('does not wait for an open pipe on stdin', async () => {
    const folder = await settingsFolder();
    const child = spawn(process.execPath, [binary, 'setup'], {
      env: { PATH: process.env.PATH ?? '', HOME: folder, VOCOBASE_CONFIG_DIR: folder },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    const exit = await new Promise((done) => child.on('exit', done));
    child.stdin.end();
    expect(exit).toBe(2);
    expect(stderr).toContain('--auth-id');
  });

  test('writes no part of a question to stdout', async () => {
    const server = await startFaultServer();
    const folder = await settingsFolder();
    const out = join(folder, 'out.json');
    const person = await openTerminal([`"$NODE" "$BIN" setup --no-call > ${out}`], {
      command: ['bash', '-c'],
      env: { ...environment(server), NODE: process.execPath, BIN: binary },
    });
    await person.sees('? Caller ID');
    person.answers('');
    await person.sees('? Send this to Vocobase?');
    person.answers('');
    await person.sees('? What next?');
    person.answers('');
    expect(await person.exit()).toBe(0);
    await server.close();
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ status: 'ready' });
  });

  test('treats Ctrl-D at a question as an interruption, not a success', async () => {
    const server = await startFaultServer();
    const { PLIVO_AUTH_ID: _, ...env } = environment(server);
    const person = await openTerminal(['setup'], { env });
    await person.sees('? Auth ID');
    person.presses('\x04');
    expect(await person.exit()).toBe(130);
    await server.close();
  });
});

describe('ending a process cuts a pipe', () => {
  /** More than a pipe holds, many times over. */
  const many = 12_000;

  test("delivers a result of more than a megabyte completely, at the reader's pace", async () => {
    const server = await startFaultServer((world) => {
      const id = storeConnection(world);
      for (let at = 0; at < many; at++) {
        const phone_number = `+1415${String(at).padStart(7, '0')}`;
        world.numbers.push({ id: `n-${at}`, phone_number, connection: id });
      }
    });
    const { exit, stdout, stderr } = await shell(
      'set -o pipefail; plivo numbers list | (read -r -n 1 first; printf %s "$first"; cat)',
      environment(server),
    );
    await server.close();
    expect(exit, stderr).toBe(0);
    expect(stdout.length).toBeGreaterThan(1_000_000);
    expect(JSON.parse(stdout)).toMatchObject({ total: many + 1 });
  });

  test('delivers the result of a failing command completely', async () => {
    const server = await startFaultServer();
    const body = JSON.stringify({
      success: false,
      error: { code: 'X', message: 'y'.repeat(1_500_000) },
    });
    server.fault('GET /config', raw(400, body));
    const { exit, stdout } = await shell(
      'set -o pipefail; plivo api GET /config | cat',
      environment(server),
    );
    await server.close();
    expect(exit).toBe(2);
    expect(stdout.length).toBeGreaterThan(1_400_000);
    expect(JSON.parse(stdout)).toMatchObject({ success: false });
  });

  test('delivers a large error document completely', async () => {
    const server = await startFaultServer((world) => {
      for (let at = 0; at < many; at++) {
        world.connections.push({
          ...{ id: `id-${at}`, provider: 'plivo', name: `Connection ${at}`, status: 'ACTIVE' },
          ...{ is_default: at === 0, from_number: null, token: null },
        });
      }
    });
    const { exit, stdout } = await shell(
      `set -o pipefail; plivo numbers sync --json 2>&1 >/dev/null | cat`,
      environment(server),
    );
    await server.close();
    expect(exit).toBe(6);
    expect(stdout.length).toBeGreaterThan(1_000_000);
    const { error } = JSON.parse(stdout) as {
      error: { code: string; details: { connections: [] } };
    };
    expect(error.code).toBe('CONNECTION_AMBIGUOUS');
    expect(error.details.connections).toHaveLength(many);
  });

  test('nothing in the program calls process.exit', async () => {
    const ends = (await sources()).filter(({ text }) => /process\.exit\(/.test(text));
    expect(ends.map(({ path }) => path)).toEqual([]);
  });
});

describe('startup loads only what is needed', () => {
  const costly = ['ora', '@inquirer', 'conf', 'ofetch', 'undici', 'chalk', 'libphonenumber-js'];

  /** The libraries among what a run has loaded. */
  async function loadedBy(
    args: readonly string[],
    env: Record<string, string> = {},
  ): Promise<string[]> {
    const folder = await settingsFolder();
    const list = join(folder, 'loaded.json');
    const hook = join(folder, 'list.cjs');
    await writeFile(
      hook,
      `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(list)},
         JSON.stringify(Object.keys(require.cache))));`,
    );
    // With the code cache, the files that load each other are not in Node's own list.
    const uncached = { NODE_DISABLE_COMPILE_CACHE: '1', NODE_OPTIONS: `--require ${hook}` };
    await runPlivo(args, { env: { ...env, ...uncached } });
    const files = (JSON.parse(await readFile(list, 'utf8')) as string[]).filter(
      (file) => /\.cjs$/.test(file) && file !== hook,
    );
    expect(files.length).toBeGreaterThan(0);
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    // The build names the packages in a chunk on its first line.
    const held = texts.flatMap((text) => /^\/\/ Holds: (.*)/.exec(text)?.[1]?.split(', ') ?? []);
    return costly.filter((name) => held.some((one) => one === name || one.startsWith(`${name}/`)));
  }

  test('recognizes the libraries by their chunks', async () => {
    const server = await startFaultServer();
    const loaded = await loadedBy(['whoami'], environment(server));
    await server.close();
    expect(loaded).toContain('ofetch');
  });

  test.each([
    [['--version']],
    [['-V']],
    [['--help']],
    [['setup', '--help']],
    [['help', 'output']],
    [['completion', 'bash']],
    [['--nonsense']],
    [['nonsense']],
  ])('%j loads none of them', async (args) => {
    const loaded = await loadedBy(args);
    // A usage error is phrased for a terminal, and only that needs chalk.
    const allowed =
      args.includes('nonsense') || args.includes('--nonsense') || args[0] === 'completion'
        ? ['chalk']
        : [];
    expect(loaded.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test('loads no prompt and no spinner for a request in a pipe', async () => {
    const server = await startFaultServer();
    const loaded = await loadedBy(['connections', 'list'], environment(server));
    await server.close();
    expect(loaded).not.toContain('ora');
    expect(loaded).not.toContain('@inquirer');
    expect(loaded).not.toContain('undici');
    expect(loaded).not.toContain('libphonenumber-js');
  });
});

describe('a command flag and a global flag with the same name', async () => {
  const program = await declaredProgram();
  const names = (command: Command) =>
    command.options.flatMap(({ long, short }) => [long, short]).filter((name) => name != null);
  const below = (command: Command): Command[] =>
    command.commands.flatMap((one) => [one as Command, ...below(one as Command)]);
  const global = new Set(names(program).map((name) => name.replace(/^--no-/, '--')));

  test('exist on no command', () => {
    const clashes = below(program).flatMap((command) =>
      names(command)
        .filter((name) => global.has(name.replace(/^--no-/, '--')) || name === '--input')
        .map((name) => `${command.name()} ${name}`),
    );
    expect(clashes).toEqual([]);
  });

  test('share no attribute', () => {
    const attributes = new Set(program.options.map((option) => option.attributeName()));
    const clashes = below(program).flatMap((command) =>
      command.options
        .filter((option) => attributes.has(option.attributeName()))
        .map((option) => `${command.name()} ${option.flags}`),
    );
    expect(clashes).toEqual([]);
  });
});

describe('what a question shows and assumes', () => {
  test('keeps a hidden answer hidden on Ctrl+T', async () => {
    const server = await startFaultServer((world) => {
      storeConnection(world, { from_number: '+14155550101' });
    });
    const { PLIVO_AUTH_TOKEN: _, ...env } = environment(server);
    const person = await openTerminal(['setup', '--from-number', madeUp.fromNumber], { env });
    await person.sees('Auth Token (hidden)');
    person.presses(`${madeUp.authToken}\x14`);
    person.answers('');
    await person.sees('? Send this to Vocobase?');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    await server.close();
    expect(person.raw()).not.toContain(madeUp.authToken.slice(0, 12));
    expect(server.hits.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('means no for Enter alone when consent is asked for', async () => {
    const server = await startFaultServer((world) => {
      storeConnection(world, { from_number: '+14155550101' });
    });
    const args = ['connections', 'create', '--name', 'Second', '--from-number', madeUp.fromNumber];
    const person = await openTerminal(args, { env: environment(server) });
    await person.sees('(y/N)');
    person.answers('');
    expect(await person.exit()).not.toBe(0);
    await server.close();
    expect(server.hits.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe('a reader that goes away', () => {
  test.each([
    ['of a result', 'plivo numbers list --no-json | head -1'],
    ['of a JSON result', 'plivo numbers list | head -c 1'],
    ['of a trace', 'plivo numbers list --verbose 2>&1 >/dev/null | head -1'],
    ['of help', 'plivo --help | head -1'],
    ['of an error', 'plivo nonsense 2>&1 | head -1'],
    ['before anything comes', 'plivo numbers list | true'],
  ])('is not reported as a failure: %s', async (_, line) => {
    const server = await startFaultServer((world) => {
      const id = storeConnection(world);
      for (let at = 0; at < 3000; at++) {
        world.numbers.push({
          id: `n-${at}`,
          phone_number: `+1415${String(at).padStart(7, '0')}`,
          connection: id,
        });
      }
    });
    const { stderr, stdout } = await shell(line, environment(server));
    await server.close();
    expect(stderr).not.toMatch(/EPIPE|Error|\n\s+at /);
    expect(stdout).not.toMatch(/EPIPE|\n\s+at /);
  });

  test('reports a full disk without a stack trace', async () => {
    const { exit, stderr } = await shell('plivo explain 3030 > /dev/full');
    expect(exit).not.toBe(0);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).toMatch(/ENOSPC|space/);
  });

  test('reports a full disk with --version too', async () => {
    const { exit, stderr } = await shell('plivo --version > /dev/full');
    expect(exit).toBe(1);
    expect(stderr).toContain('ENOSPC');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('survives closed streams', async () => {
    const { stderr } = await shell('plivo explain 3030 >&-; plivo nonsense 2>&-; exit 0');
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('signals', () => {
  const stops = [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const;

  test.each(stops)(
    '%s during a request ends with its exit code and a message',
    async (name, code) => {
      const server = await startFaultServer();
      const held = server.holdAt(1);
      const child = await startPlivo(['whoami', '--json'], environment(server));
      await held;
      child.process.kill(name);
      const ended = await child.ended;
      await server.close();
      expect(ended.exit).toBe(code);
      expect(ended.stdout).toBe('');
      expect(JSON.parse(ended.stderr)).toMatchObject({
        error: { code: 'INTERRUPTED', exit_code: code },
      });
    },
  );

  test.each(stops)(
    '%s after a write was sent says that it may have taken effect',
    async (name, code) => {
      const server = await startFaultServer();
      const args = [
        'connections',
        'create',
        '--name',
        'Sales',
        '--from-number',
        madeUp.fromNumber,
        '--json',
      ];
      const held = server.holdAt(4);
      const child = await startPlivo(args, environment(server));
      expect((await held).key).toBe('POST /telephony/connections');
      child.process.kill(name);
      const ended = await child.ended;
      await server.close();
      expect(ended.exit).toBe(code);
      expect(JSON.parse(ended.stderr)).toMatchObject({
        error: { code: 'INTERRUPTED', message: expect.stringContaining('may have been created') },
      });
    },
  );

  test.each(stops)('%s during a wait ends it at once', async (name, code) => {
    const server = await startFaultServer();
    server.fault('GET /config', status(429, {}, { 'retry-after': '50' }));
    const child = await startPlivo(['whoami'], environment(server));
    child.process.stderr?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Waiting')) child.process.kill(name);
    });
    const ended = await child.ended;
    await server.close();
    expect(ended.exit).toBe(code);
  });

  test('SIGTERM at a question restores the terminal', async () => {
    const server = await startFaultServer();
    const { PLIVO_AUTH_ID: _, ...env } = environment(server);
    const person = await openTerminal(
      [
        '-c',
        '"$NODE" "$BIN" setup & echo "pid $!"; fg >/dev/null; echo "code $?"; stty -a | grep -o "[-]*echo\\b" | head -1',
      ],
      {
        command: ['bash', '-m'],
        env: { ...env, NODE: process.execPath, BIN: binary },
      },
    );
    await person.sees('? Auth ID');
    const pid = Number(/pid (\d+)/.exec(person.screen())?.[1]);
    process.kill(pid, 'SIGTERM');
    await person.sees('code 143');
    await person.exit();
    await server.close();
    expect(person.screen()).toMatch(/\necho\b/);
    const raw = person.raw();
    expect(raw.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(raw.lastIndexOf('\u001b[?25l'));
  });
});
