import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { binary } from '../support/run.ts';
import { openTerminal } from '../support/terminal.ts';
import { everything, openWorld } from '../support/world.ts';
import { readSections, type Section } from './readme-blocks.ts';
import { splitWords } from './shell-words.ts';

const pages = ['README.md', 'docs/ci.md'];
const texts = await Promise.all(
  pages.map((page) => readFile(resolve(import.meta.dirname, '../..', page), 'utf8')),
);
const sections = texts.flatMap(readSections).filter(({ blocks }) => blocks.length > 0);
const folder = await mkdtemp(join(tmpdir(), 'plivo-readme-'));

/** What a person types where a block is for a terminal: each answer after the text it waits for. */
const conversations: Readonly<Record<string, (world: Sandbox) => [string, string][]>> = {
  'plivo login': (world) => [['API key', world.apiKey]],
  'plivo setup': (world) => [
    ['? Auth ID', world.authId],
    ['? Auth Token', world.authToken],
    ['? Caller ID', ''],
    ['? Send this to Vocobase?', ''],
    ['? What next?', ''],
    ['? Your phone number', '+14155550142'],
    ['? Call +14155550142', 'y'],
  ],
  'plivo credentials rotate': (world) => [
    ['? Auth ID', world.authId],
    ['? Auth Token', world.authToken],
    ['(y/N)', 'y'],
  ],
};

/** A clock ten times as fast, so that no one waits for calls. */
function hurriedClock(): () => number {
  const start = Date.now();
  return () => start + (Date.now() - start) * 10;
}

beforeAll(async () => {
  // As npm installs it: a link to the file of the package.
  await symlink(binary, join(folder, 'plivo'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('the examples in the pages run as printed', () => {
  test.each(sections.map((section): [string, Section] => [section.title, section]))(
    '%s',
    async (_, section) => {
      const world = await openWorld({ scenario: section.scenario, now: hurriedClock() });
      const place = await mkdtemp(join(folder, 'section-'));
      await writeFile(join(place, 'new-token.txt'), `${world.authToken}\n`);
      await writeFile(join(place, 'twilio-token.txt'), `${'0123456789abcdef'.repeat(2)}\n`);
      const env = {
        PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`,
        HOME: place,
        VOCOBASE_CONFIG_DIR: place,
        ...everything(world),
      };
      for (const block of section.blocks) {
        if (block.kind === 'terminal') await converse(block.text, world, env);
        else {
          const ran = await runBlock(block.kind, block.text, { env, cwd: place });
          expect(ran.exit, `${block.text}\n\n${ran.output}`).toBe(block.exit);
        }
      }
    },
    60_000,
  );
});

/** Without the secrets in the environment, so that all of it is asked. */
async function converse(command: string, world: Sandbox, env: Record<string, string>) {
  const answers = conversations[command]?.(world);
  if (answers === undefined) throw new Error(`No conversation is written down for: ${command}`);
  const hidden = command === 'plivo login' ? ['VOCOBASE_API_KEY'] : [];
  const secrets = new Set(['PLIVO_AUTH_ID', 'PLIVO_AUTH_TOKEN', ...hidden]);
  const open = Object.fromEntries(Object.entries(env).filter(([name]) => !secrets.has(name)));
  const words = splitWords(command).slice(1);
  // Not into the key store of whoever runs the tests.
  if (words[0] === 'login') words.push('--store', 'file');
  const person = await openTerminal(words, { env: open });
  for (const [question, answer] of answers) {
    await person.sees(question);
    person.answers(answer);
  }
  expect(await person.exit(), person.screen()).toBe(0);
}

function runBlock(
  kind: 'sh' | 'js',
  text: string,
  { env, cwd }: { env: Record<string, string>; cwd: string },
): Promise<{ exit: number | null; output: string }> {
  const [file, args] =
    kind === 'sh'
      ? ['sh', ['-e', '-c', text]]
      : [process.execPath, ['--input-type=module', '--eval', text]];
  const child = spawn(file, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
  }
  return new Promise((give, fail) => {
    child.on('error', fail);
    child.on('exit', (exit) => {
      stopGroup(child.pid);
      give({ exit, output });
    });
  });
}

/** An example that failed may have left its sandbox running. */
function stopGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // Nothing is left, as it should be.
  }
}
