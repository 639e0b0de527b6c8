import { afterAll, describe, expect, test } from 'vitest';
import { listCalls } from '../../../src/commands/call/list.ts';
import { createStyle } from '../../../src/output/style.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';
import { addresses, everything, requestLines } from '../../support/world.ts';
import { aCall } from './parts.ts';
import { type CallResult, fastWorld } from './support.ts';

afterAll(removeFolders);

interface CallList {
  calls: { call_id: string; status: string }[];
  total: number;
}

describe('call list', () => {
  test('prints the calls as the API lists them, with the total', async () => {
    const world = await fastWorld();
    const run = await runPlivo(['call', 'list'], { env: addresses(world) });
    expect(run.exit, run.stderr).toBe(0);
    const { calls, total } = run.json<CallList>();
    expect(total).toBe(calls.length);
    expect(calls[0]).toMatchObject({ call_id: expect.any(String), direction: 'outbound' });
  });

  test('narrows by status and limit', async () => {
    const world = await fastWorld();
    const env = addresses(world);
    expect((await runPlivo(['call', 'list', '--status', 'FAILED'], { env })).json()).toEqual({
      calls: [],
      total: 0,
    });
    await runPlivo(['call', 'list', '--limit', '1', '--status', 'no-answer'], { env });
    expect(world.requests().at(-1)?.path).toContain('limit=1&status=no_answer');
  });

  test.each(['0', '1001', '2.5', 'all'])('refuses --limit %s before any request', async (limit) => {
    const world = await fastWorld();
    const run = await runPlivo(['call', 'list', '--limit', limit, '--json'], {
      env: addresses(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({ code: 'INVALID_VALUE' });
    expect(requestLines(world)).toEqual([]);
  });

  test('names the documented statuses when the API refuses one', async () => {
    const world = await fastWorld();
    const run = await runPlivo(['call', 'list', '--status', 'nope', '--json'], {
      env: addresses(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({
      code: 'VALIDATION_ERROR',
      hints: [expect.stringContaining('no_answer')],
      commands: ['plivo call list'],
    });
  });

  test('shows a person why calls ended, and which were short', () => {
    const calls = [
      aCall({ status: 'failed', error_message: 'Unknown Caller ID' }),
      aCall({ status: 'completed', duration_seconds: 2, disposition: 'completed' }),
      aCall({ status: 'completed', duration_seconds: 40, disposition: 'voicemail' }),
    ];
    const shown = (columns: number) =>
      listCalls.view(
        { calls, total: 3, names: { agents: {}, connections: {} } },
        createStyle({ columns, called: { program: 'plivo', sandbox: null } }),
      );
    const [title, failed, short, taken] = shown(120).split('\n');
    expect(title).toMatch(/REASON$/);
    expect(failed).toMatch(/Unknown Caller ID$/);
    expect(short).toMatch(/completed, short +2 +–$/);
    expect(taken).toMatch(/completed +40 +voicemail$/);
    expect(shown(80)).toContain('REASON');
    expect(shown(79)).not.toContain('REASON');
    expect(shown(79)).toContain('completed, short');
    for (const line of shown(80).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('fits the width for a person', async () => {
    const world = await fastWorld();
    const run = await runPlivo(['call', 'list', '--no-json'], { env: addresses(world) });
    expect(run.stdout).toMatch(/^CALL +CREATED \(UTC\) +TO +STATUS +SEC( +REASON)?\n/);
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('call show', () => {
  test("prints the result of the test call with the API's times", async () => {
    const world = await fastWorld();
    const placed = await runPlivo(
      [
        ...['call', 'test', '--to', '+15005550004', '--agent', world.agentId],
        ...['--yes', '--poll-interval', '0.1'],
      ],
      { env: everything(world) },
    );
    const call = placed.json<CallResult>();
    const run = await runPlivo(['call', 'show', call.call_id], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    const shown = run.json<CallResult>();
    expect(Object.keys(shown)).toEqual(Object.keys(call));
    expect(shown.timeline.map(({ status }) => status)).toEqual(['pending', 'ringing', 'failed']);
    expect(shown.timeline.at(-1)).toEqual(call.timeline.at(-1));
    expect(shown.diagnosis).toEqual(call.diagnosis);
    expect(shown.diagnosis?.hangup_cause_code).toBe(3030);

    const asWords = await runPlivo(['call', 'show', call.call_id.slice(0, 8), '--no-json'], {
      env: everything(world),
    });
    expect(asWords.stdout).toContain(call.call_id);
    expect(asWords.stdout).toContain('Unknown Caller ID (3030)');
    expect(asWords.stdout).toContain('plivo doctor');
  });

  test('has no diagnosis for a completed call, and does not ask Plivo', async () => {
    const world = await fastWorld();
    const id = world.world().calls[0]?.id ?? '';
    const run = await runPlivo(['call', 'show', id], { env: everything(world) });
    expect(run.json<CallResult>()).toMatchObject({ status: 'completed', diagnosis: null });
    expect(requestLines(world)).toEqual([`GET /api/v2/calls/${id}`]);
  });

  test.each([['00000000-0000-4000-8000-000000000000'], ['deadbeef'], ['zzz']])(
    'exits with 6 if %s does not exist',
    async (id) => {
      const world = await fastWorld();
      const run = await runPlivo(['call', 'show', id, '--json'], { env: addresses(world) });
      expect(run.exit).toBe(6);
      expect(run.error()).toMatchObject({
        code: 'NOT_FOUND',
        message: `There is no call ${id}.`,
        commands: ['plivo call list'],
      });
    },
  );

  test.each([[[]], [['--no-input']]])(
    'reports a missing id to a script with %j before any request',
    async (flags) => {
      const world = await fastWorld();
      const run = await runPlivo(['call', 'show', ...flags], { env: everything(world) });
      expect(run.exit).toBe(2);
      expect(run.stdout).toBe('');
      expect(run.stderr).toContain('<call-id>');
      expect(run.stderr).toContain('plivo call list');
      expect(requestLines(world)).toEqual([]);
    },
  );

  test('names the argument in the error for a program', async () => {
    const run = await runPlivo(['call', 'show', '--json']);
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({
      code: 'INPUT_REQUIRED',
      commands: expect.arrayContaining(['plivo call list']),
      details: { missing: [{ flag: '<call-id>', env: null, what: 'call' }] },
    });
  });
});

describe('the transcript', () => {
  const words = 'Good morning, is this the front desk?';

  /** A world whose last call has these words of the agent in it. */
  async function worldWithWords(intro = words) {
    const world = await fastWorld();
    for (const agent of world.world().agents) agent.intro_message = intro;
    return { world, id: world.world().calls.at(-1)?.id ?? '' };
  }

  test('is shown with --transcript', async () => {
    const { world, id } = await worldWithWords();
    const env = everything(world);
    const run = await runPlivo(['call', 'show', id, '--transcript'], { env });
    const { transcript } = run.json<CallResult>();
    expect(transcript?.[0]).toEqual({ role: 'bot', content: words, at: expect.any(String) });
    const shown = await runPlivo(['call', 'show', id, '--transcript', '--no-json'], { env });
    expect(shown.stdout).toContain(words);
  });

  test.each([
    [['call', 'show']],
    [['call', 'show', '--no-json']],
    [['call', 'show', '--verbose']],
    [['call', 'list']],
    [['call', 'test', '+14155550142', '--yes', '--poll-interval', '0.1']],
    [['call', 'test', '+14155550142', '--yes', '--poll-interval', '0.1', '--no-json', '--verbose']],
    [['call', 'test', '+14155550142', '--yes', '--poll-interval', '0.1', '--events']],
  ])('is not shown elsewhere: %j', async (args) => {
    const { world, id } = await worldWithWords();
    const env = everything(world);
    const { transcript } = (
      await runPlivo(['call', 'show', id, '--transcript'], { env })
    ).json<CallResult>();
    // The agent's own words are also those of its intro message.
    const spoken = transcript?.find(({ role }) => role === 'user')?.content;
    expect(spoken).toEqual(expect.any(String));
    const run = await runPlivo(args[1] === 'show' ? [...args, id] : args, { env });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stdout + run.stderr).not.toContain(spoken);
  });

  test('is cleaned before a person sees it', async () => {
    const { world, id } = await worldWithWords('Hello\u001b[2J\u001b]0;owned\u0007 there');
    const run = await runPlivo(['call', 'show', id, '--transcript', '--no-json'], {
      env: everything(world),
    });
    expect(run.stdout).toContain('there');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject.
    expect(run.stdout).not.toMatch(/[\u0007\u001b]/);
  });

  test('is read once: call show never waits', async () => {
    const { world, id } = await worldWithWords();
    await runPlivo(['call', 'show', id], { env: addresses(world) });
    expect(requestLines(world)).toEqual([`GET /api/v2/calls/${id}`]);
  });
});

test('reads as many pages as --limit needs', async () => {
  const world = await fastWorld();
  const { calls } = world.world();
  const [one] = calls;
  while (one !== undefined && calls.length < 130) {
    const id = one.id.replace(/.{4}$/, String(calls.length + 3000));
    calls.push({ ...structuredClone(one), id });
  }
  const run = await runPlivo(['call', 'list', '--limit', '120'], { env: addresses(world) });
  const list = run.json<CallList>();
  expect(new Set(list.calls.map(({ call_id }) => call_id)).size).toBe(120);
  expect(list.total).toBe(130);
  expect(world.requests().map(({ path }) => path.split('?')[1])).toEqual([
    'limit=100',
    'limit=20&offset=100',
  ]);
});
