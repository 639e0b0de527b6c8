import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { allEntries } from '../../src/errors/explain.ts';
import { whyUnparsable } from '../support/parse-command.ts';

const inCatalogue = [...new Set(allEntries().flatMap(({ entry }) => entry.commands))];

test.each(inCatalogue)(
  'the program understands "%s", which the catalogue names',
  async (command) => {
    expect(await whyUnparsable(command)).toBeNull();
  },
);

/** The texts between quotes in `commands: [...]`, the parts that are computed replaced by a word. */
async function commandsInSource(): Promise<string[]> {
  const source = resolve(import.meta.dirname, '../../src');
  const files = await readdir(source, { recursive: true });
  const texts = await Promise.all(
    files
      .filter((file) => file.endsWith('.ts') && !file.startsWith('sandbox'))
      .map((file) => readFile(join(source, file), 'utf8')),
  );
  const lists = texts.flatMap((text) => text.match(/\bcommands: \[[^\]]*\]/g) ?? []);
  const quoted = lists.flatMap((list) => list.match(/'[^']*'|`[^`]*`/g) ?? []);
  return [...new Set(quoted.map((text) => text.slice(1, -1)))];
}

test('the program understands every command that errors and findings name', async () => {
  const commands = await commandsInSource();
  expect(commands.length).toBeGreaterThan(20);
  const failures: string[] = [];
  for (const command of commands) {
    // A command whose first word is computed is another one's hint, and is parsed there.
    if (command.startsWith('${')) continue;
    const why = await whyUnparsable(command.replace(/\$\{[^}]*\}/g, 'sample'));
    if (why !== null) failures.push(`${command}: ${why}`);
  }
  expect(failures).toEqual([]);
});
