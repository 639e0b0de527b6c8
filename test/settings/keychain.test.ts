import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createKeychain } from '../../src/settings/keychain.ts';
import { rejection, useFolders } from './support.ts';

const newFolder = useFolders();
const never = new AbortController().signal;

/** A library with the interface of @napi-rs/keyring that keeps its entries in a file. */
function makeLibrary(): { library: string; entries: string } {
  const folder = newFolder();
  const entries = join(folder, 'entries.json');
  const library = join(folder, 'library.cjs');
  writeFileSync(
    library,
    `
const { readFileSync, writeFileSync, existsSync } = require('node:fs');
const file = ${JSON.stringify(entries)};
const load = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
exports.Entry = class {
  constructor(service, account, options) {
    if (account === 'blocked') for (;;);
    if (account === 'gone') process.exit(7);
    this.name = [service, account, options.linux.store].join('|');
  }
  getPassword() { return load()[this.name] ?? null; }
  setPassword(secret) {
    writeFileSync(file, JSON.stringify({ ...load(), [this.name]: secret, argv: process.argv, env: process.env }));
  }
  deletePassword() {
    const { [this.name]: found, ...others } = load();
    writeFileSync(file, JSON.stringify(others));
    return found !== undefined;
  }
};
`,
  );
  return { library, entries };
}

const secret = '{"api_key":"rg_live_made_up","note":"ünïcode\\n\\u0000 \'\\""}';

test('an entry is written, read and removed', async () => {
  const { library } = makeLibrary();
  const keychain = createKeychain(library);
  expect(await keychain.read('default in /folder', never)).toBeNull();
  await keychain.write('default in /folder', secret, never);
  expect(await keychain.read('default in /folder', never)).toBe(secret);
  expect(await keychain.read('other', never)).toBeNull();
  expect(await keychain.remove('default in /folder', never)).toBe(true);
  expect(await keychain.remove('default in /folder', never)).toBe(false);
  expect(await keychain.read('default in /folder', never)).toBeNull();
});

test('an entry that begins with a dash is not an option of the child process', async () => {
  const { library } = makeLibrary();
  await createKeychain(library).write('--version', secret, never);
  expect(await createKeychain(library).read('--version', never)).toBe(secret);
});

test('the persistent store is pinned on Linux', async () => {
  const { library, entries } = makeLibrary();
  await createKeychain(library).write('default', secret, never);
  expect(JSON.parse(readFileSync(entries, 'utf8'))).toMatchObject({
    'vocobase-plivo|default|secret-service': secret,
  });
});

const variables = { VOCOBASE_API_KEY: 'rg_live_in_env', PLIVO_AUTH_TOKEN: 'x'.repeat(40) };

afterEach(() => {
  for (const name of Object.keys(variables)) delete process.env[name];
});

test('no secret is in the arguments or the environment of the child process', async () => {
  const { library, entries } = makeLibrary();
  Object.assign(process.env, variables);
  await createKeychain(library).write('default', secret, never);
  const { argv, env } = JSON.parse(readFileSync(entries, 'utf8'));
  expect(argv.join(' ')).not.toContain('rg_live_made_up');
  expect(Object.keys(env)).toEqual(expect.not.arrayContaining(Object.keys(variables)));
});

test('a blocked library is ended when the signal aborts', async () => {
  const { library } = makeLibrary();
  const error = await rejection(createKeychain(library).read('blocked', AbortSignal.timeout(300)));
  expect(error).toMatchObject({ name: 'AbortError' });
});

test('a library that ends the process, or is missing, is an error', async () => {
  const { library } = makeLibrary();
  expect(await rejection(createKeychain(library).read('gone', never))).toBeInstanceOf(Error);
  const missing = createKeychain(`${library}.not`);
  expect(existsSync(`${library}.not`)).toBe(false);
  expect(await rejection(missing.read('default', never))).toMatchObject({
    message: expect.stringContaining('Cannot find module'),
  });
});
