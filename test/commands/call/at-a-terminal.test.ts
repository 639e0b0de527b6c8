import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { everything, openWorld } from '../../support/world.ts';
import { fastWorld, startedCalls } from './support.ts';

afterAll(removeFolders);

describe('a person places a test call', () => {
  test('is asked for number, connection, agent and consent, and sees how it ends', async () => {
    const world = await fastWorld({ scenario: 'two-connections' });
    const person = await openTerminal(['call', 'test', '--poll-interval', '0.1'], {
      env: everything(world),
    });
    await person.sees('Which number shall be called');
    person.answers('+1 415 555 0142');
    await person.sees('Which connection?');
    await person.sees('Plivo India - Sales');
    person.answers('');
    await person.sees('Which agent?');
    person.answers('');
    await person.sees('It is billed.');
    await person.sees('Call +14155550142 now?');
    expect(startedCalls(world)).toEqual([]);
    person.answers('y');
    await person.sees('Ctrl-C stops watching, not the call');
    await person.sees('completed, 5 s');
    expect(await person.exit()).toBe(0);
    expect(startedCalls(world)).toMatchObject([
      { to_number: '+14155550142', connection_id: expect.any(String) },
    ]);
  });

  test('says no, and nothing is dialled', async () => {
    const world = await fastWorld();
    const person = await openTerminal(
      ['call', 'test', '--to', '+14155550142', '--agent', world.agentId],
      { env: everything(world) },
    );
    await person.sees('Call +14155550142 now?');
    person.answers('');
    expect(await person.exit()).toBe(2);
    expect(startedCalls(world)).toEqual([]);
  });

  test('presses Ctrl-C while it rings: told the id, and the call goes on', async () => {
    const world = await openWorld({ scenario: 'healthy', secondsPerStep: 600 });
    const person = await openTerminal(
      ['call', 'test', '--to', '+14155550142', '--agent', world.agentId, '--yes'],
      { env: everything(world) },
    );
    await person.sees('Ctrl-C stops watching');
    person.presses('\x03');
    await person.sees('The call goes on');
    await person.sees(`plivo call show ${world.world().calls.at(-1)?.id}`);
    expect(await person.exit()).toBe(130);
  });
});

test('a list fits 60 columns, its short ids select', async () => {
  const world = await fastWorld();
  const id = world.world().calls.at(-1)?.id ?? '';
  const list = await openTerminal(['call', 'list'], { env: everything(world), columns: 60 });
  expect(await list.exit()).toBe(0);
  // What the spinner wrote before stands in front of the table, erased.
  const lines = list
    .screen()
    .replace(/^.*?CALL /s, 'CALL ')
    .trimEnd()
    .split('\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  expect(lines.some((line) => line.startsWith(`${id.slice(0, 8)} `))).toBe(true);
});
