import { afterAll, expect, test } from 'vitest';
import { removeFolders, runPlivo } from '../support/run.ts';
import { openTerminal } from '../support/terminal.ts';

afterAll(removeFolders);

test('prints a result and an error as one line each in a pipe', async () => {
  const { stdout } = await runPlivo(['sandbox', 'scenarios']);
  expect(stdout).toMatch(/^\{"scenarios":\[.*\]\}\n$/);
  const { stderr } = await runPlivo(['connections', 'list', '--json']);
  expect(stderr).toMatch(/^\{"error":\{.*\}\}\n$/);
});

test('indents both on a terminal', async () => {
  const result = await openTerminal(['sandbox', 'scenarios', '--json']);
  await result.sees('{\n  "scenarios": [\n    {\n      "name"');
  expect(await result.exit()).toBe(0);
  const failure = await openTerminal(['connections', 'list', '--json']);
  await failure.sees('{\n  "error": {\n    "code": "API_KEY_MISSING"');
  expect(await failure.exit()).toBe(4);
});
