import { describe, expect, test } from 'vitest';
import { waitBeforeRead, watchCall } from '../../../src/commands/call/watch-call.ts';
import type { Call } from '../../../src/domain/vocobase/call.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import { aCall, aSession, listener, logMode, nobody, slowlessClock } from './parts.ts';

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

describe('watching a call', () => {
  test('reads after two seconds, soon again, then at the interval, until the end', async () => {
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

  test('reports each change once', async () => {
    const { ctx, vocobase, said } = apiAnswering(['pending', 'ringing', 'ringing', 'no_answer']);
    await watchCall(ctx, vocobase, aCall(), options);
    expect(said).toEqual(['Ringing (5 s)', 'No answer (25 s)']);
  });

  test('counts an unknown status as live', async () => {
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

  test('shows a line of at most 60 columns, with the age of the status', async () => {
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
    expect(shown).toContain('Ringing  2 s  Ctrl-C stops watching');
    expect(shown).toContain('Ringing  4 s  as of 2 s ago  Ctrl-C stops watching');
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

  test('follows only the interval on loopback', async () => {
    const { asked, ctx, vocobase } = apiAnswering(['ringing'], 'http://127.0.0.1:4010/api/v2');
    await watchCall(ctx, vocobase, aCall(), { maxWaitSeconds: 30, pollSeconds: 1 });
    expect(asked).toHaveLength(30);
  });

  test('does not start for a call that has already ended', async () => {
    const { asked, ctx, vocobase } = apiAnswering(['completed']);
    await watchCall(ctx, vocobase, aCall({ status: 'failed' }), options);
    expect(asked).toEqual([]);
  });
});

describe("Vocobase's record of the conversation", () => {
  const words = [{ role: 'bot', content: 'Hello.', timestamp: null }];
  const open = { status: 'completed', processing_complete: false };

  /** An API that answers these facts, one read after the other; the last ones stay. */
  function apiGiving(replies: readonly (Partial<Call> | CliError)[]) {
    const { asked, ctx, vocobase, said } = apiAnswering([]);
    const getCall = async (call_id: string): Promise<Call> => {
      const reply = replies[Math.min(asked.length, replies.length - 1)];
      asked.push((ctx.now().getTime() - Date.UTC(2026, 0, 1, 10)) / 1000);
      if (reply instanceof CliError) throw reply;
      return aCall({ call_id, ...reply });
    };
    return { asked, ctx, said, vocobase: { ...vocobase, getCall } };
  }

  const reads = async (replies: readonly (Partial<Call> | CliError)[], changes = {}) => {
    const api = apiGiving(replies);
    const watched = await watchCall(api.ctx, api.vocobase, aCall(), { ...options, ...changes });
    return { ...api, ...watched };
  };

  test.each<[string, Partial<Call>]>([
    ['is final', { status: 'completed', processing_complete: true, session: null }],
    ['has words', { ...open, session: aSession({ transcript: words }) }],
    ['cannot exist, because nobody answered', { ...open, status: 'no_answer' }],
    ['cannot exist, because the call failed', { ...open, status: 'failed' }],
  ])('is not waited for: %s', async (_name, reply) => {
    expect((await reads([reply])).asked).toEqual([2]);
  });

  test('is waited for until it is final', async () => {
    const final = { status: 'completed', processing_complete: true };
    const { asked, call, said } = await reads([open, open, final]);
    expect(asked).toEqual([2, 4, 7]);
    expect(call.processing_complete).toBe(true);
    const waiting = "Waiting for Vocobase's record of the conversation, up to 30 s";
    expect(said).toEqual(['Completed (2 s)', waiting]);
  });

  test.each<[string, Partial<Call>]>([
    ['is never final', open],
    ['has no session', { status: 'completed', session: null }],
    [
      'does not say whether it is final',
      { status: 'completed', session: aSession({ transcript: [] }) },
    ],
    [
      'belongs to a call that ended in other words',
      { status: 'hung_up', ended_at: '2026-01-01T10:00:02Z' },
    ],
  ])('is waited for 30 seconds after the end: %s', async (_name, reply) => {
    const { asked } = await reads([reply]);
    expect(asked.at(-1)).toBe(32);
  });

  test('is not waited for after --max-wait', async () => {
    expect((await reads([open], { maxWaitSeconds: 6 })).asked).toEqual([2, 4, 6]);
  });

  test('keeps to ten call requests a minute', async () => {
    const live = Array.from({ length: 8 }, () => ({ status: 'ringing' }));
    const { asked } = await reads([...live, open], { pollSeconds: 6 });
    const sent = [0, ...asked];
    for (const [index, first] of sent.entries()) {
      expect(sent.slice(index).filter((time) => time - first < 60).length).toBeLessThan(11);
    }
  });

  test('is reported when it cannot be read, without changing the call', async () => {
    const { call, said } = await reads([open, unreachable]);
    expect(call.status).toBe('completed');
    expect(said.join()).toContain('The conversation could not be read');
  });
});

test('stops watching a call with an end time, whatever its status', async () => {
  const { ctx, vocobase } = apiAnswering([]);
  const ended = { status: 'hung_up', ended_at: '2026-01-01T10:00:09Z', processing_complete: true };
  const getCall = async (call_id: string) => aCall({ call_id, ...ended });
  const { call, timeline } = await watchCall(ctx, { ...vocobase, getCall }, aCall(), options);
  expect(call.status).toBe('hung_up');
  expect(timeline.at(-1)).toEqual({ status: 'hung_up', at: '2026-01-01T10:00:09.000Z' });
});

describe('a read that fails', () => {
  test('is reported, and watching continues', async () => {
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

  test("ends watching at the fourth failure in a row, with the call's id", async () => {
    const { asked, ctx, vocobase } = apiAnswering(['ringing', unreachable]);
    const started = aCall();
    await expect(watchCall(ctx, vocobase, started, options)).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
      message: expect.stringContaining(started.call_id),
      commands: [`call show ${started.call_id}`],
      retryable: false,
      details: { call_id: started.call_id, call_status: 'ringing', reason: 'reset' },
    });
    expect(asked).toHaveLength(5);
  });

  test('is not reported as a live call at the end of the time', async () => {
    const { ctx, vocobase } = apiAnswering(['ringing', unreachable]);
    await expect(
      watchCall(ctx, vocobase, aCall(), { ...options, maxWaitSeconds: 12 }),
    ).rejects.toMatchObject({ code: 'NETWORK_UNREACHABLE' });
  });
});

test('names the call when interrupted, and the call continues', async () => {
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

describe('the wait before the next read', () => {
  test('is the wanted interval while fewer than ten requests were sent', () => {
    expect(waitBeforeRead([0, 2000], 2000, 6000)).toBe(6000);
  });

  test('lasts until the tenth-last request is a minute old', () => {
    const sent = [0, 2, 8, 14, 20, 26, 32, 38, 44, 50].map((second) => second * 1000);
    expect(waitBeforeRead(sent, 50_000, 6000)).toBe(10_000);
    expect(waitBeforeRead(sent, 59_000, 6000)).toBe(6000);
  });

  test('never allows more than ten in any minute', () => {
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
