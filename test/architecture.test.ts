import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../src');

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8');
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
  );
  return [...statements].map(([, typeOnly, named, lazy]) => {
    const source = named ?? lazy ?? '';
    const to = source.startsWith('.')
      ? relative(root, resolve(root, dirname(from), source)).replaceAll('\\', '/')
      : source;
    return { from, to, typeOnly: typeOnly !== undefined };
  });
});

const isOurs = (to: string) => to.includes('/') && to.endsWith('.ts');
const folderOf = (file: string) => file.split('/')[0] ?? '';

/** docs/architecture.md is the rule: its table says what each folder may import. */
const page = readFileSync(resolve(root, '../docs/architecture.md'), 'utf8');
const mayImport = new Map(
  [...page.matchAll(/^\| `(\w+)` \| (nothing|(?:`\w+`(?:, )?)+) \|$/gm)].map(
    ([, folder = '', allowed = '']) => [
      folder,
      [folder, ...[...allowed.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)],
    ],
  ),
);

test('docs/architecture.md shows every folder, and what each may import', () => {
  const folders = [...new Set(files.filter((file) => file.includes('/')).map(folderOf))].sort();
  const drawn = [...page.matchAll(/^ {2}(\w+)\/ /gm)].map(([, folder]) => folder).sort();
  expect(drawn).toEqual(folders);
  // cli is the top: it builds the adapters, so it may import everything.
  expect([...mayImport.keys(), 'cli'].sort()).toEqual(folders);
});

test('no file imports itself, directly or through others', () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly && isOurs(to)) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

/** Data of the sandbox that commands show, and the sandbox's own commands. */
const exceptions = [
  /^commands\/sandbox\/.* -> sandbox\//,
  /^commands\/doctor\/.* -> sandbox\/choices\.ts$/,
  /^commands\/tree\.ts -> sandbox\/scenarios\.ts$/,
];

describe('imports have one direction', () => {
  test.each([...mayImport])('%s imports only from %j', (folder, allowed) => {
    const broken = imports
      .filter(({ from, to }) => folderOf(from) === folder && isOurs(to))
      .filter(({ to }) => !allowed.includes(folderOf(to)))
      .map(({ from, to }) => `${from} -> ${to}`)
      .filter((line) => !exceptions.some((exception) => exception.test(line)));
    expect(broken).toEqual([]);
  });

  test('the command line imports only declarations, never implementations', () => {
    const broken = imports
      .filter(
        ({ from, to, typeOnly }) => /^cli\//.test(from) && /^commands\//.test(to) && !typeOnly,
      )
      .filter(
        ({ to }) =>
          !/\/command\.ts$|^commands\/(help|overview|skill|tree|schema\/schemas)\.ts$/.test(to),
      );
    expect(broken).toEqual([]);
  });
});

describe('each library has one home', () => {
  const homes: Readonly<Record<string, RegExp>> = {
    chalk: /^output\/color\.ts$/,
    ora: /^output\/spinner\.ts$/,
    '@inquirer/core': /^prompt\/inquirer\.ts$/,
    '@inquirer/prompts': /^prompt\/inquirer\.ts$/,
    conf: /^settings\/conf-file\.ts$/,
    ofetch: /^http\/exchange\.ts$/,
    undici: /^http\/proxy-transport\.ts$/,
    valibot: /^sandbox\/world\/|^http\/reply-schema\.ts$|^(carrier|vocobase)\//,
    'fast-wrap-ansi': /^output\/table\.ts$/,
    'fast-string-width': /^output\/table\.ts$/,
    commander: /^cli\/|^commands\/(.*\/)?(command|help|[a-z-]*options?)\.ts$/,
  };
  test.each(Object.entries(homes))('%s', (library, home) => {
    const users = imports
      .filter(({ to, typeOnly }) => to === library && !typeOnly)
      .map(({ from }) => from);
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((user) => !home.test(user))).toEqual([]);
  });
});

test('only bin ends the process, and only the answer is written to stdout', () => {
  const texts = files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
  const exits = texts.filter(([, text]) => /process\.exit\(/.test(text)).map(([file]) => file);
  expect(exits).toEqual([]);
  const writers = texts
    .filter(([, text]) => /stdout\.write\(|write(All|Answer)\(io\.stdout/.test(text))
    // Its script runs in a process of its own, whose stdout is a pipe to us.
    .filter(([file]) => file !== 'settings/keychain.ts')
    .map(([file]) => file);
  expect(writers.sort()).toEqual(['cli/launch.ts', 'cli/program.ts', 'main.ts']);
});
