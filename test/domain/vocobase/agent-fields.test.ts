import { describe, expect, test } from 'vitest';
import type { Parsed } from '../../../src/domain/text/parsed.ts';
import {
  parseAgentName,
  parseAgentType,
  parseIntro,
  parsePrompt,
} from '../../../src/domain/vocobase/agent-fields.ts';

const read = (parsed: Parsed<string>) =>
  parsed.ok ? parsed.value : `${parsed.problem.code}: ${parsed.problem.message}`;

describe.each([
  ['An agent name', parseAgentName, 50],
  ['A prompt', parsePrompt, 120_000],
  ['An intro', parseIntro, 500],
] as const)('%s', (what, parse, most) => {
  test('loses the spaces around it, and may have its greatest length', () => {
    expect(read(parse('  a b \n'))).toBe('a b');
    expect(read(parse('x'))).toBe('x');
    expect(read(parse('x'.repeat(most)))).toBe('x'.repeat(most));
    expect(read(parse('😀'.repeat(most)))).toBe('😀'.repeat(most));
  });

  test('is refused when it is longer, with both lengths', () => {
    expect(read(parse('x'.repeat(most + 1)))).toBe(
      `INVALID_VALUE: ${what} has at most ${most} characters; this one has ${most + 1}.`,
    );
  });
});

test.each([
  ['An agent name', parseAgentName],
  ['A prompt', parsePrompt],
] as const)('%s is refused when it is empty', (what, parse) => {
  expect(read(parse(' \n'))).toBe(`INVALID_VALUE: ${what} cannot be empty.`);
});

test('an empty intro means that the agent says nothing first', () => {
  expect(read(parseIntro(' '))).toBe('');
});

test('a prompt from a file may begin with a byte order mark, which is no part of it', () => {
  expect(read(parsePrompt('\ufeffYou are kind.'))).toBe('You are kind.');
  expect(read(parsePrompt('a\ufeffb'))).toBe('a\ufeffb');
});

test.each([
  ['inbound', 'inbound'],
  [' OUTBOUND ', 'outbound'],
  ['both', 'INVALID_VALUE: An agent is inbound or outbound.'],
  ['', 'INVALID_VALUE: An agent is inbound or outbound.'],
])('the type %j is read as %s', (given, value) => {
  expect(read(parseAgentType(given))).toBe(value);
});
