import { afterAll, describe, expect, test } from 'vitest';
import { binary, nodeUnderTest, removeFolders } from '../support/run.ts';
import { openTerminal } from '../support/terminal.ts';
import { addresses, openWorld } from '../support/world.ts';

afterAll(removeFolders);

const wrongToken = 'wrongToken'.repeat(4);

describe('a person answers what setup asks', () => {
  test('is asked for the token again, hidden and empty, when its form or Plivo refuses it', async () => {
    const world = await openWorld();
    const person = await openTerminal(['setup', '--auth-id', world.authId], {
      env: addresses(world),
    });
    await person.sees('? Auth Token');
    person.answers(world.authId);
    await person.sees('It looks like an Auth ID');
    person.answers(wrongToken);
    await person.sees('Plivo refused this Auth ID and Auth Token');
    await person.sees('? Auth ID');
    person.answers(world.authId);
    await person.sees('? Auth Token');
    // Ctrl+T would show what is typed, if the prompt let it.
    person.presses(`${world.authToken}\x14`);
    person.answers('');
    await person.sees('? Caller ID');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).not.toContain(world.authToken);
    expect(person.raw()).not.toContain(wrongToken);
  });

  test('is asked once more, hidden, for a token of unusual form; Enter alone insists', async () => {
    const world = await openWorld();
    const unusual = world.authToken.slice(1);
    const person = await openTerminal(['setup', '--auth-id', world.authId], {
      env: addresses(world),
    });
    await person.sees('Auth Token (hidden)');
    person.answers(unusual);
    await person.sees('It has 39 characters');
    await person.sees('Enter uses it anyway');
    person.answers(world.authToken);
    await person.sees('? Caller ID');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).not.toContain(unusual.slice(0, 20));
    await person.sees(`setup --auth-id ${world.authId}`);
  });

  test('does not see a token typed instead of the Auth ID', async () => {
    const world = await openWorld();
    const person = await openTerminal(['setup'], { env: addresses(world) });
    await person.sees('? Auth ID');
    person.answers(world.authToken);
    await person.sees('looks like an Auth Token');
    // The refused answer has been cleared: the next one is alone.
    person.answers(world.authId);
    await person.sees('Auth Token (hidden)');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).not.toContain(world.authToken.slice(0, 31));
  });

  test('can end with Ctrl-D as with Ctrl-C, even with the sandbox in the same process', async () => {
    const person = await openTerminal(['setup', '--sandbox']);
    await person.sees('? Auth ID');
    person.presses('\x04');
    expect(await person.exit()).toBe(130);
  });
});

describe('an unusual terminal', () => {
  test('has no color with NO_COLOR', async () => {
    const person = await openTerminal(['whoami', '--sandbox'], { env: { NO_COLOR: '1' } });
    await person.sees('Profile');
    expect(await person.exit()).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    expect(person.raw()).not.toMatch(/\u001b\[3\dm/);
  });

  test('of 0 columns does not make the spinner write endlessly', async () => {
    const person = await openTerminal(['whoami', '--sandbox', '--scenario', 'slow'], {
      columns: 1,
      command: ['sh', '-c', `stty cols 0 rows 0; exec "$0" "$@"`, nodeUnderTest, binary],
    });
    expect(await person.exit()).toBe(0);
    expect(person.raw().length).toBeLessThan(5_000);
  });

  test('gets Ctrl-C through while the spinner turns', async () => {
    const world = await openWorld({ latencyMs: 15_000 });
    const person = await openTerminal(['whoami'], { env: addresses(world) });
    await person.sees('Checking the API key');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).toContain('\u001b[?25h');
  });
});
