import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createAgent } from '../../../src/commands/agents/create.ts';
import { createStyle } from '../../../src/output/style.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

const silent = {
  agent_type: null,
  prompt: null,
  voice_id: null,
  intro_message: null,
  voicemail_detection_enabled: null,
  voicemail_message: null,
  status: null,
};

interface Agent {
  id: string;
  agent_name: string;
  voicemail_detection_enabled: boolean;
  voicemail_message: string | null;
}

describe('agents list and show', () => {
  test('lists agents as the API sends them', async () => {
    const world = await openWorld();
    const env = addresses(world);
    const listed = await runPlivo(['agents', 'list'], { env });
    expect(listed.json()).toMatchObject({
      agents: [{ id: world.agentId, agent_name: 'Demo Agent' }],
      total: 1,
    });
    const shown = await runPlivo(['agents', 'show', 'demo agent'], { env });
    expect(shown.json()).toMatchObject({ agent: { id: world.agentId } });
  });

  test('shows a person the agent, or near names when none matches', async () => {
    const world = await openWorld();
    const env = addresses(world);
    const shown = await runPlivo(['agents', 'show', world.agentId, '--no-json'], { env });
    expect(shown.stdout).toMatch(/^Name +Demo Agent\n/);
    expect(shown.stdout).toMatch(/Voicemail detection +off/);
    const missing = await runPlivo(['agents', 'show', 'Demo Agnet', '--json'], { env });
    expect(missing.exit).toBe(6);
    expect(missing.error()).toMatchObject({
      code: 'NOT_FOUND',
      hints: ['Did you mean Demo Agent?'],
    });
  });
});

describe('agents create', () => {
  const create = ['agents', 'create'];

  test.each([
    ['Front desk 2', '--agent "Front desk 2"'],
    ['$(reboot)', '--agent 3c90c3cc'],
  ])('names the next call after creating %s', (agent_name, flag) => {
    const agent = { ...silent, id: '3c90c3cc', agent_name };
    const style = createStyle({
      columns: 100,
      called: { program: 'plivo', sandbox: null },
    });
    expect(createAgent.view({ agent }, style)).toMatch(
      /Test call +plivo call test <number> --agent /,
    );
    expect(createAgent.view({ agent }, style)).toContain(flag);
  });

  test('sends the given fields, reads the agent back, and reads the prompt from a file', async () => {
    const world = await openWorld();
    const file = join(await settingsFolder(), 'prompt.txt');
    await writeFile(file, '\ufeffRemind people.\nBe brief.\n');
    const run = await runPlivo(
      [
        ...create,
        '--name',
        'Reminders',
        '--prompt',
        `@${file}`,
        '--voice',
        'ravi',
        '--intro',
        'Hi.',
      ],
      { env: addresses(world) },
    );
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json()).toMatchObject({
      agent: {
        agent_name: 'Reminders',
        agent_type: 'outbound',
        prompt: 'Remind people.\nBe brief.',
        voice_id: '0f0e4b10-5a4d-4b0c-8d3e-000000000002',
        intro_message: 'Hi.',
      },
    });
    expect(requestLines(world)).toEqual([
      'GET /api/v2/agent/voices',
      'POST /api/v2/agent',
      expect.stringMatching(/^GET \/api\/v2\/agent\/[0-9a-f-]{36}$/),
    ]);
  });

  test.each([
    [['--name', 'x'.repeat(51)], 'INVALID_VALUE'],
    [['--name', ''], 'INVALID_VALUE'],
    [['--prompt', '@nowhere.txt'], 'INVALID_VALUE'],
    [['--prompt', 'x'.repeat(120_001)], 'INVALID_VALUE'],
    [['--intro', 'x'.repeat(501)], 'INVALID_VALUE'],
    [['--type', 'sideways'], 'INVALID_VALUE'],
    [['--name', 'Reminders'], 'INPUT_REQUIRED'],
  ])('refuses %.60j before any request', async (args, code) => {
    const world = await openWorld();
    const run = await runPlivo([...create, ...args, '--json'], { env: addresses(world) });
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe(code);
    expect(requestLines(world)).toEqual([]);
  });

  test.each([
    [['--name', 'Demo Agent', '--voice', 'Asha'], 'CONFLICT'],
    [['--name', 'Other', '--voice', 'Nobody'], 'NOT_FOUND'],
  ])('%j is %s', async (args, code) => {
    const world = await openWorld();
    const run = await runPlivo([...create, ...args, '--prompt', 'Be kind.', '--json'], {
      env: addresses(world),
    });
    expect(run.exit).toBe(6);
    expect(run.error().code).toBe(code);
  });

  test('asks a person for missing input', async () => {
    const world = await openWorld();
    const person = await openTerminal([...create, '--type', 'inbound'], { env: addresses(world) });
    await person.sees('Agent name');
    person.answers('Front desk');
    await person.sees('Prompt (what the agent does)');
    person.answers('Greet people.');
    await person.sees(/\? Voice\s+❯ Asha {3}en {2}female[^\n]*\n\s+Ravi {3}hi {2}male/);
    person.answers('');
    await person.sees('Agent created');
    expect(await person.exit()).toBe(0);
    expect(world.requests().find(({ method }) => method === 'POST')?.body).toEqual({
      agent_name: 'Front desk',
      prompt: 'Greet people.',
      voice_id: expect.any(String),
      agent_type: 'inbound',
    });
  });
});

describe('agents voicemail', () => {
  const voicemail = (...args: string[]) => ['agents', 'voicemail', 'Demo Agent', ...args];

  test.each([
    [['--enable'], { voicemail_detection_enabled: true }],
    [['--disable'], { voicemail_detection_enabled: false }],
    [['--message', 'Call us back.'], { voicemail_message: 'Call us back.' }],
    [['--message', ''], { voicemail_message: null }],
    [['--no-message'], { voicemail_message: null }],
    [
      ['--enable', '--message', 'Bye.'],
      { voicemail_detection_enabled: true, voicemail_message: 'Bye.' },
    ],
  ])('%j sends %j and reads it back', async (flags, body) => {
    const world = await openWorld();
    const run = await runPlivo(voicemail(...flags), { env: addresses(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json<{ agent: Agent }>().agent).toMatchObject(body);
    expect(world.requests().find(({ method }) => method === 'PUT')?.body).toEqual(body);
    expect(requestLines(world).at(-1)).toBe(`GET /api/v2/agent/${world.agentId}`);
  });

  test('says that Vocobase must enable detection too, and what a voicemail hears', async () => {
    const world = await openWorld();
    const run = await runPlivo(voicemail('--enable', '--message', 'Bye.', '--no-json'), {
      env: addresses(world),
    });
    expect(run.stderr).toContain('Vocobase must also enable carrier-side detection');
    expect(run.stdout).toContain('Bye.');
    const silent = await runPlivo(voicemail('--no-message', '--no-json'), {
      env: addresses(world),
    });
    expect(silent.stdout).toContain('ends without playback');
  });

  test.each([
    [[], 'USAGE'],
    [['--enable', '--disable'], 'USAGE'],
    [['--message', 'x'.repeat(501)], 'INVALID_VALUE'],
  ])('refuses %.40j before any request', async (flags, code) => {
    const world = await openWorld();
    const run = await runPlivo(voicemail(...flags, '--json'), { env: addresses(world) });
    expect(run.exit).toBe(2);
    expect(run.error().code).toBe(code);
    expect(requestLines(world)).toEqual([]);
  });

  test('asks a person for the agent and the change', async () => {
    const world = await openWorld();
    const person = await openTerminal(['agents', 'voicemail'], { env: addresses(world) });
    await person.sees(/\? Agent/);
    person.answers('');
    await person.sees('Voicemail detection of Demo Agent (off)');
    await person.sees('No message now');
    person.presses('\x1b[B');
    person.answers('');
    await person.sees('Voicemail message (leave empty');
    person.answers('Call us back.');
    await person.sees('voicemail detection is on');
    expect(await person.exit()).toBe(0);
    expect(world.requests().find(({ method }) => method === 'PUT')?.body).toEqual({
      voicemail_detection_enabled: true,
      voicemail_message: 'Call us back.',
    });
  });

  test('offers only changes that apply: turning off, removing a message', async () => {
    const world = await openWorld();
    const [agent] = world.world().agents;
    if (agent === undefined) throw new Error('the world has an agent');
    agent.voicemail_detection_enabled = true;
    agent.voicemail_message = 'Bye.';
    const person = await openTerminal(voicemail(), { env: addresses(world), columns: 60 });
    await person.sees('❯ Turn detection off');
    person.presses('\x1b[A');
    await person.sees('❯ Remove the message');
    await person.sees('Message now: Bye.');
    person.answers('');
    await person.sees('ends without playback');
    expect(await person.exit()).toBe(0);
    expect(world.requests().find(({ method }) => method === 'PUT')?.body).toEqual({
      voicemail_message: null,
    });
  });

  test('does not ask about a change that a flag names', async () => {
    const world = await openWorld();
    const person = await openTerminal(['agents', 'voicemail', '--enable'], {
      env: addresses(world),
    });
    await person.sees(/\? Agent/);
    person.answers('');
    await person.sees('voicemail detection is on');
    expect(await person.exit()).toBe(0);
    expect(person.screen()).not.toContain('Voicemail detection of');
  });

  test('sends nothing after Ctrl-C at the change', async () => {
    const world = await openWorld();
    const person = await openTerminal(voicemail(), { env: addresses(world) });
    await person.sees('Voicemail detection of');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(requestLines(world).filter((line) => line.startsWith('PUT'))).toEqual([]);
  });
});

test.each([
  [['--message', 'Bye.', '--no-message']],
  [['--no-message', '--message', 'Bye.']],
  [['--enable', '--disable']],
])('refuses agents voicemail %j with USAGE before any request', async (flags) => {
  const world = await openWorld();
  const run = await runPlivo(['agents', 'voicemail', 'Demo Agent', ...flags, '--json'], {
    env: addresses(world),
  });
  expect(run.error()).toMatchObject({ code: 'USAGE', exit_code: 2 });
  expect(requestLines(world)).toEqual([]);
});

describe('an agent argument left out', () => {
  test.each([[['show']], [['voicemail']], [['voicemail', '--enable']]])(
    'is INPUT_REQUIRED in a script before any request: %j',
    async (words) => {
      const world = await openWorld();
      const run = await runPlivo(['agents', ...words, '--json'], { env: addresses(world) });
      expect(run.exit).toBe(2);
      expect(run.error()).toMatchObject({
        code: 'INPUT_REQUIRED',
        details: { missing: [{ flag: '<agent>', env: null, what: 'agent' }] },
        commands: expect.arrayContaining(['plivo agents list']),
      });
      expect(requestLines(world)).toEqual([]);
    },
  );

  test('is picked by a person', async () => {
    const world = await openWorld();
    const person = await openTerminal(['agents', 'show'], { env: addresses(world) });
    await person.sees('❯ Demo Agent  outbound');
    person.answers('');
    await person.sees(/Name +Demo Agent/);
    expect(await person.exit()).toBe(0);
  });

  test('names the next command when there is no agent to pick', async () => {
    const world = await openWorld({ scenario: 'no-agent' });
    const person = await openTerminal(['agents', 'voicemail'], { env: addresses(world) });
    await person.sees('There is no agent yet.');
    await person.sees('plivo agents create');
    expect(await person.exit()).toBe(6);
  });
});
