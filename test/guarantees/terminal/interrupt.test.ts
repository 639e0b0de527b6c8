import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/server.ts';
import { binary, nodeUnderTest, removeFolders } from '../../support/run.ts';
import { openTerminal, type Person } from '../../support/terminal.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

/** What each of the commands here finds in its environment. */
const environments: Readonly<Record<string, (world: Sandbox) => Record<string, string>>> = {
  login: ({ vocobaseBaseUrl }) => ({ VOCOBASE_BASE_URL: vocobaseBaseUrl }),
  setup: addresses,
  credentials: everything,
};

/** The escape sequence that shows the cursor again. */
const cursorShown = '\u001b[?25h';
const cursorHidden = '\u001b[?25l';

/**
 * Runs the program in a shell that records the terminal's settings before and after, as a person
 * would continue in the same terminal. The shell itself ignores Ctrl-C.
 */
async function inShell(args: readonly string[], env: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'plivo-terminal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const script =
    'trap : INT; stty -a > "$KEPT/before"; "$0" "$@"; code=$?; stty -a > "$KEPT/after"; exit $code';
  const person = await openTerminal(args, {
    env: { ...env, KEPT: folder },
    command: ['sh', '-c', script, nodeUnderTest, binary],
  });
  const settings = async () => ({
    before: await readFile(join(folder, 'before'), 'utf8'),
    after: await readFile(join(folder, 'after'), 'utf8'),
  });
  return { person, settings };
}

function expectCursorShown(person: Person) {
  const raw = person.raw();
  expect(raw.lastIndexOf(cursorShown)).toBeGreaterThanOrEqual(raw.lastIndexOf(cursorHidden));
}

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  const questions: readonly (readonly [string, readonly string[], string, string])[] = [
    ['a hidden question', ['login'], 'API key', 'rg_live_half_of_a'],
    [
      'the hidden token of setup',
      ['setup', '--auth-id', 'MAMADEUPMADEUPMADE00'],
      'Auth Token',
      'abc',
    ],
    ['a question in clear', ['setup', '--from-number', '+14155550100'], 'Auth ID', 'MA'],
    ['a yes or no', ['credentials', 'rotate'], 'send', ''],
  ];
  test.each(questions)('at %s restores the terminal', async (_, args, seen, typed) => {
    const world = await openWorld({ scenario: 'healthy' });
    const { person, settings } = await inShell(args, environments[args[0] ?? '']?.(world) ?? {});
    await person.sees(new RegExp(seen, 'i'));
    person.presses(`${typed}\x03`);
    expect(await person.exit()).toBe(130);
    const { before, after } = await settings();
    expect(before).toMatch(/(^|\s)echo(\s|$)/);
    expect(after).toBe(before);
    expectCursorShown(person);
    expect(person.screen()).not.toMatch(/\n\s+at /);
    expect(requestLines(world).filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  test('during a request restores the terminal', async () => {
    const world = await openWorld({ latencyMs: 15_000 });
    const { person, settings } = await inShell(['whoami'], addresses(world));
    await person.sees('Checking the API key');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    const { before, after } = await settings();
    expect(after).toBe(before);
    expect(person.raw()).toContain(cursorHidden);
    expectCursorShown(person);
  });

  test('right after startup also ends the program', async () => {
    const world = await openWorld({ latencyMs: 15_000 });
    const person = await openTerminal(['connections', 'list'], { env: addresses(world) });
    await person.sees('connections');
    person.presses('\x03');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
  });
});

describe.skipIf(process.platform === 'win32').each<[NodeJS.Signals, number]>([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('%s', (signal, exit) => {
  test(`while a spinner turns ends with ${exit} and restores the cursor`, async () => {
    const world = await openWorld({ latencyMs: 15_000 });
    const person = await openTerminal(['whoami'], { env: addresses(world) });
    await person.sees('Checking the API key');
    person.signals(signal);
    expect(await person.exit()).toBe(exit);
    expect(person.raw()).toContain(cursorHidden);
    expectCursorShown(person);
    expect(person.screen()).toContain('Canceled');
  });

  test(`at a hidden question ends with ${exit} and restores the terminal`, async () => {
    const world = await openWorld();
    const person = await openTerminal(['login'], { env: environments.login?.(world) ?? {} });
    await person.sees('API key');
    person.signals(signal);
    expect(await person.exit()).toBe(exit);
    expectCursorShown(person);
  });
});
