import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { idleProgram } from '../support/program.ts';

const root = resolve(import.meta.dirname, '../..');
const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/architecture.md',
  'docs/ci.md',
  'docs/commands.md',
  'docs/performance.md',
  'docs/sandbox.md',
  'src/errors/README.md',
];
const pictures = [
  'docs/setup.svg',
  'docs/call-test.svg',
  'docs/doctor.svg',
  'docs/all-connections.svg',
];

const read = (file: string) => readFile(resolve(root, file), 'utf8');

describe('links in the pages resolve', () => {
  test.each(pages)('%s', async (page) => {
    const text = (await read(page)).replace(/^```.*?^```$/gms, '');
    const inside = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
      .map(([, link, source]) => link ?? source ?? '')
      .filter((target) => !/^[a-z]+:/.test(target));
    for (const target of inside) {
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? page : resolve(root, dirname(page), file);
      await expect(stat(resolve(root, path)), target).resolves.toBeDefined();
      if (anchor !== undefined) expect(anchorsOf(await read(path)), target).toContain(anchor);
    }
  });
});

test('README.md names every command in its table', async () => {
  const readme = await read('README.md');
  const table = /^## Commands$(.*?)^## /ms.exec(readme)?.[1] ?? '';
  for (const command of idleProgram().commands) expect(table).toContain(command.name());
});

test.each(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/performance.md'])(
  '%s names files and folders that exist',
  async (page) => {
    const named = (await read(page)).match(/\b(?:bin|src|test|docs)\/[\w./-]*\w/g) ?? [];
    expect(named.length).toBeGreaterThan(0);
    for (const path of new Set(named.filter((name) => !name.endsWith('.cjs')))) {
      await expect(stat(resolve(root, path)), path).resolves.toBeDefined();
    }
  },
);

test('README.md has fewer than 250 lines', async () => {
  expect((await read('README.md')).split('\n').length).toBeLessThan(250);
});

describe('the pictures', () => {
  test.each(pictures)(
    '%s is small, shown in README.md, and shows nothing of a machine',
    async (file) => {
      const picture = await read(file);
      expect(picture.length).toBeLessThan(60_000);
      expect(await read('README.md')).toContain(`src="${file}"`);
      expect(picture).not.toMatch(/127\.0\.0\.1|localhost|\/home\/|\/tmp\/|SANDBOXDEMOtoken/);
    },
  );
});

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
