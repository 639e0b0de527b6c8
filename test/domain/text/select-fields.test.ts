import { describe, expect, test } from 'vitest';
import { selectFields } from '../../../src/domain/text/select-fields.ts';
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
