import { afterAll, describe, expect, test } from 'vitest';
import { environment } from '../../support/child.ts';
import {
  type FaultServer,
  madeUp,
  startFaultServer,
  storeConnection,
} from '../../support/fault-server.ts';
import type { Fault } from '../../support/faults.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';

afterAll(removeFolders);

/** What a name or a message of an API may hold to take over a terminal. */
const attack = [
  'Evil',
  '\u001b[2J\u001b[31mred\u001b[0m',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u001b]0;title\u001b\\',
  '\u009b31m\u0090dcs\u009c',
  '\u202egnp.exe\u2066x\u2069\u200f',
  '\u0000\u0007\u0008\u007f',
  '\r\n✔ Forged line\n✔ Forged line\u2028✔ Forged line\u0085✔ Forged line\u000b✔ Forged line',
  '\u200b\ufeff\u00ad\u{e0041}',
].join('');

const long = `Long ${'W'.repeat(20_000)}`;

const forbidden = new RegExp(
  '[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u2028-\\u202e' +
    '\\u2060-\\u206f\\ufeff\\u{e0000}-\\u{e007f}]',
  'u',
);

/** Members that hold free text in one of the two APIs. */
const texts = new Set([
  ...['name', 'display_name', 'message', 'agent_name', 'friendly_name', 'error_message', 'prompt'],
  ...['alias', 'region', 'number_type', 'hangup_cause_name', 'intro_message', 'voicemail_message'],
  ...['disposition', 'account_type'],
]);

function infect(value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((item) => infect(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      texts.has(name)
        ? `${text}${typeof member === 'string' ? ` ${member}` : ''}`
        : infect(member, text),
    ]),
  );
}

const infected = (text: string): Fault => ({
  acts: true,
  play: ({ response, answer }) => {
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      'x-request-id': 'id-1',
    });
    response.end(answer.text ?? JSON.stringify(infect(answer.body, text)));
  },
});

const refusal = (text: string, status: number): Fault => ({
  acts: false,
  play: ({ response }) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ success: false, api_id: text, error: { code: text, message: text } }),
    );
  },
});

const plain = (text: string, status: number): Fault => ({
  acts: false,
  play: ({ response }) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end(text);
  },
});

const number = madeUp.fromNumber;

const lines: readonly (readonly string[])[] = [
  ['setup', '--from-number', number, '--sync-numbers', '--voicemail', '--agent', madeUp.agentId],
  [
    'setup',
    '--from-number',
    number,
    '--name',
    'New',
    '--call-to',
    madeUp.destination,
    '--agent',
    madeUp.agentId,
  ],
  ['status'],
  ['doctor'],
  ['connections', 'list', '--all'],
  ['connections', 'show', 'c0ffee00-0000-4000-8000-000000000000'],
  ['connections', 'show', 'nowhere'],
  ['connections', 'create', '--name', 'New', '--from-number', number],
  ['connections', 'create', '--default', '--from-number', number],
  ['credentials', 'rotate'],
  ['numbers', 'list'],
  ['numbers', 'sync'],
  ['numbers', 'sync', '--connection', 'nowhere'],
  ['call', 'test', '--to', madeUp.destination, '--agent', 'nobody', '--poll-interval', '0.05'],
  [
    'call',
    'test',
    '--to',
    madeUp.destination,
    '--agent',
    madeUp.agentId,
    '--poll-interval',
    '0.05',
  ],
  ['call', 'list'],
  ['agents', 'list'],
  ['agents', 'show', madeUp.agentId],
  ['agents', 'show', 'nobody'],
  ['agents', 'voicemail', madeUp.agentId, '--enable'],
  ['whoami'],
  ['api', 'GET', '/config', '--include'],
];

async function openServer(): Promise<FaultServer> {
  return startFaultServer((world) => {
    world.callStory = ['failed'];
    storeConnection(world, { id: 'c0ffee00-0000-4000-8000-000000000000' });
  });
}

/** What is wrong with what a person was shown. */
function harm(shown: string): string[] {
  const found: string[] = [];
  const character = forbidden.exec(shown);
  if (character) {
    found.push(
      `U+${character[0].codePointAt(0)?.toString(16)} in ${JSON.stringify(shown.slice(Math.max(0, character.index - 60), character.index + 20))}`,
    );
  }
  // A line that our own wrapping begins there follows a full one.
  const forged = /(?:^|\n)(.{0,60})\n\s*✔ Forged line/.exec(shown);
  if (forged) found.push(`a forged line after ${JSON.stringify(forged[1])}`);
  if (shown.length > 30_000) found.push(`${shown.length} characters: ${shown.slice(0, 300)}`);
  return found;
}

const worlds = [
  ['hostile names', infected(attack)],
  ['very long names', infected(long)],
  ['hostile refusals', refusal(attack, 400)],
  ['very long refusals', refusal(long, 422)],
  ['hostile text in place of JSON', plain(attack, 200)],
] as const;

test.concurrent.for(worlds)(
  '%s from an API does not harm a terminal',
  { timeout: 120_000 },
  async ([, fault], { expect }) => {
    for (const line of lines) {
      const server = await openServer();
      server.fault('*', fault);
      const ran = await runPlivo([...line, '--no-json', '--yes', '--timeout', '5'], {
        env: environment(server),
      });
      await server.close();
      // `api` prints the body unchanged: in a pipe that is its purpose.
      if (line[0] !== 'api') expect(harm(ran.stdout), `stdout of ${line.join(' ')}`).toEqual([]);
      expect(harm(ran.stderr), `stderr of ${line.join(' ')}`).toEqual([]);
    }
  },
);

describe('a person at a terminal', () => {
  /** The program's own colours and cursor movements, which the API cannot have written. */
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken out
  const own = /\u001b\[(?:[0-9;]*m|\?(?:25|2026)[hl]|[0-9]*[ABCDGJK])|\r|\u0007/g;

  test('can be asked about hostile names safely', async () => {
    const server = await startFaultServer((world) => {
      storeConnection(world, { name: 'One' });
      storeConnection(world, { name: 'Two', from_number: '+14155550101' });
    });
    server.fault('*', infected(attack));
    const person = await openTerminal(['call', 'test', '--to', madeUp.destination], {
      env: environment(server),
    });
    await person.sees('Which connection?');
    person.answers('');
    await person.sees('The call is billed.');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    await server.close();
    expect(person.raw()).not.toContain('\u001b]');
    expect(person.raw()).not.toContain('\u001b[2J');
    expect(harm(person.raw().replace(own, ''))).toEqual([]);
  });

  test('sees the body of api without its control characters', async () => {
    const server = await openServer();
    server.fault('*', plain(attack, 200));
    const person = await openTerminal(['api', 'GET', '/config'], { env: environment(server) });
    await person.exit();
    await server.close();
    expect(person.raw()).not.toContain('\u001b]');
    expect(person.raw()).not.toContain('\u001b[2J');
    expect(person.raw().replace(own, '')).not.toMatch(forbidden);
  });
});
