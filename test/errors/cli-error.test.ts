import { expect, test } from 'vitest';
import { errorCatalogue } from '../../src/errors/catalogue/errors.ts';
import { CliError, isKnownFailure } from '../../src/errors/cli-error.ts';

test('an error without facts takes everything from the catalogue', () => {
  const error = new CliError('NOT_FOUND');
  const { message, exit, remedies, commands, docsUrl, origin, retryable } =
    errorCatalogue().NOT_FOUND;
  expect(error).toMatchObject({
    name: 'CliError',
    ...{ code: 'NOT_FOUND', message, exit, commands, docsUrl, origin, retryable },
    ...{ hints: remedies, http: null, details: {} },
  });
});

test('facts from the throw override the catalogue', () => {
  const cause = new Error('socket hang up');
  const facts = {
    message: 'api.example.com refused the connection.',
    hints: ['Start the sandbox.'],
    commands: ['sandbox start'],
    docsUrl: null,
    origin: 'local',
    retryable: false,
    details: { reason: 'refused' },
    http: {
      ...{ method: 'GET', path: '/config', status: null },
      ...{ code: null, message: null, request_id: null },
    },
  } as const;
  const error = new CliError('NETWORK_UNREACHABLE', { ...facts, cause });
  expect(error).toMatchObject(facts);
  expect(error.cause).toBe(cause);
});

test('its own hints replace the whole advice; commands alone keep the remedies', () => {
  const { remedies, commands } = errorCatalogue().UNEXPECTED_RESPONSE;
  expect(commands).not.toEqual([]);
  const hinted = new CliError('UNEXPECTED_RESPONSE', { hints: ['Ask Vocobase.'] });
  expect(hinted).toMatchObject({ hints: ['Ask Vocobase.'], commands: [] });
  const commanded = new CliError('UNEXPECTED_RESPONSE', { commands: ['api GET /config'] });
  expect(commanded).toMatchObject({ hints: remedies, commands: ['api GET /config'] });
});

test('an error without a cause has none, not an undefined one', () => {
  expect(Object.hasOwn(new CliError('USAGE'), 'cause')).toBe(false);
});

test('a code with two exits can end the process with the other one', () => {
  expect(new CliError('INTERRUPTED').exit).toBe(130);
  expect(new CliError('INTERRUPTED', { exit: 143 }).exit).toBe(143);
});

test('with() returns a copy with more facts and does not change the first one', () => {
  const cause = new Error('409');
  const first = new CliError('CONNECTION_AMBIGUOUS', {
    message: 'Two Plivo connections are active.',
    details: { provider: 'plivo', connections: [] },
    cause,
  });
  const second = first.with({ details: { connections: ['a', 'b'] }, hints: ['Choose one.'] });
  expect(second).toMatchObject({
    code: 'CONNECTION_AMBIGUOUS',
    message: 'Two Plivo connections are active.',
    details: { provider: 'plivo', connections: ['a', 'b'] },
    hints: ['Choose one.'],
  });
  expect(second.cause).toBe(cause);
  expect(first.details).toEqual({ provider: 'plivo', connections: [] });
  expect(first.hints).toBe(errorCatalogue().CONNECTION_AMBIGUOUS.remedies);
});

test("a named page overrides the catalogue's", () => {
  expect(errorCatalogue().CONNECTION_AMBIGUOUS.docsUrl).not.toBeNull();
  const own = new CliError('CONNECTION_AMBIGUOUS', { docsUrl: 'https://docs.example.test/' });
  expect(own.docsUrl).toBe('https://docs.example.test/');
  expect(new CliError('CONNECTION_AMBIGUOUS', { docsUrl: null }).docsUrl).toBeNull();
});

test('with() invents no details', () => {
  expect(new CliError('USAGE').with({ message: 'x' }).facts).not.toHaveProperty('details');
});

test.each([
  ['a failure with a code', new CliError('NOT_FOUND'), true],
  ['Ctrl-C', new CliError('INTERRUPTED'), false],
  ['the end of the process', new CliError('INTERRUPTED', { exit: 143 }), false],
  ['a fault in the program', new TypeError('x is undefined'), false],
  ['something that is no error', 'NOT_FOUND', false],
])('whether work can go on after %s', (_, thrown, known) => {
  expect(isKnownFailure(thrown)).toBe(known);
});
