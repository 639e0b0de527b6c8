import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scenarios } from '../../src/sandbox/scenarios.ts';
import { destinations } from '../../src/sandbox/world/destinations.ts';
import { binary } from '../support/run.ts';
import { openWorld } from '../support/world.ts';
import { readSections } from './readme-blocks.ts';

const page = await readFile(resolve(import.meta.dirname, '../../docs/sandbox.md'), 'utf8');
const folder = await mkdtemp(join(tmpdir(), 'plivo-sandbox-page-'));

beforeAll(() => symlink(binary, join(folder, 'plivo')));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The first cell of each row of the table in a section, without its backquotes. */
function firstCells(title: string): string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(title)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, cell = '']) => cell);
}

test('docs/sandbox.md lists every scenario with its summary', () => {
  expect(firstCells('Scenarios')).toEqual(scenarios.map(({ name }) => name));
  for (const { name, summary } of scenarios) {
    expect(page).toMatch(`| \`${name}\` | ${summary} |`);
  }
});

test('docs/sandbox.md lists every destination', () => {
  expect(firstCells('Destinations')).toEqual(Object.keys(destinations));
});

test('the paths that docs/sandbox.md lists exist', async () => {
  const sandbox = await openWorld();
  const requests = firstCells('Inspect and change the state');
  expect(requests).toHaveLength(5);
  for (const line of requests) {
    const [method = '', path = ''] = line.split(' ');
    const reply = await fetch(new URL(path, sandbox.vocobaseBaseUrl), { method });
    expect([line, reply.status]).not.toEqual([line, 501]);
  }
});

const blocks = readSections(page).flatMap(({ title, blocks: found }) =>
  found.map(({ kind, text }): [string, string, string] => [title, kind, text]),
);

describe.skipIf(process.platform === 'win32')('the examples of docs/sandbox.md run:', () => {
  test.each(blocks)('%s (%s)', async (_, kind, text) => {
    const place = await mkdtemp(join(folder, 'block-'));
    const [file, args] =
      kind === 'sh'
        ? ['sh', ['-e', '-c', text]]
        : [process.execPath, ['--input-type=module', '--eval', text]];
    const child = spawn(file, args, {
      cwd: place,
      env: {
        PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`,
        HOME: place,
        VOCOBASE_CONFIG_DIR: place,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        output += part;
      });
    }
    const [exit] = await once(child, 'exit');
    expect(exit, output).toBe(0);
  });
});
