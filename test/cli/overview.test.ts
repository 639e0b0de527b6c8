import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../support/run.ts';
import { openTerminal } from '../support/terminal.ts';
import { addresses, openWorld, requestLines } from '../support/world.ts';

afterAll(removeFolders);

describe('plivo alone, on a terminal', () => {
  test('shows how to start without a key', async () => {
    const person = await openTerminal([]);
    await person.sees('You are not logged in.');
    await person.sees('plivo setup --sandbox  no account needed');
    expect(await person.exit()).toBe(0);
  });

  test('puts a note below its command where the terminal is narrow', async () => {
    const person = await openTerminal([], { columns: 40 });
    await person.sees(/plivo setup --sandbox\n +no account needed/);
    expect(await person.exit()).toBe(0);
  });

  test('shows the state and the next command, with at most three requests', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const person = await openTerminal([], { env: addresses(world), columns: 80, rows: 24 });
    await person.sees('Plivo is connected');
    await person.sees('plivo call test');
    expect(await person.exit()).toBe(0);
    expect(requestLines(world).length).toBeLessThanOrEqual(3);
    expect(requestLines(world).every((line) => line.startsWith('GET '))).toBe(true);
    expect(person.screen().split('\n').length).toBeLessThan(15);
  });

  test('shows several active connections as a notice, and a command that chooses one', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const person = await openTerminal([], { env: addresses(world), columns: 60, rows: 20 });
    expect(await person.exit()).toBe(0);
    expect(person.screen()).toMatch(
      /\n {2}✔ Plivo is connected\n {2}! 2 connections are active \(Plivo, Plivo India - Sales\)\.\n {4}A call must name one\.\n/,
    );
    expect(person.screen()).toContain('plivo connections use Plivo');
  });

  test('names the variable that chooses a connection that is gone', async () => {
    const world = await openWorld({ scenario: 'two-connections' });
    const env = { ...addresses(world), VOCOBASE_CONNECTION_ID: 'nowhere' };
    const person = await openTerminal([], { env, columns: 80, rows: 24 });
    expect(await person.exit()).toBe(0);
    expect(person.screen()).toContain('Plivo is not ready yet');
    expect(person.screen()).toContain('VOCOBASE_CONNECTION_ID names nowhere');
    expect(person.screen()).toContain('plivo connections list --provider plivo --all');
    expect(person.screen()).not.toContain('--clear');
  });

  test.each([
    ['an address where nobody answers', { latencyMs: 30_000 }],
    ['an API that is down', null],
  ])('gives up soon and still names commands: %s', async (_, options) => {
    const world = await openWorld(options ?? {});
    const env = addresses(world);
    if (options === null) await world.close();
    const person = await openTerminal([], { env });
    await person.sees('could not be read');
    await person.sees('plivo doctor');
    expect(await person.exit()).toBe(0);
  });

  test('reports a refused key on the screen', async () => {
    const world = await openWorld();
    const env = { ...addresses(world), VOCOBASE_API_KEY: 'rg_live_made_up_and_not_known' };
    const person = await openTerminal([], { env });
    await person.sees('could not be read');
    expect(await person.exit()).toBe(0);
    expect(person.raw()).not.toContain('made_up_and_not_known');
  });

  test('Ctrl-C ends it', async () => {
    const world = await openWorld({ latencyMs: 30_000 });
    const person = await openTerminal([], { env: addresses(world) });
    person.signals('SIGINT');
    expect([130, 0]).toContain(await person.exit());
  });
});

describe('plivo alone, for a program', () => {
  test.each([[[]], [['--json']], [['--no-input']]])(
    'prints the help without a request: %j',
    async (args) => {
      const world = await openWorld();
      const folder = await settingsFolder();
      const env = { ...addresses(world), VOCOBASE_CONFIG_DIR: folder };
      const ran = await runPlivo(args, { env });
      expect(ran).toMatchObject({ exit: 0, stderr: '' });
      expect(ran.stdout).toContain('Start here');
      expect(requestLines(world)).toEqual([]);
    },
  );

  test('prints the help with --json, on a terminal too', async () => {
    const person = await openTerminal(['--json']);
    await person.sees('Start here');
    expect(await person.exit()).toBe(0);
  });
});

describe('the help', () => {
  test('fits 40 lines, with one line per command', async () => {
    const { stdout } = await runPlivo(['--help']);
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    const rows = [...stdout.matchAll(/^ {2}([a-z]+) {2,}([A-Z].*)$/gm)];
    expect(rows.length).toBeGreaterThanOrEqual(18);
    for (const [, name, summary = ''] of rows) expect(summary.length, name).toBeLessThanOrEqual(60);
  });

  test('has commands before options, and examples last', async () => {
    for (const args of [['--help'], ['call', '--help'], ['call']]) {
      const { stdout } = await runPlivo(args);
      const at = (text: RegExp) => stdout.search(text);
      expect(at(/^(Start here|Commands)$/m)).toBeGreaterThan(0);
      expect(at(/^Options$/m)).toBeGreaterThan(at(/^(Start here|Commands)$/m));
      expect(at(/^Examples$/m)).toBeGreaterThan(at(/^Options$/m));
      expect(stdout.slice(at(/^Examples$/m)).trimEnd()).toMatch(/^Examples(\n {2}\$ .*)+$/);
    }
  });

  test('has bold headings where there is color, and only there', async () => {
    const person = await openTerminal(['--help']);
    await person.exit();
    expect(person.raw()).toContain('\u001b[1mStart here\u001b[22m');
    const plain = await openTerminal(['--help', '--no-color']);
    await plain.exit();
    expect(plain.raw()).not.toContain('\u001b[');
  });
});
