import { describe, expect, test } from 'vitest';
import { judgeExpectations, parseExpectations } from '../../../src/commands/call/expectations.ts';
import type { Call, Turn } from '../../../src/domain/vocobase/call.ts';
import { aCall, aSession } from './parts.ts';

const turn = (role: string): Turn => ({ role, content: 'Hello.', timestamp: null });

const judged = (facts: Partial<Call>) =>
  judgeExpectations(aCall(facts), ['agent-spoke', 'callee-spoke']).map(({ status }) => status);

describe('the expectations of a call', () => {
  test.each<[string, Partial<Call>, readonly string[]]>([
    [
      'both spoke',
      {
        status: 'completed',
        session: aSession({ transcript: [turn('bot'), turn('user')] }),
        processing_complete: true,
      },
      ['met', 'met'],
    ],
    [
      'the record is final and empty',
      { status: 'completed', session: aSession({ transcript: [] }), processing_complete: true },
      ['unmet', 'unmet'],
    ],
    [
      'the record is not final, and has words of the agent',
      { status: 'completed', session: aSession({ transcript: [turn('bot')] }) },
      ['met', 'unknown'],
    ],
    [
      'the record is not final, and empty',
      { status: 'completed', session: aSession({ transcript: [] }), processing_complete: false },
      ['unknown', 'unknown'],
    ],
    [
      'there is no transcript',
      { status: 'completed', session: aSession(), processing_complete: true },
      ['unknown', 'unknown'],
    ],
    ['there is no session', { status: 'completed', session: null }, ['unknown', 'unknown']],
    ['nobody answered', { status: 'no-answer', session: null }, ['unmet', 'unmet']],
    ['the line was busy', { status: 'busy' }, ['unmet', 'unmet']],
    ['it failed without a record', { status: 'failed' }, ['unknown', 'unknown']],
    ['it is still live', { status: 'in_progress' }, ['unknown', 'unknown']],
  ])('where %s: %j', (_name, facts, statuses) => {
    expect(judged(facts)).toEqual(statuses);
  });

  test('have a sentence of evidence each', () => {
    const call = aCall({
      status: 'completed',
      processing_complete: true,
      session: aSession({
        started_at: '2026-03-01T10:00:00Z',
        transcript: [{ role: 'bot', content: 'Hi.', timestamp: '2026-03-01T10:00:01.24Z' }],
      }),
    });
    expect(judgeExpectations(call, ['agent-spoke', 'callee-spoke'])).toEqual([
      {
        expect: 'agent-spoke',
        status: 'met',
        evidence: 'The agent spoke once, first after 1.2 s.',
      },
      {
        expect: 'callee-spoke',
        status: 'unmet',
        evidence: "Vocobase's final record has no words of the callee.",
      },
    ]);
  });
});

test.each([
  ['agent-spoke', ['agent-spoke']],
  ['callee-spoke , AGENT-SPOKE,agent-spoke', ['callee-spoke', 'agent-spoke']],
])('reads --expect %j as %j', (given, value) => {
  expect(parseExpectations(given)).toMatchObject({ ok: true, value });
});

test.each(['', 'agent-spoke,', 'agent', 'both'])('refuses --expect %j', (given) => {
  expect(parseExpectations(given)).toMatchObject({
    ok: false,
    problem: {
      code: 'INVALID_VALUE',
      message: expect.stringContaining('agent-spoke, callee-spoke'),
    },
  });
});
