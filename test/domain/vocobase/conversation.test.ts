import { describe, expect, test } from 'vitest';
import type { CallSession, Turn } from '../../../src/domain/vocobase/call.ts';
import {
  conversationOf,
  hasWords,
  silentSpeakers,
} from '../../../src/domain/vocobase/conversation.ts';
import { aSession } from '../../commands/call/parts.ts';

const turn = (role: string, content = 'Hello.', timestamp: string | null = null): Turn => ({
  role,
  content,
  timestamp,
});

const recorded = (
  transcript: readonly Turn[] | null,
  processing_complete: boolean | null = true,
) => ({
  session: aSession({ transcript }),
  processing_complete,
  disposition: null,
});

describe('a conversation', () => {
  test.each([
    ['bot', 1, 0],
    ['Assistant', 1, 0],
    ['agent', 1, 0],
    ['user', 0, 1],
    [' HUMAN ', 0, 1],
    ['callee', 0, 1],
    ['system', 0, 0],
    ['tool', 0, 0],
  ])('counts a turn of "%s" as %i of the agent and %i of the callee', (role, agent, callee) => {
    expect(conversationOf(recorded([turn(role)]))).toMatchObject({
      agent_turns: agent,
      callee_turns: callee,
    });
  });

  test('does not know who spoke in a turn without a role', () => {
    const counts = (...turns: Turn[]) => {
      const { agent_turns, callee_turns } = conversationOf(recorded(turns)) ?? {};
      return [agent_turns, callee_turns];
    };
    expect(counts(turn(''))).toEqual([null, null]);
    expect(counts(turn('bot'), turn(' '))).toEqual([1, null]);
    expect(counts(turn('bot'), turn('', ' '))).toEqual([1, 0]);
    expect(silentSpeakers(recorded([turn('')]))).toEqual([]);
  });

  test('does not count a turn without words', () => {
    expect(conversationOf(recorded([turn('bot', ' '), turn('user', '')]))).toMatchObject({
      agent_turns: 0,
      callee_turns: 0,
    });
  });

  test('is null without a session, and unknown without a transcript', () => {
    expect(conversationOf({ session: null, processing_complete: true })).toBeNull();
    expect(conversationOf({})).toBeNull();
    expect(conversationOf(recorded(null))).toMatchObject({ agent_turns: null, callee_turns: null });
  });

  test.each([
    [true, true],
    [false, false],
    [null, false],
  ])('with processing_complete %j is complete: %j', (said, complete) => {
    expect(conversationOf(recorded([], said))?.complete).toBe(complete);
  });

  test("dates the agent's first words from the start of the session", () => {
    const started_at = '2026-03-01T10:00:00.000Z';
    const transcript = [
      turn('user', 'Hello?', '2026-03-01T10:00:01.000Z'),
      turn('bot', '', '2026-03-01T10:00:01.500Z'),
      turn('bot', 'Hi.', '2026-03-01T10:00:02.250Z'),
      turn('bot', 'Still there?', '2026-03-01T10:00:09.000Z'),
    ];
    const secondsOf = (facts: Partial<CallSession>) =>
      conversationOf({ session: aSession({ transcript, started_at, ...facts }) })
        ?.agent_first_spoke_after_seconds;
    expect(secondsOf({})).toBe(2.25);
    expect(secondsOf({ started_at: null })).toBeNull();
    expect(secondsOf({ started_at: 'soon' })).toBeNull();
    expect(secondsOf({ started_at: '2026-03-01T10:05:00Z' })).toBeNull();
    expect(secondsOf({ transcript: [turn('bot', 'Hi.')] })).toBeNull();
    expect(secondsOf({ transcript: [] })).toBeNull();
  });

  test.each([
    [true, true, true],
    [true, false, true],
    [false, true, false],
    [false, false, null],
    [null, true, null],
  ])('recording %j, complete %j: %j', (recording, complete, shown) => {
    const call = { session: aSession({ recording }), processing_complete: complete };
    expect(conversationOf(call)?.recording).toBe(shown);
  });
});

describe('who is proven silent', () => {
  test.each<[string, readonly string[], readonly Turn[] | null, boolean | null, string | null]>([
    ['nobody where both spoke', [], [turn('bot'), turn('user')], true, null],
    ['the agent, by a final record', ['agent'], [turn('user')], true, null],
    ['the callee, by a final record', ['callee'], [turn('bot')], true, null],
    ['both, by an empty final record', ['agent', 'callee'], [], true, null],
    ['nobody by a record that is not final', [], [], false, null],
    ['nobody by a record that does not say so', [], [turn('bot')], null, null],
    ['nobody without a transcript', [], null, true, null],
    ["the callee by Vocobase's word for it", ['callee'], null, null, 'user_hangup_no_speech'],
    [
      'not a callee whose words are there',
      [],
      [turn('bot'), turn('user')],
      true,
      'USER_HANGUP_NO_SPEECH',
    ],
  ])('is %s', (_name, silent, transcript, complete, disposition) => {
    expect(silentSpeakers({ ...recorded(transcript, complete), disposition })).toEqual(silent);
  });
});

test('a transcript has words if any turn does', () => {
  expect(hasWords(recorded([turn('system', 'Call connected')]))).toBe(true);
  expect(hasWords(recorded([turn('bot', '  ')]))).toBe(false);
  expect(hasWords(recorded([]))).toBe(false);
  expect(hasWords({})).toBe(false);
});
