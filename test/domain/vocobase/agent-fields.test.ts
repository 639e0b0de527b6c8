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
  test('loses outer spaces, and may have its maximum length', () => {
    expect(read(parse('  a b \n'))).toBe('a b');
    expect(read(parse('x'))).toBe('x');
    expect(read(parse('x'.repeat(most)))).toBe('x'.repeat(most));
    expect(read(parse('😀'.repeat(most)))).toBe('😀'.repeat(most));
  });

  test('is refused with both lengths when it is longer', () => {
    expect(read(parse('x'.repeat(most + 1)))).toBe(
      `INVALID_VALUE: ${what} has at most ${most} characters; this one has ${most + 1}.`,
    );
  });
});

test.each([
  ['An agent name', parseAgentName],
  ['A prompt', parsePrompt],
] as const)('refuses an empty value: %s', (what, parse) => {
  expect(read(parse(' \n'))).toBe(`INVALID_VALUE: ${what} cannot be empty.`);
});

test('an empty intro means that the agent says nothing first', () => {
  expect(read(parseIntro(' '))).toBe('');
});

test('a prompt from a file may start with a byte order mark, which is removed', () => {
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
