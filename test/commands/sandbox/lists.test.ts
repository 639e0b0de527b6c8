import { afterEach, expect, test } from 'vitest';
import { choices, scenarios } from '../../../src/sandbox/server.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';

afterEach(removeFolders);

test('scenarios lists every scenario by name', async () => {
  const listed = await runPlivo(['sandbox', 'scenarios']);
  expect(listed.exit).toBe(0);
  expect(listed.json()).toEqual({
    scenarios: scenarios.map(({ name, title, what }) => ({ name, title, what })),
  });
  const words = await runPlivo(['sandbox', 'scenarios', '--no-json']);
  for (const { name, title } of scenarios) expect(words.stdout).toContain(`${name}  ${title}`);
});

test('choices lists every undocumented choice with its setting', async () => {
  const listed = await runPlivo(['sandbox', 'choices']);
  expect(listed.exit).toBe(0);
  const entries = listed.json<{ choices: Record<string, unknown>[] }>().choices;
  expect(entries.map(({ id }) => id)).toEqual(choices.map(({ id }) => id));
  for (const entry of entries) {
    expect(Object.keys(entry)).toEqual(['id', 'question', 'choice', 'why', 'setting', 'options']);
  }
  const words = await runPlivo(['sandbox', 'choices', '--no-json']);
  expect(words.stdout).toContain('Setting: ambiguousStatus (400, 409, 422)');
});
