import { describe, expect, test } from 'vitest';
import { type NewCall, placeAndFollow } from '../../../src/commands/call/place-call.ts';
import type { StartCall } from '../../../src/domain/vocobase/call.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import type { Context } from '../../../src/ports/context.ts';
import type { Prompt } from '../../../src/ports/prompt.ts';
import type { Vocobase } from '../../../src/ports/vocobase.ts';
import { aCall, listener, logMode, nobody, picking, slowlessClock } from './parts.ts';

const order: NewCall = {
  to: '+14155550101',
  agent: { id: '0a9e4b10-5a4d-4b0c-8d3e-000000000001', agent_name: 'Asha' },
  provider: 'plivo',
  connection: { connection_id: 'one', name: 'US', from_number: '+14155550100' },
  credentials: null,
};

const unchosen = { connection_id: null, name: null, from_number: null };

const ambiguous = new CliError('CONNECTION_AMBIGUOUS', {
  details: { connections: [{ connection_id: 'two', name: 'India' }] },
});

const unread = () => Promise.reject(new CliError('INTERNAL_ERROR'));

/** Where `startCall` first throws what is given, and every call completes at the first look. */
function place(given: { prompt?: Prompt; throws?: readonly CliError[] } = {}) {
  const starts: StartCall[] = [];
  const throws = [...(given.throws ?? [])];
  const log = listener();
  const vocobase = {
    baseUrl: 'https://api.vocobase.com/api/v2',
    config: unread,
    concurrency: unread,
    listPhoneNumbers: unread,
    startCall: async (start: StartCall) => {
      starts.push(start);
      const error = throws.shift();
      if (error !== undefined) throw error;
      return aCall({ provider: null, agent_id: null });
    },
    getCall: async () =>
      aCall({
        status: 'completed',
        duration_seconds: 30,
        provider: null,
        processing_complete: true,
      }),
  };
  const ctx = { ...slowlessClock(), log, mode: logMode, prompt: given.prompt ?? nobody };
  const follow = (changes: Partial<NewCall> = {}) =>
    placeAndFollow(ctx as unknown as Context, vocobase as unknown as Vocobase, {
      ...order,
      ...changes,
    });
  return { follow, starts, said: log.said };
}

describe('before a call is placed', () => {
  test('sends nothing when consent is missing or refused', async () => {
    const script = place();
    await expect(script.follow()).rejects.toMatchObject({ code: 'CONFIRMATION_REQUIRED' });
    const no = place({ prompt: { ...nobody, available: true, confirm: async () => false } });
    await expect(no.follow()).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect([...script.starts, ...no.starts]).toEqual([]);
  });

  test('says what is dialed, even if consent was given before', async () => {
    const { follow, said } = place();
    await follow({ consented: true });
    expect(said[0]).toBe(
      'Test call to +14155550101 from +14155550100, through the connection US, with the agent Asha.',
    );
  });

  test('the line before the question does not repeat its numbers', async () => {
    const questions: string[] = [];
    const confirm = async ({ message }: { message: string }) => questions.push(message) > 0;
    const { follow, said } = place({ prompt: { ...nobody, available: true, confirm } });
    await follow();
    expect(said[0]).toBe('Through the connection US, with the agent Asha.');
    expect(questions).toEqual(['Call +14155550101 from +14155550100? The call is billed.']);
  });
});

test("completes the API's reply with the requested values", async () => {
  const { follow } = place();
  expect((await follow({ consented: true })).call).toMatchObject({
    provider: 'plivo',
    connection_id: 'one',
    to_number: order.to,
    agent_id: order.agent.id,
  });
});

describe('an API that requires a connection after all', () => {
  test('lets a person pick one, and tries the call once more', async () => {
    const { follow, starts } = place({ prompt: picking('India'), throws: [ambiguous] });
    const { call } = await follow({ connection: unchosen });
    expect(starts.map(({ connectionId }) => connectionId)).toEqual([null, 'two']);
    expect(call.connection_id).toBe('two');
  });

  test('does not ask a second time', async () => {
    const { follow, starts } = place({ prompt: picking('India'), throws: [ambiguous, ambiguous] });
    await expect(follow({ connection: unchosen })).rejects.toBe(ambiguous);
    expect(starts).toHaveLength(2);
  });

  test('does not ask if a connection was named', async () => {
    const { follow, starts } = place({ prompt: picking('India'), throws: [ambiguous] });
    await expect(follow()).rejects.toBe(ambiguous);
    expect(starts).toHaveLength(1);
  });

  test('passes the error to a script', async () => {
    const { follow, starts } = place({ throws: [ambiguous] });
    await expect(follow({ connection: unchosen, consented: true })).rejects.toBe(ambiguous);
    expect(starts).toHaveLength(1);
  });
});
