import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { type Schema, schemas } from '../../src/commands/schema/schemas.ts';
import { readTree } from '../../src/commands/tree.ts';
import { declaredProgram } from '../support/program.ts';
import { removeFolders, runPlivo } from '../support/run.ts';
import { checkAgainstSchemas } from '../support/schemas.ts';

afterAll(removeFolders);

const kept = resolve(import.meta.dirname, '../../docs/schemas.json');
const names = Object.keys(schemas);

/** `steps[].status`: every member that a schema names, and the members of members. */
function membersOf(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((part) => membersOf(part, at));
  return Object.entries(schema).flatMap(([key, part]) => {
    if (key === 'items') return membersOf(part, `${at}[]`);
    if (key === 'anyOf') return membersOf(part, at);
    if (key !== 'properties') return [];
    return Object.entries(part as object).flatMap(([name, member]) => {
      const path = `${at}.${name}`;
      return [path, ...membersOf(member, path)];
    });
  });
}

// First, so that `npm run docs` cannot take a member out of the page without a failure.
test('no member of a released result has disappeared', () => {
  const before = JSON.parse(readFileSync(kept, 'utf8')) as Record<string, Schema>;
  const gone = Object.entries(before).flatMap(([name, schema]) => {
    const now = new Set(membersOf(schemas[name]));
    return membersOf(schema)
      .filter((member) => !now.has(member))
      .map((member) => `${name}: ${member}`);
  });
  expect(gone).toEqual([]);
});

test('docs/schemas.json holds every schema (npm run docs regenerates it)', async () => {
  await expect(`${JSON.stringify(schemas, null, 2)}\n`).toMatchFileSnapshot(kept);
});

test('every command has a schema', async () => {
  const { commands } = await readTree(await declaredProgram());
  const missing = commands.filter(({ command }) => !names.includes(command));
  expect(missing.map(({ command }) => command)).toEqual([]);
});

test('schema lists the names, and prints each as JSON Schema 2020-12', async () => {
  expect((await runPlivo(['schema'])).json()).toEqual({ schemas: names });
  for (const words of [['call', 'test'], ['error'], ['event']]) {
    const ran = await runPlivo(['schema', ...words]);
    const schema = ran.json<Schema>();
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(() => new Ajv2020().compile(schema)).not.toThrow();
    expect((await runPlivo(['schema', ...words, '--json'])).json()).toEqual(schema);
  }
});

test.each(names)('the schema of %s is valid', (name) => {
  const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: false, strictTypes: false });
  expect(() => ajv.compile({ ...schemas[name] })).not.toThrow();
});

test.each([
  ['connections shw', 'connections show'],
  ['connections', 'connections list'],
])('schema %s suggests the right name', async (typed, meant) => {
  const ran = await runPlivo(['schema', ...typed.split(' '), '--json']);
  expect([ran.exit, ran.error().code]).toEqual([2, 'INVALID_VALUE']);
  expect(ran.error<{ details: { near: string[] } }>().details.near).toContain(meant);
});

describe('checks every JSON result in the tests', () => {
  const path = '{"name":"path","value":"/tmp"}';
  test.each([
    ['a member is missing', ['config', 'path', '--json'], '{"name":"path"}', ''],
    ['a member is new', ['config', 'path', '--json'], '{"name":"path","value":"a","x":1}', ''],
    ['a type is another', ['--json', 'logout'], '{"removed":"yes"}', ''],
    ['an error lacks its code', ['whoami', '--json'], '', '{"error":{"message":"m"}}'],
    ['an event is of no known kind', ['setup', '--events'], '', '{"event":"tick","at":"now"}'],
  ])('fails when %s', (_, args, stdout, stderr) => {
    expect(() => checkAgainstSchemas(args, stdout, stderr)).toThrow('does not match the schema');
  });

  test('passes otherwise', () => {
    checkAgainstSchemas(['config', 'path', '--json'], path, '');
    checkAgainstSchemas(['--profile', 'logout', 'config', 'get', 'timeout'], '12', '');
    checkAgainstSchemas(['api', 'GET', '/anything'], '[1]', '');
  });
});
