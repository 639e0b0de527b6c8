import { describe, expect, test } from 'vitest';
import { checkFields, selectFields } from '../../../src/domain/text/select-fields.ts';
import { CliError } from '../../../src/errors/cli-error.ts';

const list = {
  calls: [
    {
      id: 'a',
      status: 'completed',
      agent: { id: '1', name: 'Demo' },
      turns: [{ role: 'bot', at: 1 }],
    },
    { id: 'b', status: 'failed', agent: null, error: 'no answer' },
  ],
  total: 2,
};
const status = {
  status: 'ready',
  steps: [{ id: 'key', status: 'done', evidence: 'x' }],
  next: ['plivo doctor'],
};
const one = {
  connection_id: 'c',
  config: { provider: 'plivo', auth_id: 'MA' },
  rows: [],
  more: [],
};

describe('the named fields', () => {
  test.each<[string, unknown, string, unknown]>([
    [
      'of each row of a list; other members stay',
      list,
      'id',
      { calls: [{ id: 'a' }, { id: 'b' }], total: 2 },
    ],
    [
      'in the order they are named',
      list,
      'status, id',
      {
        calls: [
          { status: 'completed', id: 'a' },
          { status: 'failed', id: 'b' },
        ],
        total: 2,
      },
    ],
    ['that only some rows have', list, 'error', { calls: [{}, { error: 'no answer' }], total: 2 }],
    [
      'deeper in, null where the parent is null',
      list,
      'agent.name',
      { calls: [{ agent: { name: 'Demo' } }, { agent: null }], total: 2 },
    ],
    [
      'deeper in, through lists',
      list,
      'turns.role',
      { calls: [{ turns: [{ role: 'bot' }] }, {}], total: 2 },
    ],
    [
      'of the list and beside it',
      list,
      'id,total',
      { calls: [{ id: 'a' }, { id: 'b' }], total: 2 },
    ],
    ['beside the list alone', list, 'total', { total: 2 }],
    ['of a result without a list', { a: 1, b: { c: 2, d: 3 } }, 'b.c', { b: { c: 2 } }],
    ['of a result with two lists', one, 'connection_id', { connection_id: 'c' }],
    [
      'and the whole of one that is named twice',
      one,
      'config,config.provider',
      { config: one.config },
    ],
    ['of an empty list', { calls: [], total: 0 }, 'anything', { calls: [], total: 0 }],
    [
      'of the rows also where the result has the same name',
      status,
      'id,status',
      { ...status, steps: [{ id: 'key', status: 'done' }] },
    ],
    ['beside a list of texts', status, 'next', { next: status.next }],
    ['of a bare list', [{ a: 1, b: 2 }], 'a', [{ a: 1 }]],
    [
      'of settings with a dot in their name',
      { settings: { agent: 'a', 'endpoints.phone_numbers': '/x' } },
      'settings.endpoints.phone_numbers',
      { settings: { 'endpoints.phone_numbers': '/x' } },
    ],
  ])('%s', (_, result, fields, kept) => {
    expect(JSON.stringify(selectFields(result, fields))).toBe(JSON.stringify(kept));
  });

  test.each([
    [list, 'idd', ['id', 'status', 'agent', 'turns', 'error']],
    [list, 'agent.nam', ['agent.id', 'agent.name']],
    [one, 'config.x', ['config.provider', 'config.auth_id']],
    [one, 'x', ['connection_id', 'config', 'rows', 'more']],
    [list, ' ,', ['id', 'status', 'agent', 'turns', 'error']],
  ])('refuses an unknown one, with the known ones (%#)', (result, fields, known) => {
    try {
      selectFields(result, fields);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CliError);
      expect(error).toMatchObject({ code: 'INVALID_VALUE', details: { known } });
      expect((error as CliError).hints.join(' ')).toContain(`Known fields: ${known.join(', ')}.`);
    }
  });
});

describe('with the schema of the command', () => {
  const rows = { type: 'array', items: { type: 'object', properties: { id: {}, tag: {} } } };
  const open = { type: 'object', properties: { id: {} }, additionalProperties: true };
  const schema = { type: 'object', properties: { status: {}, rows, more: rows, one: open } };

  test('an empty list counts as a list', () => {
    const result = { status: 'ok', rows: [{ id: 1, status: 'x' }], more: [] };
    const rules = checkFields(schema, 'status', false);
    expect(selectFields(result, 'status', rules)).toEqual({ status: 'ok' });
    expect(selectFields(result, 'status')).toEqual({
      ...result,
      rows: [{ status: 'x' }],
    });
  });

  test('only a command that writes refuses a name that the API alone may know', () => {
    expect(checkFields(schema, 'one.extra', false)).toEqual({ lists: [], writes: false });
    expect(() => checkFields(schema, 'one.extra', true)).toThrow('the result has no one.extra');
  });

  test('a command that has written leaves out what is missing', () => {
    const rules = checkFields(schema, 'one.id,status', true);
    expect(selectFields({ one: {}, status: 'ok' }, 'one.id,status', rules)).toEqual({
      one: {},
      status: 'ok',
    });
  });

  test('a schema without members decides nothing', () => {
    expect(checkFields({ description: 'A body' }, 'anything', true)).toBeNull();
  });
});
