import { describe, expect, test } from 'vitest';
import { waitBeforeRead, watchCall } from '../../../src/commands/call/watch-call.ts';
import type { Call } from '../../../src/domain/vocobase/call.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import { aCall, listener, logMode, nobody, slowlessClock } from './parts.ts';

type Look = string | CliError;

/** An API that answers one look after the other; the last answer stays. */
function apiAnswering(looks: readonly Look[], baseUrl = 'https://api.vocobase.com/api/v2') {
  const clock = slowlessClock();
  const asked: number[] = [];
  const getCall = async (call_id: string): Promise<Call> => {
    const look = looks[Math.min(asked.length, looks.length - 1)];
    asked.push(clock.passed());
    if (look instanceof CliError) throw look;
    return aCall({ call_id, status: look ?? 'pending', processing_complete: true });
  };
  const log = listener();
  return {
    asked,
    said: log.said,
    ctx: { ...clock, mode: logMode, log, prompt: nobody },
    vocobase: { baseUrl, getCall },
  };
}

const options = { maxWaitSeconds: 180, pollSeconds: 10 };
const unreachable = new CliError('NETWORK_UNREACHABLE', { details: { reason: 'reset' } });

describe('looking at a call', () => {
  test('begins after two seconds, comes again soon, and goes on at the interval, to the end', async () => {
    const { asked, ctx, vocobase } = apiAnswering(['ringing', 'in_progress', 'completed']);
    const { call, timeline } = await watchCall(ctx, vocobase, aCall(), options);
    expect(call.status).toBe('completed');
    expect(asked).toEqual([2, 5, 15]);
    expect(timeline.map(({ status }) => status)).toEqual([
      'pending',
      'ringing',
      'in_progress',
      'completed',
    ]);
  });

  test('says each change once', async () => {
    const { ctx, vocobase, said } = apiAnswering(['pending', 'ringing', 'ringing', 'no_answer']);
    await watchCall(ctx, vocobase, aCall(), options);
    expect(said).toEqual(['Ringing (5 s)', 'No answer (25 s)']);
  });

  test('takes a status that is not known for a live one', async () => {
    const { ctx, vocobase } = apiAnswering(['dialing', 'machine_check', 'completed']);
    const { timeline } = await watchCall(ctx, vocobase, aCall(), options);
    expect(timeline.map(({ status }) => status)).toEqual([
      'pending',
      'dialing',
      'machine_check',
      'completed',
    ]);
  });

  test('ends with the live call when the time is up', async () => {
    const { asked, ctx, vocobase } = apiAnswering(['in_progress']);
    const { call } = await watchCall(ctx, vocobase, aCall(), { ...options, maxWaitSeconds: 25 });
    expect(call.status).toBe('in_progress');
    expect(asked).toEqual([2, 5, 15, 25]);
  });

  test('shows a line of 60 columns at most, with the age of the status', async () => {
    const { ctx, vocobase } = apiAnswering([
      'ringing',
      'a_status_nobody_has_heard_of',
      'completed',
    ]);
    const shown: string[] = [];
    const progress: typeof ctx.log.progress = (first, work) => {
      shown.push(first);
      return work((line) => shown.push(line));
    };
    const log = { ...ctx.log, progress };
    await watchCall({ ...ctx, log }, vocobase, aCall(), options);
    expect(shown).toContain('Ringing (0 s ago)  2 s  Ctrl-C stops watching');
    expect(shown).toContain('Ringing (2 s ago)  4 s  Ctrl-C stops watching');
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(58);
  });

  test('sends no more than ten call requests a minute, the start included', async () => {
    const { asked, ctx, vocobase } = apiAnswering(['ringing']);
    await watchCall(ctx, vocobase, aCall(), { maxWaitSeconds: 300, pollSeconds: 6 });
    const sent = [0, ...asked];
    for (const [index, first] of sent.entries()) {
      expect(sent.slice(index).filter((time) => time - first < 60).length).toBeLessThan(11);
    }
  });

  test('follows the interval alone on loopback', async () => {
    const { asked, ctx, vocobase } = apiAnswering(['ringing'], 'http://127.0.0.1:4010/api/v2');
    await watchCall(ctx, vocobase, aCall(), { maxWaitSeconds: 30, pollSeconds: 1 });
    expect(asked).toHaveLength(30);
  });

  test('does not begin for a call that has ended already', async () => {
    const { asked, ctx, vocobase } = apiAnswering(['completed']);
    await watchCall(ctx, vocobase, aCall({ status: 'failed' }), options);
    expect(asked).toEqual([]);
  });
});

describe('a look that fails', () => {
  test('is said, and the watching goes on', async () => {
    const { ctx, vocobase, said } = apiAnswering([
      unreachable,
      unreachable,
      'ringing',
      unreachable,
      unreachable,
      unreachable,
      'completed',
    ]);
    const { call } = await watchCall(ctx, vocobase, aCall(), options);
    expect(call.status).toBe('completed');
    expect(said.filter((line) => line.includes('NETWORK_UNREACHABLE'))).toHaveLength(5);
  });

  test('ends the watching when it comes four times in a row, with the id of the call', async () => {
    const { asked, ctx, vocobase } = apiAnswering(['ringing', unreachable]);
    const started = aCall();
    await expect(watchCall(ctx, vocobase, started, options)).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
      message: expect.stringContaining(started.call_id),
      commands: [`call show ${started.call_id}`],
      retryable: false,
      details: { call_id: started.call_id, status: 'ringing', reason: 'reset' },
    });
    expect(asked).toHaveLength(5);
  });

  test('at the end of the time is not told as a live call', async () => {
    const { ctx, vocobase } = apiAnswering(['ringing', unreachable]);
    await expect(
      watchCall(ctx, vocobase, aCall(), { ...options, maxWaitSeconds: 12 }),
    ).rejects.toMatchObject({ code: 'NETWORK_UNREACHABLE' });
  });
});

test('an interruption names the call, which goes on', async () => {
  const { ctx, vocobase } = apiAnswering(['ringing']);
  const started = aCall();
  const interrupted = { ...ctx, sleep: () => Promise.reject(new CliError('INTERRUPTED')) };
  await expect(watchCall(interrupted, vocobase, started, options)).rejects.toMatchObject({
    code: 'INTERRUPTED',
    message: `Stopped watching. The call continues. Its id is ${started.call_id}.`,
    commands: [`call show ${started.call_id}`],
    details: { call_id: started.call_id },
  });
});

describe('the wait before the next look', () => {
  test('is what is wanted while fewer than ten requests were sent', () => {
    expect(waitBeforeRead([0, 2000], 2000, 6000)).toBe(6000);
  });

  test('lasts until the tenth request back is a minute old', () => {
    const sent = [0, 2, 8, 14, 20, 26, 32, 38, 44, 50].map((second) => second * 1000);
    expect(waitBeforeRead(sent, 50_000, 6000)).toBe(10_000);
    expect(waitBeforeRead(sent, 59_000, 6000)).toBe(6000);
  });

  test('never lets more than ten fall into any minute', () => {
    const sent = [0];
    for (let now = 0; now < 600_000; ) {
      now += waitBeforeRead(sent, now, sent.length === 1 ? 2000 : 6000);
      sent.push(now);
    }
    for (const [index, first] of sent.entries()) {
      expect(sent.slice(index).filter((time) => time - first < 60_000).length).toBeLessThan(11);
    }
  });
});
