import { describe, expect, test } from 'vitest';
import { diagnoseCall } from '../../../src/commands/call/diagnose.ts';
import { buildResult } from '../../../src/commands/call/result.ts';
import { viewCall } from '../../../src/commands/call/view.ts';
import type { CarrierCall } from '../../../src/domain/plivo/account.ts';
import type { Call } from '../../../src/domain/vocobase/call.ts';
import { errorCatalogue } from '../../../src/errors/catalogue/errors.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import { createStyle } from '../../../src/output/style.ts';
import type { Carrier } from '../../../src/ports/carrier.ts';
import { aCall, listener, logMode, slowlessClock } from './parts.ts';

const style = createStyle({ columns: 100, called: { program: 'plivo', sandbox: null } });
const credentials = { authId: 'MAEXAMPLE00000000001', authToken: 'a'.repeat(40) };
const created = new Date(Date.UTC(2026, 0, 1, 9, 59)).toISOString();
const ended = new Date(Date.UTC(2026, 0, 1, 10)).toISOString();

function record(facts: Partial<CarrierCall>): CarrierCall {
  return {
    call_uuid: '11111111-2222-4333-8444-555555555555',
    from_number: '+14155550100',
    to_number: '+14155550101',
    direction: 'outbound',
    initiation_time: null,
    answer_time: null,
    end_time: ended,
    bill_duration: 0,
    hangup_cause_code: 3030,
    hangup_cause_name: 'Unknown Caller ID',
    hangup_source: 'Carrier',
    ...facts,
  };
}

/** A Plivo that gives one list of records after the other; the last one stays. */
function plivo(...answers: (readonly CarrierCall[] | CliError)[]) {
  const clock = slowlessClock();
  const asked: Parameters<Carrier['calls']>[0][] = [];
  const carrier: Pick<Carrier, 'calls'> = {
    calls: async (filter) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
      asked.push(filter);
      if (answer instanceof CliError) throw answer;
      return answer;
    },
  };
  const ctx = {
    ...clock,
    log: listener(),
    mode: logMode,
    carrier: async () => carrier as Carrier,
  };
  return { ctx, asked, passed: clock.passed };
}

function endedCall(facts: Partial<Call>): Call {
  return aCall({ created_at: created, ended_at: ended, duration_seconds: 0, ...facts });
}

describe('a call that needs no explanation', () => {
  test.each([
    ['completed and long enough', { status: 'completed', duration_seconds: 42 }],
    ['completed, of unknown length', { status: 'COMPLETED', duration_seconds: null }],
  ])('%s', async (_, facts) => {
    const { ctx, asked } = plivo([record({})]);
    expect(await diagnoseCall(ctx, endedCall(facts), credentials)).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe("with Plivo's record", () => {
  test('explains what happened, who can act, and what to do', async () => {
    const { ctx, asked } = plivo([record({})]);
    const call = endedCall({ status: 'failed', error_message: 'Unknown Caller ID' });
    const diagnosis = await diagnoseCall(ctx, call, credentials);
    expect(diagnosis).toMatchObject({
      actor: 'you',
      cause: expect.stringContaining(
        "Plivo's record says: Unknown Caller ID (3030), ended by Carrier.",
      ),
      commands: expect.arrayContaining(['plivo doctor']),
      hangup_cause_code: 3030,
    });
    expect(diagnosis?.remedies.length).toBeGreaterThan(0);
    expect(asked).toEqual([
      {
        to: '+14155550101',
        from: '+14155550100',
        endedAfter: new Date(Date.parse(created) - 120_000),
        endedBefore: new Date(Date.parse(ended) + 120_000),
      },
    ]);
  });

  test('asks again when the record comes late', async () => {
    const { ctx, asked, passed } = plivo([], [], [record({})]);
    const diagnosis = await diagnoseCall(ctx, endedCall({ status: 'failed' }), credentials);
    expect(diagnosis?.hangup_cause_code).toBe(3030);
    expect(asked).toHaveLength(3);
    expect(passed()).toBe(5);
  });

  test.each([
    ['in a log, on a line of its own', false],
    ['beside a spinner, in its label', true],
  ])('says what it waits for: %s', async (_, animated) => {
    const { ctx } = plivo([], [record({})]);
    const labels: string[] = [];
    const progress: typeof ctx.log.progress = (first, work) => {
      labels.push(first);
      return work((next) => labels.push(next));
    };
    const seen = { ...ctx, mode: { ...logMode, animated }, log: { ...ctx.log, progress } };
    await diagnoseCall(seen, endedCall({ status: 'failed' }), credentials);
    const waiting = "Waiting for Plivo's record of the call, up to 10 s";
    expect(labels).toEqual(["Reading Plivo's record of the call", waiting]);
    expect(ctx.log.said).toEqual(animated ? [] : [waiting]);
  });

  test('mentions no wait when the record arrives at once', async () => {
    const { ctx } = plivo([record({})]);
    await diagnoseCall(ctx, endedCall({ status: 'failed' }), credentials);
    expect(ctx.log.said).toEqual([]);
  });

  test.each([
    ['refused to place, at once', 'outbound calling is disabled', 1, 0],
    ['ended for a reason that its log gives', 'No route to destination', 4, 10],
  ])('gives up on a call that Plivo %s', async (_, error_message, reads, waited) => {
    const { ctx, asked, passed } = plivo([]);
    await diagnoseCall(ctx, endedCall({ status: 'failed', error_message }), credentials);
    expect([asked.length, passed()]).toEqual([reads, waited]);
  });

  test('starts with the seconds for a call that rang and dropped', async () => {
    const { ctx } = plivo([record({ hangup_cause_code: 7011, hangup_cause_name: 'x' })]);
    const call = endedCall({ status: 'completed', duration_seconds: 2 });
    expect(await diagnoseCall(ctx, call, credentials)).toMatchObject({
      title: 'The call was answered and dropped after 2 s',
      actor: 'Vocobase',
      hangup_cause_code: 7011,
    });
  });

  test('leads to Vocobase with the id when the instructions ended seconds after the answer', async () => {
    const { ctx } = plivo([
      record({ hangup_cause_code: 4010, hangup_cause_name: 'End Of XML Instructions' }),
    ]);
    const call = endedCall({ status: 'completed', duration_seconds: 2 });
    const diagnosis = await diagnoseCall(ctx, call, credentials);
    expect(diagnosis).toMatchObject({
      title: 'The call was answered and dropped after 2 s',
      actor: 'Vocobase',
      remedies: [expect.stringContaining(call.call_id)],
    });
    expect(diagnosis?.cause).toContain('End Of XML Instructions (4010)');
    expect(JSON.stringify(diagnosis)).not.toMatch(/normal end|Nothing|its length/);
  });

  test('does not repeat the same message from Plivo and Vocobase', async () => {
    const { ctx } = plivo([record({})]);
    const call = endedCall({ status: 'failed', error_message: 'unknown caller ID.' });
    const diagnosis = await diagnoseCall(ctx, call, credentials);
    expect(diagnosis?.cause.match(/unknown caller id/gi)).toHaveLength(1);
    const text = viewCall(
      {
        call: buildResult(call, { timeline: [], diagnosis }),
        ended: true,
        names: { agent: null, connection: null },
      },
      style,
    );
    expect(text.match(/unknown caller id/gi)).toHaveLength(1);
    const otherwise = endedCall({ status: 'failed', error_message: 'Trunk gone' });
    const both = await diagnoseCall(ctx, otherwise, credentials);
    expect(both?.cause).toContain('Vocobase says: Trunk gone.');
  });

  test('shows a code that is not in the table', async () => {
    const { ctx } = plivo([record({ hangup_cause_code: 4242, hangup_cause_name: 'New Cause' })]);
    const diagnosis = await diagnoseCall(ctx, endedCall({ status: 'failed' }), credentials);
    expect(diagnosis).toMatchObject({ actor: 'Plivo support', hangup_cause_code: 4242 });
    expect(diagnosis?.cause).toContain('New Cause (4242)');
    expect(diagnosis?.cause).toContain("not in Plivo's published table");
  });

  test('says when the record has no code', async () => {
    const { ctx } = plivo([
      record({ hangup_cause_code: null, hangup_cause_name: null, hangup_source: null }),
    ]);
    const diagnosis = await diagnoseCall(ctx, endedCall({ status: 'failed' }), credentials);
    expect(diagnosis?.cause).toContain('contains no hangup cause');
    expect(diagnosis?.hangup_cause_code).toBeNull();
  });

  test('explains a voicemail', async () => {
    const { ctx } = plivo([record({ hangup_cause_code: 9100, hangup_cause_name: 'x' })]);
    const call = endedCall({
      status: 'completed',
      duration_seconds: 30,
      disposition: 'voicemail',
    });
    expect(await diagnoseCall(ctx, call, credentials)).toMatchObject({
      title: expect.stringContaining('voicemail'),
      commands: [
        `plivo agents show ${call.agent_id}`,
        `plivo agents voicemail ${call.agent_id} --enable --message <text>`,
      ],
      hangup_cause_code: 9100,
    });
  });
});

describe("without Plivo's record", () => {
  test.each([
    ['busy', {}, /busy/],
    ['no_answer', {}, /answered/],
    ['canceled', {}, /canceled/],
    ['failed', {}, /failed/],
    ['failed', { disposition: 'blocked' }, /blocked/],
    ['completed', { duration_seconds: 3 }, /dropped after 3 s/],
    ['completed', { disposition: 'voicemail' }, /voicemail/],
  ])('says what the status %s %j allows', async (status, facts, title) => {
    const { ctx, asked } = plivo([record({})]);
    const diagnosis = await diagnoseCall(ctx, endedCall({ status, ...facts }), null);
    expect(diagnosis?.title).toMatch(title);
    expect(diagnosis?.hangup_cause_code).toBeNull();
    expect(asked).toEqual([]);
  });

  test.each(['busy', 'no_answer', 'canceled', 'failed'])(
    'includes how to learn more among the remedies: %s',
    async (status) => {
      const call = endedCall({ status });
      const diagnosis = await diagnoseCall(plivo().ctx, call, null);
      expect(diagnosis?.remedies.join(' ')).toContain('PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN');
      expect(diagnosis?.commands).toContain(`plivo call show ${call.call_id}`);
    },
  );

  test('explains an error message that is the name of a hangup cause', async () => {
    const call = endedCall({ status: 'failed', error_message: 'destination country barred' });
    const diagnosis = await diagnoseCall(plivo().ctx, call, null);
    expect(diagnosis?.cause).toContain("Plivo's hangup cause 2030");
    expect(diagnosis?.hangup_cause_code).toBeNull();
  });

  test('repeats any other error message', async () => {
    const call = endedCall({ status: 'failed', error_message: 'Trunk gone' });
    const diagnosis = await diagnoseCall(plivo().ctx, call, null);
    expect(diagnosis?.cause).toContain('Vocobase says: Trunk gone.');
  });

  test('says when Plivo could not be asked, without failing', async () => {
    const refused = new CliError('PLIVO_UNAUTHORIZED');
    const { ctx } = plivo(refused);
    const diagnosis = await diagnoseCall(ctx, endedCall({ status: 'failed' }), credentials);
    expect(diagnosis?.cause).toContain(`could not be read: ${refused.message}`);
  });

  test('says which account has no record, with the Auth ID masked', async () => {
    const { ctx, asked } = plivo([]);
    const diagnosis = await diagnoseCall(ctx, endedCall({ status: 'busy' }), credentials);
    expect(diagnosis?.cause).toContain('do not show the call');
    expect(diagnosis?.cause).not.toContain(credentials.authId);
    expect(asked).toHaveLength(4);
  });

  test('does not wait for the record of an old call', async () => {
    const { ctx, asked, passed } = plivo([]);
    const old = { created_at: '2025-12-01T10:00:00Z', ended_at: '2025-12-01T10:01:00Z' };
    await diagnoseCall(ctx, endedCall({ status: 'busy', ...old }), credentials);
    expect(asked).toHaveLength(1);
    expect(passed()).toBe(0);
  });

  test('does not ask Plivo about a call of another carrier', async () => {
    const { ctx, asked } = plivo([record({})]);
    const call = endedCall({ status: 'failed', provider: 'TWILIO' });
    const diagnosis = await diagnoseCall(ctx, call, credentials);
    expect(diagnosis?.title).toBe('The call failed');
    expect(asked).toEqual([]);
  });

  test('cannot look for a call without any time', async () => {
    const { ctx, asked } = plivo([record({})]);
    const call = endedCall({ status: 'failed', created_at: null, ended_at: null });
    const diagnosis = await diagnoseCall(ctx, call, credentials);
    expect(diagnosis?.cause).toContain('no time or number');
    expect(asked).toEqual([]);
  });
});

test('looks for no record when Plivo refused the credentials', async () => {
  const { ctx, asked } = plivo([record({})]);
  const call = endedCall({ status: 'failed', error_message: 'Plivo answered 401 Unauthorized' });
  expect(await diagnoseCall(ctx, call, credentials)).toMatchObject({
    title: errorCatalogue().PLIVO_UNAUTHORIZED.title,
    commands: ['plivo credentials rotate', 'plivo doctor'],
  });
  expect(asked).toEqual([]);
});

test.each([
  ['pending', /not dial+ed yet/],
  ['ringing', /ringing/],
  ['in progress', /call/],
  ['machine_check', /has the status "machine_check"/],
])('describes a live call (%s) without asking Plivo', async (status, title) => {
  const { ctx, asked } = plivo([record({})]);
  const diagnosis = await diagnoseCall(ctx, aCall({ status }), credentials);
  expect(diagnosis?.title).toMatch(title);
  expect(asked).toEqual([]);
});

test.each([
  ['default', ' --sandbox'],
  ['voicemail', ' --sandbox --scenario voicemail'],
])('keeps commands in the sandbox that they come from (%s)', async (sandbox, flags) => {
  const scenario = sandbox === 'default' ? undefined : sandbox;
  const ctx = { ...plivo().ctx, mode: { ...logMode, sandbox, scenario } };
  const diagnosis = await diagnoseCall(ctx, endedCall({ status: 'busy' }), null);
  for (const command of diagnosis?.commands ?? []) expect(command.endsWith(flags)).toBe(true);
});

test('passes an interruption on', async () => {
  const { ctx } = plivo([]);
  const interrupted = { ...ctx, sleep: () => Promise.reject(new CliError('INTERRUPTED')) };
  await expect(
    diagnoseCall(interrupted, endedCall({ status: 'busy' }), credentials),
  ).rejects.toMatchObject({ code: 'INTERRUPTED' });
});

test("does not read another carrier's message as Plivo's", async () => {
  const { ctx, asked } = plivo([record({})]);
  const call = endedCall({
    provider: 'twilio',
    status: 'failed',
    error_message: 'Destination Country Barred',
  });
  const diagnosis = await diagnoseCall(ctx, call, credentials);
  expect(asked).toEqual([]);
  expect(diagnosis?.cause).toContain('Destination Country Barred');
  expect(JSON.stringify(diagnosis)).not.toContain('Plivo');
  expect(diagnosis?.remedies.join(' ')).toContain('twilio');
});

test.each([
  ['failed', 'Failed\n'],
  ['busy', 'Failed: Busy\n'],
])('a mark in words does not repeat the status: %s', (status, head) => {
  const words = createStyle({
    columns: 80,
    called: { program: 'plivo', sandbox: null },
    accessible: true,
  });
  const call = buildResult(endedCall({ status }), { timeline: [], diagnosis: null });
  const names = { agent: null, connection: null };
  expect(viewCall({ call, ended: true, names }, words).startsWith(head)).toBe(true);
});
