import { resolve } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { helpOf } from '../../src/commands/help.ts';
import { leavesOf, pathOf } from '../../src/commands/tree.ts';
import { declaredProgram, idleProgram } from '../support/program.ts';
import { renderReference } from './command-reference.ts';
import { splitWords } from './shell-words.ts';

const page = resolve(import.meta.dirname, '../../docs/commands.md');
const commands = leavesOf(await declaredProgram()).filter((command) => command.name() !== 'help');
const cases = commands.map((command): [string, Command] => [pathOf(command), command]);

test('docs/commands.md matches the program (npm run docs regenerates it)', async () => {
  await expect(await renderReference(await declaredProgram())).toMatchFileSnapshot(page);
});

describe('the help of every command', () => {
  test.each(cases)('%s: has a description and examples', (_, command) => {
    expect(command.description()).not.toBe('');
    expect(helpOf(command)?.examples).not.toHaveLength(0);
  });

  test.each(cases)('%s: names an error code only once', (_, command) => {
    const codes = helpOf(command)?.codes ?? [];
    expect(codes).toEqual([...new Set(codes)]);
  });

  test.each(cases)('%s: the examples fit 80 columns', (_, command) => {
    for (const example of helpOf(command)?.examples ?? []) {
      expect(`  $ plivo ${example}`.length, example).toBeLessThanOrEqual(80);
    }
  });

  test.each(cases)('%s: the examples parse', async (_, command) => {
    for (const example of helpOf(command)?.examples ?? []) {
      await expect(
        idleProgram().parseAsync(splitWords(example), { from: 'user' }),
      ).resolves.toBeDefined();
    }
  });
});
