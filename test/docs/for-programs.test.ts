import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { renderSkill } from '../../src/commands/skill.ts';
import { readTree } from '../../src/commands/tree.ts';
import { declaredProgram } from '../support/program.ts';
import { removeFolders, runPlivo, settingsFolder } from '../support/run.ts';
import { topicTexts } from './command-reference.ts';
import { renderManPage } from './man-page.ts';
import { splitWords } from './shell-words.ts';

const program = await declaredProgram();
const tree = await readTree(program);
const root = resolve(import.meta.dirname, '../..');
const skill = renderSkill(tree);

afterAll(removeFolders);

describe('SKILL.md', () => {
  test('matches help skill (npm run docs regenerates it)', async () => {
    await expect(skill).toMatchFileSnapshot(resolve(root, 'SKILL.md'));
    expect((await runPlivo(['help', 'skill'])).stdout).toBe(skill);
  });

  test('is short: under 2,000 tokens', () => {
    // English text and commands have more than three characters a token.
    expect(skill.length).toBeLessThan(6000);
  });

  test('runs as printed, in the sandbox', { timeout: 120_000 }, async () => {
    const lines = [...skill.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) =>
      block.trim().split('\n'),
    );
    expect(lines.length).toBeGreaterThan(5);
    const folder = await settingsFolder();
    for (const line of lines) {
      const [, ...args] = splitWords(line);
      const ran = await runPlivo(args, { env: { VOCOBASE_CONFIG_DIR: folder } });
      expect([0, 20], `${line}\n${ran.stderr}`).toContain(ran.exit);
      if (args.includes('--json')) expect(() => ran.json()).not.toThrow();
    }
  });
});

describe('plivo.1', () => {
  const page = resolve(root, 'man/plivo.1');
  const made = topicTexts(program).then((topics) =>
    renderManPage(tree, program.description(), topics),
  );

  test('is generated from the command tree (npm run docs regenerates it)', async () => {
    await expect(await made).toMatchFileSnapshot(page);
  });

  test('names every command and every flag', async () => {
    const text = (await made).replaceAll('\\-', '-');
    for (const { command, flags } of tree.commands) {
      expect(text).toContain(`.SS "plivo ${command}"`);
      for (const { flag } of flags) expect(text).toContain(`\\fB${flag}\\fR`);
    }
  });

  test('is formatted without a warning', async (context) => {
    const groff = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-z'], {
      input: await made,
      encoding: 'utf8',
    });
    if (groff.error !== undefined) context.skip();
    expect(groff.stderr).toBe('');
  });
});
