import { afterAll, describe, expect, test } from 'vitest';
import { errorCatalogue } from '../../../src/errors/catalogue/errors.ts';
import { symptoms } from '../../../src/errors/catalogue/symptoms.ts';
import { openSettings } from '../../../src/settings/store.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';
import { type CallResult, fastWorld, startedCalls } from './support.ts';

afterAll(removeFolders);

const quick = ['--poll-interval', '0.1'];
const agent = ['--agent', 'Demo Agent'];
const callTo = (to: string) => ['call', 'test', '--to', to, ...agent, ...quick, '--yes'];

describe('a script places a test call', () => {
  test('that completes: exit 0, every promised field, no diagnosis', async () => {
    const world = await fastWorld();
    const run = await runPlivo([...callTo('+14155550142'), '--var', 'name=Asha'], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(0);
    const call = run.json<CallResult>();
    expect(call).toEqual({
      call_id: expect.any(String),
      status: 'completed',
      provider: 'plivo',
      connection_id: expect.any(String),
      from_number: world.fromNumber,
      to_number: '+14155550142',
      agent_id: world.agentId,
      duration_seconds: 5,
      error_message: null,
      timeline: expect.any(Array),
      conversation: {
        complete: true,
        agent_turns: expect.any(Number),
        callee_turns: expect.any(Number),
        agent_first_spoke_after_seconds: expect.any(Number),
        credits_used: expect.any(Number),
        recording: expect.any(Boolean),
      },
      expectations: [],
      diagnosis: null,
    });
    expect(call.timeline.at(0)?.status).toBe('pending');
    expect(call.timeline.at(-1)?.status).toBe('completed');
    expect(startedCalls(world)).toEqual([
      {
        agent_id: world.agentId,
        to_number: '+14155550142',
        provider: 'plivo',
        connection_id: call.connection_id,
        variables: { name: 'Asha' },
      },
    ]);
  });

  test('and reads in the log what is dialed, that it is billed, and each change', async () => {
    const world = await fastWorld();
    const run = await runPlivo(callTo('+14155550142'), { env: everything(world) });
    const log = run.stderr.replace(/\s+/g, ' ');
    expect(log).toContain('Before the call: caller ID imported, Voice on, balance ');
    expect(log).toContain(`Test call to +14155550142 from ${world.fromNumber}`);
    expect(log).toContain('through the connection Plivo, with the agent Demo Agent.');
    expect(log).toMatch(/Call \S+ started\./);
    expect(log).toMatch(/Completed \(\d+ s\)/);
  });

  test.each([
    ['+15005550001', 'busy', 3010],
    ['+15005550002', 'no_answer', 3000],
    ['+15005550003', 'failed', 2030],
    ['+15005550004', 'failed', 3030],
    ['+15005550005', 'canceled', 1000],
  ])("that ends badly (%s, %s): exit 21 and Plivo's cause %i", async (to, status, code) => {
    const world = await fastWorld();
    const run = await runPlivo(callTo(to), { env: everything(world) });
    expect(run.exit, run.stderr).toBe(21);
    const call = run.json<CallResult>();
    expect(call.status).toBe(status);
    expect(call.diagnosis?.hangup_cause_code).toBe(code);
    expect(call.diagnosis?.cause).toContain(`(${code})`);
    for (const command of call.diagnosis?.commands ?? []) expect(command).toMatch(/^plivo /);
  });

  test.each([
    [
      '+15005550001',
      /\n\nThe line was busy\n[\s\S]+\n\nWho can act {2}the person called\n- [^\n]+\n$/,
    ],
    ['+15005550005', /\n\nCanceled before anyone answered\n[\s\S]+ended by API Request\.\n$/],
  ])('to %s: who can act and what to do come last, if there is anything to do', async (to, end) => {
    const world = await fastWorld();
    const run = await runPlivo([...callTo(to), '--no-json'], { env: everything(world) });
    expect(run.stdout).toMatch(end);
  });

  test('that drops after two seconds: exit 0, and a diagnosis', async () => {
    const world = await fastWorld();
    const run = await runPlivo(callTo('+15005550007'), { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json<CallResult>().diagnosis).toMatchObject({
      title: 'The call was answered and dropped after 2 s',
      hangup_cause_code: 4010,
    });
  });

  test('that reaches a voicemail: explained as such', async () => {
    const world = await fastWorld();
    const run = await runPlivo(callTo('+15005550006'), { env: everything(world) });
    expect(run.json<CallResult>().diagnosis?.title).toMatch(/voicemail/i);
  });

  test('without Plivo credentials: the diagnosis says how to learn more', async () => {
    const world = await fastWorld();
    const run = await runPlivo(callTo('+15005550001'), { env: addresses(world) });
    expect(run.exit).toBe(21);
    const { diagnosis, call_id } = run.json<CallResult>();
    expect(diagnosis?.hangup_cause_code).toBeNull();
    expect(diagnosis?.remedies.join(' ')).toContain('PLIVO_AUTH_ID');
    expect(diagnosis?.commands).toContain(`plivo call show ${call_id}`);
  });

  test('when Plivo cannot be asked: the call decides the exit code, and the reason is shown', async () => {
    const world = await fastWorld({ scenario: 'carrier-blocked' });
    const run = await runPlivo(callTo('+15005550001'), { env: everything(world) });
    expect(run.exit, run.stderr).toBe(21);
    expect(run.json<CallResult>().diagnosis?.cause).toContain("Plivo's record could not be read");
  });

  test('with a malformed token in the environment: a warning, and the call takes place', async () => {
    const world = await fastWorld();
    const env = { ...everything(world), PLIVO_AUTH_TOKEN: 'short' };
    const run = await runPlivo(callTo('+14155550142'), { env });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stderr).toContain('PLIVO_AUTH_TOKEN');
  });

  test('whose credentials Plivo refuses: reported as such', async () => {
    const world = await fastWorld({ scenario: 'token-fails-at-call' });
    const run = await runPlivo(callTo('+14155550142'), { env: everything(world) });
    expect(run.exit, run.stderr).toBe(21);
    expect(run.json<CallResult>().diagnosis).toMatchObject({
      title: errorCatalogue().PLIVO_UNAUTHORIZED.title,
      commands: expect.arrayContaining(['plivo credentials rotate']),
    });
  });
});

describe('--expect makes the call a test', () => {
  const both = ['--expect', 'agent-spoke,callee-spoke'];

  test.each([
    ['+14155550142', 0, ['met', 'met'], null],
    ['+15005550008', 21, ['unmet', 'met'], 'The call completed, but the agent said nothing'],
    ['+15005550009', 21, ['met', 'unmet'], 'The call completed, but the callee was never heard'],
    ['+15005550001', 21, ['unmet', 'unmet'], 'The line was busy'],
  ])('a call to %s: exit %i, %j', async (to, exit, statuses, title) => {
    const world = await fastWorld();
    const run = await runPlivo([...callTo(to), ...both], { env: everything(world) });
    expect(run.exit, run.stderr).toBe(exit);
    const call = run.json<CallResult>();
    expect(call.expectations.map(({ status }) => status)).toEqual(statuses);
    expect(call.diagnosis?.title ?? null).toBe(title);
  });

  test('exits with 0 for a silent call without --expect, and explains it', async () => {
    const world = await fastWorld();
    const run = await runPlivo(callTo('+15005550008'), { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    const { expectations, diagnosis, call_id } = run.json<CallResult>();
    expect(expectations).toEqual([]);
    expect(diagnosis).toMatchObject({
      actor: 'you',
      commands: [`plivo agents show ${world.agentId}`, expect.stringContaining('call test +1500')],
    });
    expect(diagnosis?.remedies.join(' ')).toContain(call_id);
  });

  test('exits with 8 for a call that is still live', async () => {
    const world = await openWorld({ scenario: 'healthy', secondsPerStep: 600 });
    const run = await runPlivo([...callTo('+14155550142'), ...both, '--max-wait', '1'], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(8);
    expect(run.json<CallResult>().expectations.map(({ status }) => status)).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  test.each([
    [['--expect', 'agent'], 'INVALID_VALUE'],
    [['--expect', ''], 'INVALID_VALUE'],
    [[...both, '--no-wait'], 'USAGE'],
  ])('refuses %j with %s', async (args, code) => {
    const world = await fastWorld();
    const run = await runPlivo([...callTo('+14155550142'), ...args, '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({ code });
    expect(requestLines(world)).toEqual([]);
  });
});

test('explains a failed call from its message without Plivo credentials', async () => {
  const world = await fastWorld();
  const run = await runPlivo(callTo('+15005550010'), { env: addresses(world) });
  expect(run.exit, run.stderr).toBe(21);
  expect(run.json<CallResult>().diagnosis).toMatchObject({
    title: symptoms['no-route-to-destination'].title,
    hangup_cause_code: null,
  });
});

test('prints each change of the call as one line with --events', async () => {
  const world = await fastWorld();
  const run = await runPlivo([...callTo('+14155550142'), '--events'], { env: everything(world) });
  const events = run.stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const changes = events.filter(({ event }) => event === 'call');
  expect(changes.at(0)).toMatchObject({ status: 'pending', at: expect.any(String) });
  expect(changes.at(-1)).toMatchObject({
    status: 'completed',
    call_id: run.json<CallResult>().call_id,
  });
});

describe('before the call is billed', () => {
  const log = async (scenario: string, to = '+14155550142') => {
    const world = await fastWorld({ scenario });
    const run = await runPlivo(callTo(to), { env: everything(world) });
    return run.stderr.replace(/\s+/g, ' ');
  };

  test.each([
    ['carrier-no-credit', /This call will fail: The Plivo account has no credit/],
    ['no-balance', /This call will fail: The Vocobase balance is used up/],
    ['concurrency-full', /This call will fail: No call slot is free \(5 of 5 in use\)/],
    ['plivo-not-allowed', /This call will fail: Plivo is not enabled/],
    ['caller-id-unknown', /The caller ID \+\d+ is not imported/],
    ['carrier-trial', /The Plivo account is a trial/],
  ])('shows %s, and tries the call anyway', async (scenario, words) => {
    expect(await log(scenario)).toMatch(words);
  });

  test('shows that a call to the caller ID itself will fail', async () => {
    expect(await log('healthy', '+14155550100')).toContain('is the caller ID itself');
  });

  test('asks nothing more with --json, because no one could read it', async () => {
    const world = await fastWorld();
    await runPlivo([...callTo('+14155550142'), '--json'], { env: everything(world) });
    expect(requestLines(world)).not.toContain('GET /api/v2/calls/concurrency');
  });
});

describe('the number to call', () => {
  test('can be an argument', async () => {
    const world = await fastWorld();
    const args = ['call', 'test', '+14155550142', '--yes', '--no-wait'];
    const run = await runPlivo(args, { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    expect(startedCalls(world)).toMatchObject([
      { to_number: '+14155550142', agent_id: world.agentId },
    ]);
  });

  test('is USAGE when given twice with different values', async () => {
    const world = await fastWorld();
    const run = await runPlivo([...callTo('+14155550142'), '+14155550143', '--json'], {
      env: everything(world),
    });
    expect(run.error()).toMatchObject({ code: 'USAGE', exit_code: 2 });
    expect(requestLines(world)).toEqual([]);
  });
});

describe('the agent', () => {
  test('must be named for an account with several', async () => {
    const world = await fastWorld();
    const [agent] = world.world().agents;
    if (agent === undefined) throw new Error('a healthy world has an agent');
    world.world().agents.push({
      ...structuredClone(agent),
      id: '1a9e4b10-5a4d-4b0c-8d3e-000000000001',
      agent_name: 'Other',
    });
    const args = ['call', 'test', '+14155550142', '--yes', '--json'];
    const run = await runPlivo(args, { env: everything(world) });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({
      code: 'INPUT_REQUIRED',
      hints: [expect.stringContaining('Demo Agent')],
      details: { missing: [{ flag: '--agent', env: 'VOCOBASE_AGENT_ID', what: 'agent' }] },
    });
    expect(startedCalls(world)).toEqual([]);
    const env = { ...everything(world), VOCOBASE_AGENT_ID: 'Other' };
    await runPlivo([...args, '--no-wait'], { env });
    expect(startedCalls(world)).toMatchObject([
      { agent_id: '1a9e4b10-5a4d-4b0c-8d3e-000000000001' },
    ]);
  });
});

describe('a call that is not followed to its end', () => {
  test('returns at once with --no-wait: exit 0, the status as the API sent it', async () => {
    const world = await openWorld({ scenario: 'healthy' });
    const run = await runPlivo([...callTo('+15005550001'), '--no-wait'], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.json<CallResult>()).toMatchObject({
      status: 'pending',
      diagnosis: { actor: 'nobody: nothing is wrong', hangup_cause_code: null },
    });
    const reads = requestLines(world).filter((line) => line.startsWith('GET /api/v2/calls'));
    expect(reads).toEqual(['GET /api/v2/calls/concurrency']);
  });

  test('exits with 8 and the status after --max-wait', async () => {
    const world = await openWorld({ scenario: 'healthy', secondsPerStep: 600 });
    const run = await runPlivo([...callTo('+14155550142'), '--max-wait', '1'], {
      env: everything(world),
    });
    expect(run.exit, run.stderr).toBe(8);
    const call = run.json<CallResult>();
    expect(call.status).toBe('pending');
    expect(call.diagnosis?.commands).toContain(`plivo call show ${call.call_id}`);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops watching on %s and names the call: exit %i', async (name, exit) => {
    const world = await openWorld({ scenario: 'healthy', secondsPerStep: 600 });
    const run = await runPlivo(callTo('+14155550142'), {
      env: everything(world),
      signal: { name, when: (stderr) => /Call \S+ started/.test(stderr) },
    });
    expect(run.exit).toBe(exit);
    expect(run.stdout).toBe('');
    const id = world.world().calls.at(-1)?.id ?? '';
    expect(run.stderr.replace(/\s+/g, ' ')).toContain(`The call continues. Its id is ${id}`);
    expect(run.stderr).toContain(`plivo call show ${id}`);
    expect(world.world().calls.at(-1)?.settled).toBe(false);
  });
});

describe('the connection to call from', () => {
  test('is refused with the candidates before dialing when there are several', async () => {
    const world = await fastWorld({ scenario: 'two-connections' });
    const run = await runPlivo([...callTo('+14155550142'), '--json'], { env: everything(world) });
    expect(run.exit).toBe(6);
    expect(run.stdout).toBe('');
    const error = run.error<{ details: { connections: { connection_id: string }[] } }>();
    expect(error.code).toBe('CONNECTION_AMBIGUOUS');
    expect(error.details.connections).toHaveLength(2);
    expect(startedCalls(world)).toEqual([]);
  });

  test('is named by the flag, in any case', async () => {
    const world = await fastWorld({ scenario: 'two-connections' });
    const args = [...callTo('+14155550142'), '--connection', 'plivo india - sales', '--no-wait'];
    const run = await runPlivo(args, { env: everything(world) });
    expect(run.exit, run.stderr).toBe(0);
    const second = world.world().connections.find(({ name }) => name === 'Plivo India - Sales');
    expect(run.json<CallResult>().connection_id).toBe(second?.id);
  });

  test('is the remembered one unless the flag names another', async () => {
    const world = await fastWorld({ scenario: 'two-connections' });
    const [first, second] = world.world().connections.map(({ id }) => id);
    const folder = await remember('connection', first);
    const env = { ...everything(world), VOCOBASE_CONFIG_DIR: folder };
    const args = [...callTo('+14155550142'), '--no-wait'];
    expect((await runPlivo(args, { env })).json<CallResult>().connection_id).toBe(first);
    const flagged = await runPlivo([...args, '--connection', second ?? ''], { env });
    expect(flagged.json<CallResult>().connection_id).toBe(second);
  });

  test('is NOT_FOUND when the remembered one no longer exists, and nothing is dialed', async () => {
    const world = await fastWorld();
    const folder = await remember('connection', '00000000-0000-4000-8000-000000000000');
    const run = await runPlivo([...callTo('+14155550142'), '--json'], {
      env: { ...everything(world), VOCOBASE_CONFIG_DIR: folder },
    });
    expect(run.exit).toBe(6);
    expect(run.error()).toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('remembered'),
      commands: expect.arrayContaining(['plivo connections use --clear']),
    });
    expect(startedCalls(world)).toEqual([]);
  });
});

describe('missing and malformed input', () => {
  test('lists the number and the consent at once', async () => {
    const world = await fastWorld();
    const run = await runPlivo(['call', 'test', '--json'], { env: everything(world) });
    expect(run.exit).toBe(2);
    expect(run.stdout).toBe('');
    const error = run.error<{ details: { missing: { flag: string }[] } }>();
    expect(error.code).toBe('INPUT_REQUIRED');
    expect(error.details.missing.map(({ flag }) => flag)).toEqual(['--to', '--yes']);
    expect(requestLines(world)).toEqual([]);
  });

  test('uses the remembered number and agent instead of flags', async () => {
    const world = await fastWorld();
    const folder = await remember('call_to', '+14155550142');
    await remember('agent', 'Demo Agent', folder);
    const run = await runPlivo(['call', 'test', '--yes', '--no-wait'], {
      env: { ...everything(world), VOCOBASE_CONFIG_DIR: folder },
    });
    expect(run.exit, run.stderr).toBe(0);
    expect(startedCalls(world)).toMatchObject([{ to_number: '+14155550142' }]);
  });

  test('requires consent, because the call is billed', async () => {
    const world = await fastWorld();
    const run = await runPlivo(['call', 'test', '--to', '+14155550142', ...agent, '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({ code: 'CONFIRMATION_REQUIRED' });
    expect(requestLines(world)).toEqual([]);
  });

  test.each([
    [['--to', '4155550142'], 'INVALID_PHONE_NUMBER'],
    [['--var', 'a b=c'], 'INVALID_VALUE'],
    [['--var', 'name'], 'INVALID_VALUE'],
    [['--max-wait', 'long'], 'INVALID_VALUE'],
    [['--max-wait', '0'], 'INVALID_VALUE'],
    [['--poll-interval', '-1'], 'INVALID_VALUE'],
  ])('refuses %j with %s', async (args, code) => {
    const world = await fastWorld();
    const run = await runPlivo([...callTo('+14155550142'), ...args, '--json'], {
      env: everything(world),
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({ code });
    expect(requestLines(world)).toEqual([]);
  });

  test('allows a poll interval below 6 s on loopback only', async () => {
    const run = await runPlivo([...callTo('+14155550142'), '--json'], {
      env: { VOCOBASE_BASE_URL: 'https://api.invalid/v2', VOCOBASE_API_KEY: 'rg_live_none' },
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({ code: 'INVALID_VALUE' });
  });

  test('refuses an empty token with EMPTY_SECRET', async () => {
    const world = await fastWorld();
    const run = await runPlivo([...callTo('+14155550142'), '--json'], {
      env: { ...everything(world), PLIVO_AUTH_TOKEN: '' },
    });
    expect(run.exit).toBe(2);
    expect(run.error()).toMatchObject({ code: 'EMPTY_SECRET' });
    expect(requestLines(world)).toEqual([]);
  });
});

test('shows the call with --dry-run, and starts none', async () => {
  const world = await fastWorld();
  const run = await runPlivo(
    ['call', 'test', '--to', '+14155550142', '--agent', world.agentId, '--dry-run'],
    { env: everything(world) },
  );
  expect(run.exit, run.stderr).toBe(0);
  expect(run.json()).toEqual({
    dry_run: true,
    requests: [
      {
        method: 'POST',
        url: `${world.vocobaseBaseUrl}/calls/start`,
        body: {
          agent_id: world.agentId,
          to_number: '+14155550142',
          provider: 'plivo',
          connection_id: expect.any(String),
        },
      },
    ],
  });
  expect(startedCalls(world)).toEqual([]);
});

async function remember(
  name: 'connection' | 'agent' | 'call_to',
  value: string | undefined,
  folder?: string,
): Promise<string> {
  const into = folder ?? (await settingsFolder());
  const settings = await openSettings({ folder: into, profile: {}, onWarning: () => {} });
  await settings.write(name, value);
  return into;
}
