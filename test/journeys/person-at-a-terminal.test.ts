import { afterAll, describe, expect, test } from 'vitest';
import { binary, nodeUnderTest, removeFolders } from '../support/run.ts';
import { openTerminal } from '../support/terminal.ts';
import { addresses, everything, openWorld, requestLines } from '../support/world.ts';

afterAll(removeFolders);

const wrongToken = 'wrongToken'.repeat(4);

describe('a person walks through setup', () => {
  test('picks a number, declines what is optional, and is told what is next', async () => {
    const world = await openWorld();
    const person = await openTerminal(['setup'], { env: addresses(world) });
    await person.sees('cx.plivo.com');
    await person.sees('? Auth ID');
    person.answers(` ${world.authId} `);
    await person.sees('? Auth Token');
    person.answers(world.authToken);
    await person.sees('Which number shall calls show?');
    person.answers('');
    await person.sees('Read back');
    await person.sees('Import');
    person.answers('n');
    await person.sees('voicemail');
    person.answers('');
    await person.sees('test call');
    person.answers('');
    await person.sees('Plivo is connected to Vocobase.');
    await person.sees('Next:');
    expect(await person.exit()).toBe(0);
    expect(person.raw()).not.toContain(world.authToken);
    expect(requestLines(world).filter((line) => line.startsWith('PUT'))).toHaveLength(1);
    expect(requestLines(world).filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  test('is asked for the token again, hidden and afresh, when its form or Plivo refuses it', async () => {
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
    await person.sees('Which number');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).not.toContain(world.authToken);
    expect(person.raw()).not.toContain(wrongToken);
  });

  test('a token of unusual form is asked for once more, hidden; Enter alone insists', async () => {
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
    await person.sees('Which number');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).not.toContain(unusual.slice(0, 20));
    await person.sees(`setup --auth-id ${world.authId}`);
  });

  test('a token typed where the Auth ID belongs is not shown', async () => {
    const world = await openWorld();
    const person = await openTerminal(['setup'], { env: addresses(world) });
    await person.sees('? Auth ID');
    person.answers(world.authToken);
    await person.sees('looks like an Auth Token');
    // The refused answer is gone: the next one stands alone.
    person.answers(world.authId);
    await person.sees('Auth Token (hidden)');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).not.toContain(world.authToken.slice(0, 31));
  });

  test('Ctrl-D ends it like Ctrl-C, also with the sandbox in the same process', async () => {
    const person = await openTerminal(['setup', '--sandbox']);
    await person.sees('? Auth ID');
    person.presses('\x04');
    expect(await person.exit()).toBe(130);
  });

  test('Ctrl-C at any question ends with 130, nothing written, no stack', async () => {
    const world = await openWorld();
    const person = await openTerminal(['setup'], { env: addresses(world) });
    await person.sees('? Auth ID');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.screen()).not.toMatch(/\n\s+at /);
    expect(requestLines(world)).toEqual(['GET /api/v2/config']);
  });

  test('Enter alone does not consent to replacing the default connection', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const person = await openTerminal(
      ['setup', '--auth-id', world.authId, '--from-number', '+14155550101'],
      { env: { ...addresses(world), PLIVO_AUTH_TOKEN: world.authToken } },
    );
    await person.sees('Replace its credentials');
    person.answers('');
    await person.sees('Canceled. Nothing was changed.');
    expect(await person.exit()).toBe(130);
    expect(requestLines(world).filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  test('is told what is configured already and the other ways on; going on sends it anew', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const person = await openTerminal(['setup'], { env: everything(world) });
    await person.sees('Access to plivo');
    await person.sees('Plivo is configured already, with +14155550100.');
    await person.sees('Place a test call: plivo call test');
    await person.sees('Check, send nothing: plivo doctor');
    await person.sees('Add a connection: plivo setup --name <name>');
    await person.sees('Which number shall calls show?');
    person.answers('');
    await person.sees('Read back');
    await person.sees('Import');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(requestLines(world).filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  });

  test('with a number or a name given, the other ways on are left out', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const chosen = await openTerminal(['setup', '--from-number', '+14155550100'], {
      env: addresses(world),
    });
    await chosen.sees('Plivo is configured already');
    await chosen.sees('? Auth ID');
    chosen.presses('\x03');
    expect(await chosen.exit()).toBe(130);
    expect(chosen.screen()).not.toContain('Other ways on');
    const named = await openTerminal(['setup', '--name', 'Sales'], { env: addresses(world) });
    await named.sees('? Auth ID');
    named.presses('\x03');
    expect(await named.exit()).toBe(130);
    expect(named.screen()).not.toContain('configured already');
  });

  test('the sandbox offers its own credentials as answers', async () => {
    const person = await openTerminal(['setup', '--sandbox'], {
      env: { VOCOBASE_API_KEY: 'rg_live_notForTheSandbox', PLIVO_AUTH_TOKEN: wrongToken },
    });
    await person.sees('(MASANDBOXDEMO');
    person.answers('');
    await person.sees("Enter uses the sandbox's");
    person.answers('');
    await person.sees('Which number');
    person.answers('');
    await person.sees('Import');
    person.answers('');
    await person.sees('voicemail');
    person.answers('');
    await person.sees('test call');
    person.answers('');
    await person.sees('Plivo is connected');
    expect(await person.exit()).toBe(0);
  });
});

describe('a terminal that is not like others', () => {
  test('NO_COLOR takes the colour out', async () => {
    const person = await openTerminal(['whoami', '--sandbox'], { env: { NO_COLOR: '1' } });
    await person.sees('Profile');
    expect(await person.exit()).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    expect(person.raw()).not.toMatch(/\u001b\[3\dm/);
  });

  test('0 columns do not make the spinner write for ever', async () => {
    const person = await openTerminal(['whoami', '--sandbox', '--scenario', 'slow'], {
      columns: 1,
      command: ['sh', '-c', `stty cols 0 rows 0; exec "$0" "$@"`, nodeUnderTest, binary],
    });
    expect(await person.exit()).toBe(0);
    expect(person.raw().length).toBeLessThan(5_000);
  });

  test('Ctrl-C works while the spinner turns', async () => {
    const world = await openWorld({ latencyMs: 15_000 });
    const person = await openTerminal(['whoami'], { env: addresses(world) });
    await person.sees('Checking the API key');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).toContain('\u001b[?25h');
  });
});
