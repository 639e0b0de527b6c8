import { afterEach, expect, test } from 'vitest';
import { choices } from '../../../src/sandbox/choices.ts';
import { scenarios } from '../../../src/sandbox/scenarios.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';

afterEach(removeFolders);

test('scenarios lists every scenario by name', async () => {
  const listed = await runPlivo(['sandbox', 'scenarios']);
  expect(listed.exit).toBe(0);
  expect(listed.json()).toEqual({ scenarios });
  const words = await runPlivo(['sandbox', 'scenarios', '--no-json']);
  for (const { name } of scenarios) expect(words.stdout).toContain(`${name}\n  `);
});

test('choices lists every undocumented choice with its settings', async () => {
  const listed = await runPlivo(['sandbox', 'choices']);
  expect(listed.exit).toBe(0);
  const entries = listed.json<{ choices: { id: string; options: unknown }[] }>().choices;
  expect(entries.map(({ id }) => id)).toEqual(choices.map(({ id }) => id));
  for (const entry of entries) {
    expect(Object.keys(entry)).toEqual(['id', 'question', 'choice', 'options', 'why']);
  }
  expect(entries[1]?.options).toEqual([
    { setting: 'ambiguousStatus', default: 409, values: [409, 400, 422] },
  ]);
  const words = await runPlivo(['sandbox', 'choices', '--no-json']);
  expect(words.stdout).toContain('ambiguousStatus  409, 400, 422');
});
