import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { madeUp } from '../support/fault-server.ts';
import { removeFolders, runPlivo } from '../support/run.ts';
import { openTerminal } from '../support/terminal.ts';
import { everything, openWorld, requestLines } from '../support/world.ts';

afterAll(removeFolders);

describe('--fields', () => {
  test('implies JSON and keeps the named fields of each row', async () => {
    const args = ['sandbox', 'scenarios', '--fields', 'name'];
    const { stdout } = await runPlivo(args);
    expect(stdout).toMatch(/^\{"scenarios":\[\{"name":"[\w-]+"\},/);
    expect(stdout).not.toContain('summary');
    const person = await openTerminal(args);
    await person.sees('"name": "plivo-not-allowed"');
    expect(await person.exit()).toBe(0);
  });

  test('refuses an unknown field and lists the known ones', async () => {
    const ran = await runPlivo(['sandbox', 'scenarios', '--fields', 'nam']);
    expect(ran).toMatchObject({ exit: 2, stdout: '' });
    expect(ran.error<{ hints: string[] }>()).toMatchObject({
      code: 'INVALID_VALUE',
      hints: ['Did you mean name?', 'Known fields: name, summary.'],
    });
  });
});

test('--fields names members of a result with several lists, even if one is empty', async () => {
  const { exit, stdout } = await runPlivo([
    ...['call', 'test', '+14155550142', '--sandbox', '--scenario', 'healthy', '--yes'],
    ...['--no-wait', '--fields', 'status'],
  ]);
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ status: 'pending' });
});

describe('an unknown field', () => {
  test.each([
    ['config list', 'settings.x', 'settings.agent, settings.connection, settings.call_to'],
    ['config list', 'x.y', 'settings.'],
    ['call show', 'conversation.agent_turn', 'conversation.complete, conversation.agent_turns'],
  ])('of %s is answered with the names beside it: %s', async (words, field, known) => {
    const ran = await runPlivo([...words.split(' '), '--fields', field]);
    expect(ran.exit).toBe(2);
    expect(ran.error<{ hints: string[] }>()).toMatchObject({
      code: 'INVALID_VALUE',
      details: { field },
    });
    expect(ran.stderr).toContain(`Known fields: ${known}`);
  });

  test('is not one of a setting that is not set', async () => {
    const ran = await runPlivo(['config', 'list', '--fields', 'settings.agent']);
    expect(ran.exit, ran.stderr).toBe(0);
    expect(ran.json()).toEqual({ settings: {} });
  });

  test.each([
    [['setup', '--from-number', '+14155550100'], 'stepz'],
    [['setup', '--from-number', '+14155550100'], 'steps.idd'],
    [['credentials', 'rotate', '--auth-id', madeUp.authId, '--yes'], 'rotatedd'],
    [['numbers', 'sync'], 'imports'],
    [['call', 'test', '--to', '+14155550142', '--yes'], 'stat'],
    [['numbers', 'update', '+14155550100', '--activate'], 'phone_number.statuss'],
    [['agents', 'voicemail', 'Demo Agent', '--enable'], 'agent.voice'],
    [['connections', 'create', '--name', 'S', '--from-number', '+14155550100'], 'connection.x'],
    // Only a dry run has this one.
    [['agents', 'voicemail', 'Demo Agent', '--enable'], 'method'],
  ])('is refused before any request: %j %s', async (args, field) => {
    const world = await openWorld();
    const ran = await runPlivo([...args, '--fields', field], { env: everything(world) });
    expect(ran.error()).toMatchObject({ code: 'INVALID_VALUE', details: { field } });
    expect(requestLines(world)).toEqual([]);
  });

  test('of a member is answered with the names in that member', async () => {
    const ran = await runPlivo(['setup', '--sandbox', '--fields', 'connection.nam']);
    expect(ran.error<{ hints: string[] }>().hints).toEqual([
      'Did you mean connection.name?',
      'Known fields: connection.connection_id, connection.name, connection.provider, connection.from_number, connection.created.',
    ]);
  });

  test('is left out where it is known and a change has already been made', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const args = ['numbers', 'update', '+14155550100', '--no-agent', '--fields'];
    const fields = 'phone_number.status,phone_number.agent.id';
    const ran = await runPlivo([...args, fields], { env: everything(world) });
    expect(ran.json()).toEqual({ phone_number: { status: 'ACTIVE', agent: null } });
  });

  test('may be one that only the API knows', async () => {
    const world = await openWorld();
    const args = ['connections', 'list', '--fields', 'only_the_api_knows'];
    expect(await runPlivo(args, { env: everything(world) })).toMatchObject({ exit: 0 });
  });
});

describe.skipIf(process.platform === 'win32')('a dry run, for a person', () => {
  test('shows the request as a shell command, with the secrets as variables', async () => {
    const name = "O'Neill & Söhne";
    const { stdout } = await runPlivo([
      ...['connections', 'create', '--sandbox', '--name', name, '--from-number', '+14155550100'],
      ...['--yes', '--dry-run', '--no-json'],
    ]);
    const line = /^curl .*$/m.exec(stdout)?.[0] ?? '';
    const env = {
      PATH: process.env.PATH ?? '',
      VOCOBASE_API_KEY: 'the key',
      PLIVO_AUTH_ID: 'MAXXXXXXXXXXXXXXXXXX',
      PLIVO_AUTH_TOKEN: 'the token',
    };
    const script = `curl() { printf '%s\\n' "$@"; }; ${line}`;
    const words = execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).split('\n');
    expect(words.slice(0, 2)).toEqual(['-X', 'POST']);
    expect(words).toContain('Authorization: Bearer the key');
    expect(JSON.parse(words[words.indexOf('-d') + 1] ?? '')).toEqual({
      provider: 'plivo',
      name,
      auth_id: env.PLIVO_AUTH_ID,
      auth_token: env.PLIVO_AUTH_TOKEN,
      from_number: '+14155550100',
    });
  });
});

describe('an error about missing input names the command that works', () => {
  test.each([
    [['credentials', 'rotate', '--sandbox'], 'plivo credentials rotate --sandbox --yes'],
    [
      ['agents', 'voicemail', '--sandbox', '--enable'],
      'plivo agents voicemail --sandbox --enable <agent>',
    ],
  ])('%j', async (args, command) => {
    const ran = await runPlivo([...args, '--json']);
    expect(ran.exit).toBe(2);
    expect(ran.error<{ commands: string[] }>().commands[0]?.replace(' --json', '')).toBe(command);
  });

  test('lists the consent among what is missing', async () => {
    const args = ['setup', '--call-to', '+14155550142', '--json'];
    const { details } = (await runPlivo(args)).error<{ details: { missing: object[] } }>();
    expect(details.missing).toContainEqual(expect.objectContaining({ flag: '--from-number' }));
    expect(details.missing).toContainEqual(expect.objectContaining({ flag: '--yes' }));
  });

  test('repeats no secret', async () => {
    const token = 'abcdefghijklmnopqrstuvwxyz0123456789ABCD';
    const args = ['credentials', 'rotate', '--sandbox', '--auth-token', token];
    expect((await runPlivo(args)).stderr).not.toContain(token);
  });
});
