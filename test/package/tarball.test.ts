import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeUnderTest } from '../support/run.ts';

const run = promisify(execFile);
const isWindows = process.platform === 'win32';
const root = resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
};

const folder = mkdtempSync(join(tmpdir(), 'plivo-package-'));
const installed = join(folder, 'app', 'node_modules', 'vocobase-plivo');
let packed: readonly string[];
let unpackedSize: number;
let tarball: string;

/** npm as a user runs it: offline, so nothing can be fetched, and with a cache of its own. */
const npm = (args: readonly string[], cwd: string) =>
  run('npm', [...args, '--offline', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')], {
    cwd,
    shell: isWindows,
  });

beforeAll(async () => {
  const { stdout } = await npm(
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    root,
  );
  const [made] = JSON.parse(stdout) as {
    filename: string;
    unpackedSize: number;
    files: { path: string }[];
  }[];
  packed = made?.files.map(({ path }) => path) ?? [];
  unpackedSize = made?.unpackedSize ?? Number.POSITIVE_INFINITY;
  await mkdir(join(folder, 'app'));
  await writeFile(join(folder, 'app', 'package.json'), '{ "private": true }');
  tarball = join(folder, made?.filename ?? '');
  await npm(['install', '--omit=optional', tarball], join(folder, 'app'));
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs one of the two names that the package installs, by the link that npm made. */
async function plivo(name: string, args: readonly string[]) {
  const link = join(folder, 'app', 'node_modules', '.bin', name);
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    VOCOBASE_CONFIG_DIR: join(folder, 'settings', name),
  };
  const command: [string, string[]] = isWindows ? [`${link}.cmd`, []] : [nodeUnderTest, [link]];
  try {
    const ran = await run(command[0], [...command[1], ...args], { env, shell: isWindows });
    return { exit: 0, ...ran };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exit: code, stdout, stderr };
  }
}

describe('the tarball', () => {
  test('contains the program, its licenses, and what a user reads, and nothing else', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'bin/plivo.js',
        'bin/vocobase-plivo.js',
        'dist/main.cjs',
        'dist/LICENSES.txt',
        'man/plivo.1',
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'SECURITY.md',
        'SKILL.md',
        'package.json',
      ]),
    );
    const others = packed.filter(
      (path) =>
        !/^(bin\/(vocobase-)?plivo\.js|dist\/[\w.-]+\.cjs|dist\/LICENSES\.txt|man\/plivo\.1|[A-Z]+(\.md)?|package\.json)$/.test(
          path,
        ),
    );
    expect(others).toEqual([]);
  });

  test('takes at most 1.5 MB unpacked', () => {
    expect(unpackedSize).toBeLessThanOrEqual(1_500_000);
  });

  test('brings no package tree: one folder is installed', async () => {
    const modules = await readdir(join(folder, 'app', 'node_modules'));
    expect(modules.filter((name) => !name.startsWith('.'))).toEqual(['vocobase-plivo']);
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as object;
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('peerDependencies');
    expect(manifest).toMatchObject({
      optionalDependencies: { '@napi-rs/keyring': expect.stringMatching(/^\d/) },
    });
  });

  test('has no script that would run at install time', async () => {
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
      scripts?: Record<string, string>;
    };
    // npm warns of `prepare` too, though it runs it only in a clone.
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) {
      expect(manifest.scripts).not.toHaveProperty(name);
    }
  });

  test('contains the license of every bundled package', async () => {
    const licences = await readFile(join(installed, 'dist', 'LICENSES.txt'), 'utf8');
    const names = ['@inquirer/core', 'chalk', 'commander', 'conf', 'ofetch', 'ora', 'undici'];
    for (const name of [...names, 'libphonenumber-js', 'valibot']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+`, 'm'));
    }
  });

  test('contains nothing about the machine that built it', async () => {
    for (const path of packed.filter((one) => !one.endsWith('LICENSES.txt'))) {
      expect(await readFile(join(installed, path), 'utf8'), path).not.toContain(root);
    }
  });
});

test("has links that work on a registry's page, which shows only the README", async () => {
  // @ts-expect-error: a script without types, which npm runs
  const { withAbsoluteLinks } = await import('../../docs/registry-readme.mjs');
  const repository = 'https://github.com/owner/name';
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const shown = withAbsoluteLinks(readme, repository);
  const targets = [...shown.matchAll(/(?:src|srcset|href)="([^"]+)"|\]\(([^()\s]+)\)/g)];
  expect(targets.length).toBeGreaterThan(5);
  for (const [, attribute, link] of targets) expect(attribute ?? link).toMatch(/^(https:\/\/|#)/);
  expect(withAbsoluteLinks('[a](docs/a.md) ![b](./docs/b.svg) [c](#c)', repository)).toBe(
    `[a](${repository}/blob/HEAD/docs/a.md) ![b](https://raw.githubusercontent.com/owner/name/HEAD/docs/b.svg) [c](#c)`,
  );
});

test.skipIf(isWindows)(
  'installs globally with the manual page, and without a warning',
  async () => {
    const prefix = join(folder, 'global');
    const args = ['install', '--global', '--prefix', prefix, '--omit=optional', tarball];
    const { stdout, stderr } = await npm(args, folder);
    expect(`${stdout}${stderr}`).not.toContain('warn');
    const page = await readFile(join(prefix, 'share', 'man', 'man1', 'plivo.1'), 'utf8');
    expect(page).toContain('.TH PLIVO 1');
  },
);

describe('installed alone', () => {
  test.each(['plivo', 'vocobase-plivo'])('%s prints its version', async (name) => {
    expect(await plivo(name, ['--version'])).toEqual({
      exit: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  test('runs the whole setup against its own emulator', async () => {
    const ran = await plivo('plivo', ['setup', '--sandbox', '--no-input']);
    expect(ran.exit, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ status: 'ready' });
  });

  test('finds the modules that it rarely loads: numbering plans, completion, checks', async () => {
    const doubt = await plivo('plivo', ['config', 'set', 'call_to', '+1415555']);
    expect(doubt.stderr.replace(/\s+/g, ' ')).toContain('may not exist');
    expect((await plivo('plivo', ['completion', 'zsh'])).stdout).toContain('#compdef');
    expect((await plivo('plivo', ['doctor', '--sandbox'])).exit).toBe(0);
  });

  test.each(['plivo', 'vocobase-plivo'])('uses its name %s when called by it', async (name) => {
    const failed = await plivo(name, ['whoami', '--json']);
    expect(failed.exit).toBe(4);
    const { error } = JSON.parse(failed.stderr) as { error: { commands: string[] } };
    expect(error.commands).toContain(`${name} login`);
    expect((await plivo(name, ['--help'])).stdout).toMatch(new RegExp(`^Usage +${name} `, 'm'));
    const setup = await plivo(name, ['setup', '--sandbox', '--no-input', '--json']);
    const { next } = JSON.parse(setup.stdout) as { next: string[] };
    expect(next.join('\n')).toContain(`${name} `);
    for (const words of next.filter((one) => /^\S*plivo /.test(one))) {
      expect(words).toMatch(new RegExp(`^${name} `));
    }
  });

  test.each(['plivo', 'vocobase-plivo'])(
    "knows its name as %s when the package manager's script starts its file",
    async (name) => {
      const file = join(installed, 'bin', `${name}.js`);
      const { stdout } = await run(nodeUnderTest, [file, '--help']);
      expect(stdout).toMatch(new RegExp(`^Usage +${name} `, 'm'));
    },
  );

  test('stores a key in a file without the optional key store, and never silently', async () => {
    const refused = await plivo('plivo', ['login', '--sandbox', '--store', 'keychain', '--json']);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain('not installed');
    const stored = await plivo('plivo', ['login', '--sandbox']);
    expect(JSON.parse(stored.stdout)).toMatchObject({ stored_in: 'file' });
  });
});
