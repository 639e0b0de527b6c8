import { afterAll, expect, test } from 'vitest';
import { splitWords } from '../docs/shell-words.ts';
import { removeFolders, runPlivo, settingsFolder } from '../support/run.ts';
import { openTerminal } from '../support/terminal.ts';
import { everything, openWorld } from '../support/world.ts';

afterAll(removeFolders);

async function twoConnections(sharesName: boolean) {
  const world = await openWorld({ scenario: 'two-connections' });
  const { connections } = world.world();
  const [first, second] = connections;
  if (first === undefined || second === undefined) throw new Error('the scenario changed');
  if (sharesName) {
    const id = 'a1de4b10-5a4d-4b0c-8d3e-000000000077';
    connections.push({ ...first, id, provider: 'twilio', is_default: false });
  }
  const env = { ...everything(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
  return { world, env, first, second };
}

/** The printed commands that choose a connection. */
function printed(screen: string): string[] {
  const lines = screen.split('\n').map((line) => /plivo (connections use .*)$/.exec(line.trim()));
  return [...new Set(lines.flatMap((found) => found?.[1] ?? []))];
}

test.each([['status'], ['doctor']])(
  '%s names connections by their names for a person, by their ids for a program, and both run',
  async (command) => {
    const { env, first, second } = await twoConnections(false);
    const shown = await runPlivo([command, '--no-json'], { env });
    const offered = ['connections use Plivo', `connections use '${second.name}'`];
    expect(printed(shown.stdout)).toEqual(command === 'status' ? offered.slice(0, 1) : offered);
    const json = (await runPlivo([command, '--json'], { env })).stdout;
    expect(json).toContain(`plivo connections use ${first.id}`);
    expect(json).not.toContain('"names"');
    for (const line of printed(shown.stdout)) {
      const run = await runPlivo(splitWords(line), { env });
      expect(run.exit, run.stderr).toBe(0);
    }
  },
);

test.each([['status'], ['doctor']])(
  '%s names a connection by its id if another provider has one of the same name',
  async (command) => {
    const { env, first } = await twoConnections(true);
    const shown = await runPlivo([command, '--no-json'], { env });
    expect(printed(shown.stdout)[0]).toBe(`connections use ${first.id}`);
  },
);

test('plivo alone and setup name the connection too', async () => {
  const { env } = await twoConnections(false);
  const overview = await openTerminal([], { env });
  await overview.sees('plivo connections use Plivo\n');
  expect(await overview.exit()).toBe(0);

  const setup = await openTerminal(['setup', '--no-call', '--no-sync-numbers', '--no-voicemail'], {
    env,
  });
  await setup.sees('What would you like to do?');
  setup.answers('');
  await setup.sees('Which connection?');
  setup.presses('\u001b[B');
  setup.answers('');
  await setup.sees("plivo connections use 'Plivo India - Sales'");
  await setup.sees("plivo call test --connection 'Plivo India - Sales'");
  expect(await setup.exit()).toBe(0);
});

test('doctor and call show name the agent', async () => {
  const world = await openWorld({ scenario: 'voicemail' });
  const env = everything(world);
  const agent = world.world().agents[0]?.id;
  const call = world.world().calls[0]?.id ?? '';
  for (const [words, commands] of [
    [['doctor'], ['agents voicemail', ' --enable']],
    [
      ['call', 'show', call],
      ['agents show', ''],
    ],
  ] as const) {
    const person = await openTerminal(words, { env });
    await person.sees(`plivo ${commands[0]} 'Demo Agent'${commands[1]}`);
    await person.exit();
    expect(person.screen()).not.toContain(`${commands[0]} ${agent}`);
    const json = await runPlivo([...words, '--json'], { env });
    expect(json.stdout).toContain(`plivo ${commands[0]} ${agent}${commands[1]}`);
  }
});
