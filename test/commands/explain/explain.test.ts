import { afterAll, describe, expect, test } from 'vitest';
import { type ExplainResult, explain, explainAll } from '../../../src/commands/explain/explain.ts';
import { allEntries } from '../../../src/errors/explain.ts';
import { createStyle } from '../../../src/output/style.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';

afterAll(removeFolders);

/** Nothing here could be reached or read, were it tried. */
const nowhere = {
  VOCOBASE_CONFIG_DIR: '/dev/null/nowhere',
  VOCOBASE_BASE_URL: 'http://127.0.0.1:9',
  VOCOBASE_API_KEY: '',
};

describe('finds', () => {
  test.each([
    [['CONNECTION_AMBIGUOUS'], 'CONNECTION_AMBIGUOUS'],
    [['connection_ambiguous'], 'CONNECTION_AMBIGUOUS'],
    [['3030'], '3030'],
    [['hangup', '3030'], '3030'],
    [['exit', '20'], 'exit 20'],
    [['401'], 'UNAUTHORIZED'],
    [['calls', 'ring', 'then', 'drop'], 'ring-then-drop'],
    [['calls ring then drop'], 'ring-then-drop'],
    [['caller', 'id', 'unknown'], 'caller-id-unknown'],
    [['LIMIT_REACHED'], 'LIMIT_REACHED'],
  ])('%j', async (words, code) => {
    const ran = await runPlivo(['explain', ...words], { env: nowhere });
    const { entries } = ran.json<ExplainResult>();
    expect(entries[0]?.code).toBe(code);
    expect(ran.exit).toBe(0);
  });

  test('prints the promised members, with commands that can be typed', async () => {
    const ran = await runPlivo(['explain', 'CONNECTION_AMBIGUOUS', '--json'], { env: nowhere });
    expect(ran.json<ExplainResult>().entries[0]).toEqual({
      code: 'CONNECTION_AMBIGUOUS',
      kind: 'error',
      title: expect.any(String),
      meaning: expect.any(String),
      causes: expect.any(Array),
      actor: 'you',
      remedies: expect.any(Array),
      commands: ['plivo connections list --provider plivo', 'plivo connections use <connection>'],
      docs_url: 'https://docs.vocobase.com/telephony/connections',
      exit_code: 6,
    });
  });
});

test('answers an unknown code with NOT_FOUND and suggestions', async () => {
  const ran = await runPlivo(['explain', 'CONECTION_AMBIGUUS', '--json'], { env: nowhere });
  expect(ran.exit).toBe(6);
  expect(ran.stdout).toBe('');
  expect(ran.error()).toMatchObject({
    code: 'NOT_FOUND',
    commands: expect.arrayContaining(['plivo explain CONNECTION_AMBIGUOUS']),
    details: { suggestions: expect.arrayContaining(['CONNECTION_AMBIGUOUS']) },
  });
});

test('answers nonsense with NOT_FOUND', async () => {
  const ran = await runPlivo(['explain', 'xyzzy', '--json'], { env: nowhere });
  expect(ran.error()).toMatchObject({ code: 'NOT_FOUND', details: { suggestions: [] } });
});

test('prints every entry for a program without a query', async () => {
  const ran = await runPlivo(['explain', '--json'], { env: nowhere });
  expect(ran.json<ExplainResult>().entries).toHaveLength(allEntries().length);
});

test('prints an overview by kind for a person without a query', async () => {
  const { stdout } = await runPlivo(['explain', '--no-json'], { env: nowhere });
  for (const text of ['ring-then-drop', 'CONNECTION_AMBIGUOUS', '3030', 'exit 20', 'no_answer']) {
    expect(stdout).toContain(text);
  }
  expect(stdout).not.toContain('Known causes');
});

describe('for a person', () => {
  const style = createStyle({ columns: 60, called: { program: 'plivo', sandbox: null } });
  const narrow = (text: string) =>
    text.split('\n').filter((line) => line.length > 60 && !/^ {2}plivo |https?:/.test(line));

  test('every entry fits 60 columns, apart from text to copy', async () => {
    const ran = await runPlivo(['explain', '--json'], { env: nowhere });
    const result = ran.json<ExplainResult>();
    expect(narrow(explain.view(result, style))).toEqual([]);
    expect(narrow(explainAll.view(result, style))).toEqual([]);
  });

  test('a card says what it means, why, who can act, and what to do', async () => {
    const ran = await runPlivo(['explain', '3030', '--json'], { env: nowhere });
    const text = explain.view(ran.json(), style);
    for (const part of [
      '3030 · hangup cause',
      'Causes',
      'What to do',
      'Who can act',
      'plivo numbers list',
    ]) {
      expect(text).toContain(part);
    }
  });
});
