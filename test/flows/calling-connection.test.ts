import { describe, expect, test } from 'vitest';
import type { Connection } from '../../src/domain/vocobase/connection.ts';
import { CliError } from '../../src/errors/cli-error.ts';
import {
  type ChosenConnection,
  chooseConnection,
  listEveryConnection,
  pickCandidate,
} from '../../src/flows/calling-connection.ts';
import type { Prompt } from '../../src/ports/prompt.ts';
import { listener, nobody, picking, remembering } from '../commands/call/parts.ts';

function connection(id: string, name: string, facts: Partial<Connection> = {}): Connection {
  return {
    connection_id: id,
    provider: 'plivo',
    name,
    status: 'ACTIVE',
    is_default: null,
    phone_numbers: [],
    received: {},
    from_number: '+14155550100',
    ...facts,
  };
}

const us = connection('11111111-0000-4000-8000-000000000001', 'US');
const india = connection('22222222-0000-4000-8000-000000000002', 'India');
const old = connection('33333333-0000-4000-8000-000000000003', 'Old', { status: 'INACTIVE' });
const twilio = connection('44444444-0000-4000-8000-000000000004', 'Tw', { provider: 'TWILIO' });

interface Case {
  readonly list: readonly Connection[] | CliError;
  readonly flag?: string;
  readonly variable?: string;
  readonly remembered?: string;
  readonly prompt?: Prompt;
}

async function choose(given: Case): Promise<ChosenConnection & { said: string[] }> {
  const { list, flag, variable, remembered, prompt = nobody } = given;
  const log = listener();
  const settings = remembering(remembered === undefined ? {} : { connection: remembered });
  const vocobase = {
    listConnections: async () => {
      if (list instanceof CliError) throw list;
      return list;
    },
  };
  const inputs = {
    env: (name: string) => (name === 'VOCOBASE_CONNECTION_ID' ? variable : undefined),
    stdin: async () => '',
    file: async () => '',
  };
  const ctx = { prompt, log, settings, inputs };
  const chosen = await chooseConnection(ctx, vocobase, { flag, provider: 'plivo' });
  return { ...chosen, said: log.said };
}

const answered = (status: number, code: CliError['code']) =>
  new CliError(code, {
    http: {
      method: 'GET',
      path: '/telephony/connections',
      status,
      code: null,
      message: null,
      request_id: null,
    },
  });

describe('which connection is chosen', () => {
  test.each<[string, Case, string | null]>([
    ['the only active one of the provider', { list: [us, old, twilio] }, us.connection_id],
    ['the flag, by id', { list: [us, india], flag: india.connection_id }, india.connection_id],
    ['the flag, by name in any case', { list: [us, india], flag: 'INDIA' }, india.connection_id],
    ['the flag, by the start of an id', { list: [us, india], flag: '2222' }, india.connection_id],
    ['the remembered one', { list: [us, india], remembered: 'India' }, india.connection_id],
    [
      'the flag before the remembered one',
      { list: [us, india], flag: 'US', remembered: 'India' },
      us.connection_id,
    ],
    [
      'the variable before the remembered one',
      { list: [us, india], variable: india.connection_id, remembered: 'US' },
      india.connection_id,
    ],
    [
      'the flag before the variable',
      { list: [us, india], flag: 'US', variable: 'India' },
      us.connection_id,
    ],
    [
      'not the variable, where it names one of another provider',
      { list: [us, twilio], variable: twilio.connection_id },
      us.connection_id,
    ],
    ['none where none is active', { list: [old, twilio] }, null],
    ['what a person picks', { list: [us, india], prompt: picking('India') }, india.connection_id],
    [
      'an active one before an inactive one of the same name',
      { list: [connection('5'.repeat(8), 'Old'), old], flag: 'Old' },
      '5'.repeat(8),
    ],
  ])('%s', async (_, given, id) => {
    expect((await choose(given)).connection_id).toBe(id);
  });

  test('includes its name and the number that it shows', async () => {
    expect(await choose({ list: [us] })).toMatchObject({
      name: 'US',
      from_number: '+14155550100',
    });
  });
});

test('a row without a provider counts as one of the provider asked for', async () => {
  const silent = connection('5'.repeat(8), 'Silent', { provider: '' });
  const listed = await listEveryConnection(
    { listConnections: async () => [silent, twilio] },
    'plivo',
  );
  expect(listed.map(({ name, provider }) => [name, provider])).toEqual([
    ['Silent', 'plivo'],
    ['Tw', 'TWILIO'],
  ]);
});

describe('a connection that cannot be chosen', () => {
  test('is CONNECTION_AMBIGUOUS with the candidates when no one can pick', async () => {
    await expect(choose({ list: [us, india, old] })).rejects.toMatchObject({
      code: 'CONNECTION_AMBIGUOUS',
      origin: 'cli',
      details: {
        connections: [
          { connection_id: us.connection_id, name: 'US' },
          { connection_id: india.connection_id, name: 'India' },
        ],
      },
    });
  });

  test.each<[string, Case, string, RegExp]>([
    ['a name that is not there', { list: [us], flag: 'Indai' }, 'NOT_FOUND', /no Plivo connection/],
    ['an inactive one', { list: [us, old], flag: 'Old' }, 'NOT_FOUND', /not active/],
    ['one of another provider', { list: [us, twilio], flag: 'Tw' }, 'NOT_FOUND', /called Tw/],
    ['a remembered one that is gone', { list: [us], remembered: 'x' }, 'NOT_FOUND', /remembered/],
    ['a variable of one that is gone', { list: [us], variable: 'x' }, 'NOT_FOUND', /VOCOBASE_CO/],
    ['an empty variable', { list: [us], variable: '' }, 'INVALID_VALUE', /set but empty/],
    ['a remembered inactive one', { list: [us, old], remembered: 'Old' }, 'NOT_FOUND', /remem/],
    [
      'a name that two have',
      { list: [us, connection('66666666', 'US')], flag: 'US' },
      'AMBIGUOUS_SELECTOR',
      /2 connections answer to US/,
    ],
  ])('%s: %s', async (_, given, code, message) => {
    await expect(choose(given)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe('a list that the API does not return', () => {
  test.each([
    answered(404, 'NOT_FOUND'),
    answered(403, 'FORBIDDEN'),
    answered(502, 'INTERNAL_ERROR'),
    answered(200, 'UNEXPECTED_RESPONSE'),
  ])('leaves the choice to the API, with a warning ($code)', async (list) => {
    const chosen = await choose({ list });
    expect(chosen.connection_id).toBeNull();
    expect(chosen.said.join(' ')).toContain(list.code);
  });

  test('does not matter for a named or remembered id', async () => {
    const list = answered(500, 'INTERNAL_ERROR');
    const id = us.connection_id;
    expect((await choose({ list, flag: id })).connection_id).toBe(id);
    expect((await choose({ list, remembered: id })).connection_id).toBe(id);
  });

  test.each<[string, Case]>([
    ['a name cannot be looked up', { list: answered(500, 'INTERNAL_ERROR'), flag: 'US' }],
    ['the key is refused', { list: answered(401, 'UNAUTHORIZED') }],
    ['the limit is reached', { list: answered(429, 'RATE_LIMITED') }],
    ['nothing answers', { list: new CliError('NETWORK_UNREACHABLE') }],
  ])('stops the call if %s', async (_, given) => {
    await expect(choose(given)).rejects.toBe(given.list);
  });
});

describe('an API that requires a connection', () => {
  const error = new CliError('CONNECTION_AMBIGUOUS', {
    details: {
      connections: [
        { connection_id: 'one', name: 'US' },
        { connection_id: 'two', name: '' },
      ],
    },
  });

  test('lets a person pick among its candidates', async () => {
    const prompt = picking('US');
    expect(await pickCandidate({ prompt }, error)).toBe('one');
    expect(prompt.offered).toEqual(['US', 'two']);
  });

  test('passes the error to a script', async () => {
    await expect(pickCandidate({ prompt: nobody }, error)).rejects.toBe(error);
  });

  test('passes on an error without candidates, and any other error', async () => {
    const bare = new CliError('CONNECTION_AMBIGUOUS');
    const other = new CliError('FORBIDDEN');
    await expect(pickCandidate({ prompt: picking('x') }, bare)).rejects.toBe(bare);
    await expect(pickCandidate({ prompt: picking('x') }, other)).rejects.toBe(other);
  });
});
