import stringWidth from 'fast-string-width';
import { afterAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/server.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';
import { openTerminal, plain } from '../../support/terminal.ts';
import { addresses, everything, openWorld } from '../../support/world.ts';

afterAll(removeFolders);

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const color = /\u001b\[(?:3[0-7]|9[0-7]|38;|1m|2m|22m|39m)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const anyEscape = /\u001b/;

/** A command whose answer, notices and failures are colored where color is wanted. */
const answer = ['connections', 'list', '--sandbox', '--scenario', 'two-connections'];
const failure = ['connections', 'show', 'nowhere', '--sandbox'];

describe('color', () => {
  test.each<[string, readonly string[], Record<string, string>, boolean]>([
    ['a terminal', [], {}, true],
    ['NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR, which is none', [], { NO_COLOR: '' }, true],
    ['--no-color', ['--no-color'], {}, false],
    ['--no-color before FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['FORCE_COLOR before NO_COLOR', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['a dumb terminal', [], { TERM: 'dumb' }, false],
  ])('on a terminal: %s', async (_, flags, env, colored) => {
    for (const command of [answer, failure]) {
      const person = await openTerminal([...command, ...flags], { env });
      await person.exit();
      expect(color.test(person.raw()), person.screen()).toBe(colored);
    }
  });

  test.each<[string, Record<string, string>, boolean]>([
    ['a pipe', {}, false],
    ['FORCE_COLOR=1', { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=3', { FORCE_COLOR: '3' }, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
  ])('in a pipe: %s', async (_, env, colored) => {
    const answered = await runPlivo([...answer, '--no-json'], { env });
    expect(color.test(answered.stdout)).toBe(colored);
    const failed = await runPlivo(failure, { env });
    expect(color.test(failed.stderr)).toBe(colored);
  });

  test('JSON never has color, forced or not', async () => {
    const env = { FORCE_COLOR: '3' };
    expect((await runPlivo(answer, { env })).stdout).not.toMatch(anyEscape);
    expect((await runPlivo([...failure, '--json'], { env })).stderr).not.toMatch(anyEscape);
    const person = await openTerminal([...answer, '--json'], { env });
    expect(await person.exit()).toBe(0);
    expect(person.raw()).not.toMatch(anyEscape);
  });
});

describe('a dumb terminal', () => {
  test('gets plain lines, no spinner, and no unsupported marks', async () => {
    const world = await openWorld({ latencyMs: 200 });
    const person = await openTerminal(['setup', '--auth-id', world.authId, '--no-input'], {
      env: { ...everything(world), TERM: 'dumb' },
    });
    expect(await person.exit()).toBe(2);
    expect(person.raw()).not.toMatch(anyEscape);
    const doctor = await openTerminal(['doctor'], { env: { ...everything(world), TERM: 'dumb' } });
    await doctor.exit();
    expect(doctor.raw()).not.toMatch(anyEscape);
    expect(doctor.screen()).not.toMatch(/[✔✖–⠋]/);
  });
});

describe('an error on a terminal', () => {
  test.each([
    ['Ctrl-C at a question', {}, ['setup'], '\x03', 'Auth ID', /\n\n✖ Canceled/],
    ['a declined call', {}, ['call', 'test', '+14155550142'], '\r', 'Call', /\n\n✖ Canceled/],
    [
      'an account that may not go on',
      {},
      ['setup', '--no-input', '--from-number', '+14155550100'],
      '',
      '',
      /\n\n✖ /,
    ],
    ['Ctrl-C in plain lines', { ACCESSIBLE: '1' }, ['setup'], '\x03', 'Auth ID', /\n\nFailed: Can/],
  ])('has a blank line above after a conversation: %s', async (_, env, words, keys, at, look) => {
    const scenario = words.includes('--no-input') ? 'partner-suspended' : 'default';
    const world = await openWorld({ scenario: words.includes('call') ? 'healthy' : scenario });
    const person = await openTerminal(words, {
      env: { ...(at === '' ? everything(world) : addresses(world)), ...env },
    });
    if (at !== '') {
      await person.sees(`? ${at}`);
      person.presses(keys);
    }
    await person.exit();
    expect(person.screen()).toMatch(look);
    expect(person.screen()).not.toMatch(/\n\n\n/);
  });

  test('is the first line if nothing was printed before, and in a log', async () => {
    const person = await openTerminal(['setup', '--no-such-flag']);
    await person.exit();
    expect(person.screen()).toMatch(/^✖ /);
    const world = await openWorld({ scenario: 'partner-suspended' });
    const log = await runPlivo(['setup', '--no-input'], { env: everything(world) });
    expect(log.stderr).not.toMatch(/\n\n✖/);
  });
});

describe('marks as words', () => {
  test.each([
    [
      'status',
      'two-connections',
      [],
      ['OK: Plivo is connected', 'OK: API key', 'Warning: Connection'],
    ],
    [
      'doctor',
      'dropped-calls',
      [],
      ['OK: Connection', 'Failed: Calls', 'Failed: 2 of 3 recent calls failed'],
    ],
    ['doctor', 'healthy', ['--all'], ['OK: ', 'Unknown: ', 'OK: No problem found.']],
    ['numbers sync', 'caller-id-unknown', [], ['OK: Numbers synced', 'OK: +14155550100']],
    ['connections show', 'healthy', ['nowhere'], ['Failed: ']],
    ['call list', 'dropped-calls', [], ['failed']],
  ] as const)('end with a colon in %s, scenario %s', async (words, scenario, args, seen) => {
    const world = await openWorld({ scenario });
    const person = await openTerminal([...words.split(' '), ...args], {
      columns: 60,
      env: { ...everything(world), ACCESSIBLE: '1' },
    });
    await person.exit();
    for (const text of seen) expect(person.screen().replace(/\s+/g, ' ')).toContain(text);
    expect(tooLong(person.raw(), 60)).toEqual([]);
    expect(person.screen()).not.toMatch(/^ *(OK|Warning|Failed|Skipped|Unknown|Pending) /m);
  });
});

describe('a terminal of 40 columns', () => {
  const commands: readonly (readonly string[])[] = [
    ['connections', 'list'],
    ['connections', 'show', 'Plivo India - Sales'],
    ['numbers', 'list'],
    ['agents', 'list'],
    ['status'],
    ['doctor'],
    ['whoami'],
    ['explain', 'CONNECTION_AMBIGUOUS'],
    ['connections', 'show', 'nowhere'],
    ['call', 'test', '--no-input'],
    ['sandbox', 'scenarios'],
    ['config', 'list'],
    ['--help'],
    ['setup', '--help'],
    ['help', 'environment'],
    ['help', 'exit-codes'],
    ['help', 'output'],
    ['help', 'security'],
  ];
  test.each(commands.map((words) => [words.join(' '), words] as const))(
    'fits %s: only what cannot be broken is longer',
    async (_, words) => {
      const world = await openWorld({ scenario: 'two-connections' });
      const person = await openTerminal(words, { columns: 40, env: still(world) });
      await person.exit();
      expect(tooLong(person.raw(), 40)).toEqual([]);
    },
  );

  test('shows readable questions', async () => {
    const world = await openWorld();
    const person = await openTerminal(['setup'], { columns: 40, env: addresses(world) });
    await person.sees('? Auth ID');
    person.answers(world.authId);
    await person.sees('? Auth Token');
    person.answers('short');
    await person.sees('40 letters');
    person.answers(world.authToken);
    await person.sees('? Caller ID');
    person.answers('');
    await person.sees('? Send this to Vocobase?');
    person.answers('');
    await person.sees('? What next?');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).not.toContain(world.authToken);
  });
});

describe('a terminal of 60 columns', () => {
  test.each([
    ['connections list', 'default', 0],
    ['numbers list', 'default', 0],
    ['agents list', 'no-agent', 0],
    ['call list', 'default', 0],
    ['numbers sync', 'default', 6],
    ['status', 'two-connections', 0],
    ['connections create --name Sales --from-number +14155550101 --yes', 'default', 0],
  ])('fits every line of %s, scenario %s', async (words, scenario, exit) => {
    const world = await openWorld({ scenario });
    const person = await openTerminal(words.split(' '), { columns: 60, env: still(world) });
    expect(await person.exit()).toBe(exit);
    const wide = plain(person.raw())
      .split('\n')
      .filter((line) => stringWidth(line.trimEnd()) > 60);
    expect(wide).toEqual([]);
  });

  test('breaks the answer of a list of choices between words', async () => {
    const world = await openWorld();
    const { authId, authToken } = world;
    const args = ['setup', '--auth-id', authId, '--from-number', '+14155550100'];
    const env = { ...addresses(world), PLIVO_AUTH_TOKEN: authToken };
    const person = await openTerminal(args, { columns: 60, env });
    await person.sees('? Send this to Vocobase?');
    person.answers('');
    await person.sees('? What next?');
    person.presses('\x1b[B\x1b[B ');
    person.answers('');
    await person.sees(
      / {4}What next\? Import this account's numbers, Place a test\n {4}call, Turn on voicemail detection/,
    );
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
  });
});

describe('a terminal with 0 columns', () => {
  test.each([['--help'], ['doctor'], ['connections list']])(
    'counts as one of 80: %s',
    async (words) => {
      const world = await openWorld();
      const line = `stty cols 0 rows 0; exec "$0" "$@"`;
      const { binary, nodeUnderTest } = await import('../../support/run.ts');
      const person = await openTerminal(words.split(' '), {
        env: still(world),
        command: ['sh', '-c', line, nodeUnderTest, binary],
      });
      await person.exit();
      expect(tooLong(person.raw(), 80)).toEqual([]);
      expect(person.raw().length).toBeLessThan(20_000);
    },
  );
});

/** In a CI nothing moves, so that the lines are those that stay. */
const still = (world: Sandbox) => ({ ...everything(world), CI: 'true' });

/**
 * Lines wider than the terminal, but for those that one long word makes so (an id, an address), and
 * for commands, which stay whole to be copied.
 */
function tooLong(raw: string, width: number): string[] {
  const hasLongWord = (line: string) => line.split(/\s+/).some((word) => word.length > width / 2);
  return plain(raw)
    .split('\n')
    .filter((line) => stringWidth(line.trimEnd()) > width)
    .filter((line) => !hasLongWord(line) && !/^\s*(\$ )?plivo /.test(line));
}
