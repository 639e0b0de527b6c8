import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';
import { fastWorld, startedCalls } from './support.ts';

afterAll(removeFolders);

describe('a person places a test call', () => {
  test('is asked for number, connection, agent, and consent, and sees how the call ends', async () => {
    const world = await fastWorld({ scenario: 'two-connections' });
    const person = await openTerminal(['call', 'test', '--poll-interval', '0.1'], {
      env: everything(world),
    });
    await person.sees('Number to call');
    person.answers('+1 415 555 0142');
    await person.sees('Which connection?');
    await person.sees('Plivo India - Sales');
    person.answers('');
    await person.sees('Before the call: ');
    await person.sees(/Call \+14155550142 from \+\d+\? The call is billed\./);
    expect(startedCalls(world)).toEqual([]);
    person.answers('y');
    await person.sees('Ctrl-C stops watching');
    await person.sees('Completed after 5 s');
    expect(await person.exit()).toBe(0);
    expect(startedCalls(world)).toMatchObject([
      { to_number: '+14155550142', connection_id: expect.any(String) },
    ]);
  });

  test('declines, and nothing is dialed', async () => {
    const world = await fastWorld();
    const person = await openTerminal(
      ['call', 'test', '--to', '+14155550142', '--agent', world.agentId],
      { env: everything(world) },
    );
    await person.sees('The call is billed.');
    person.answers('');
    expect(await person.exit()).toBe(130);
    expect(startedCalls(world)).toEqual([]);
  });

  test('presses Ctrl-C while it rings: gets the id, and the call continues', async () => {
    const world = await openWorld({ scenario: 'healthy', secondsPerStep: 600 });
    const person = await openTerminal(
      ['call', 'test', '--to', '+14155550142', '--agent', world.agentId, '--yes'],
      { env: everything(world) },
    );
    await person.sees('Ctrl-C stops watching');
    person.presses('\x03');
    await person.sees('The call continues.');
    await person.sees(`plivo call show ${world.world().calls.at(-1)?.id}`);
    expect(await person.exit()).toBe(130);
  });
});

test('fits a list into 60 columns with short ids that select', async () => {
  const world = await fastWorld();
  const id = world.world().calls.at(-1)?.id ?? '';
  const list = await openTerminal(['call', 'list'], { env: everything(world), columns: 60 });
  expect(await list.exit()).toBe(0);
  // The spinner's erased output comes before the table.
  const lines = list
    .screen()
    .replace(/^.*?CALL /s, 'CALL ')
    .trimEnd()
    .split('\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  expect(lines.some((line) => line.startsWith(`${id.slice(0, 8)} `))).toBe(true);
});

describe('a person leaves out the call id', () => {
  test('picks among the latest, newest first, each with time, number, status, and agent', async () => {
    const world = await fastWorld();
    const [old] = world.world().calls;
    if (old === undefined) throw new Error('a healthy world has a call');
    const newest = structuredClone(old);
    newest.id = '0d0e4b10-5a4d-4b0c-8d3e-0000000000ff';
    newest.to_number = '+15005550002';
    for (const step of old.steps) step.at = Date.parse('2026-03-01T09:30:00Z');
    for (const step of newest.steps) step.at = Date.parse('2026-03-02T09:30:00Z');
    world.world().calls.push(newest);
    const person = await openTerminal(['call', 'show'], { env: everything(world) });
    await person.sees('Call');
    await person.sees(/❯ 2026-03-02 09:30 UTC {2}\+15005550002 {2}completed, short {2}Demo Agent/);
    await person.sees(`2026-03-01 09:30 UTC  ${old.to_number}`);
    await person.sees(newest.id);
    person.presses('\x1b[B');
    await person.sees(old.id);
    person.answers('');
    await person.sees('Completed');
    expect(await person.exit()).toBe(0);
    expect(requestLines(world)).toContain(`GET /api/v2/calls/${old.id}`);
  });

  test('is offered at most 20 calls, with the total', async () => {
    const world = await fastWorld();
    const { calls } = world.world();
    const [one] = calls;
    while (one !== undefined && calls.length < 25) {
      calls.push({ ...structuredClone(one), id: one.id.replace(/..$/, String(calls.length + 30)) });
    }
    const person = await openTerminal(['call', 'show'], { env: everything(world) });
    await person.sees('Call (the latest 20 of 25)');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(world.requests().some(({ path }) => path.includes('/calls?limit=20'))).toBe(true);
  });

  test('sees a menu that fits 60 columns and breaks long names at a word', async () => {
    const world = await fastWorld();
    const [agent] = world.world().agents;
    if (agent) agent.agent_name = 'Reminders for the front desk in Bengaluru';
    const person = await openTerminal(['call', 'show'], { env: everything(world), columns: 60 });
    await person.sees('Reminders');
    await person.sees('for the front desk in Bengaluru');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    const menu = person.screen().split('? Call').at(-1) ?? '';
    for (const line of menu.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  test('sees the next command when there is no call to pick', async () => {
    const world = await openWorld();
    const person = await openTerminal(['call', 'show'], { env: addresses(world) });
    await person.sees('There are no calls yet.');
    await person.sees('plivo call test');
    expect(await person.exit()).toBe(6);
  });
});
