import { afterAll, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../support/run.ts';
import { openTerminal } from '../support/terminal.ts';
import { everything, openWorld, requestLines } from '../support/world.ts';

afterAll(removeFolders);

/** A world with Plivo connections and one of Twilio, which this machine remembers for calls. */
async function rememberTwilio(scenario: 'healthy' | 'two-connections') {
  const world = await openWorld({ scenario });
  const { connections } = world.world();
  const [plivo] = connections;
  if (plivo === undefined) throw new Error('the scenario has no connection');
  connections.push({
    ...plivo,
    id: 'a1de4b10-5a4d-4b0c-8d3e-000000000077',
    provider: 'twilio',
    name: 'Twilio US',
    from_number: '+14155550177',
  });
  const env = { ...everything(world), VOCOBASE_CONFIG_DIR: await settingsFolder() };
  const used = await runPlivo(['connections', 'use', 'Twilio US'], { env });
  expect(used.exit, used.stderr).toBe(0);
  return { world, env };
}

interface Step {
  id: string;
  status: string;
  evidence?: string;
  found?: string;
}

test('a remembered connection of another provider does not count for Plivo, and every command reports it', async () => {
  const { world, env } = await rememberTwilio('healthy');
  const before = requestLines(world).length;
  const status = await runPlivo(['status', '--json'], { env });
  expect(requestLines(world).slice(before)).toHaveLength(4);
  expect(status.exit).toBe(0);
  const steps = status.json<{ steps: Step[] }>().steps;
  expect(steps.find(({ id }) => id === 'connection')).toMatchObject({
    status: 'done',
    evidence: 'Plivo. Twilio US, chosen for calls, belongs to Twilio',
  });

  const doctor = await runPlivo(['doctor', '--json'], { env });
  expect(doctor.exit, doctor.stdout).toBe(0);
  expect(
    doctor.json<{ checks: Step[] }>().checks.find(({ id }) => id === 'connection'),
  ).toMatchObject({
    status: 'pass',
    found: 'Plivo, the only active one. Twilio US, remembered on this machine, belongs to Twilio',
  });

  const call = await runPlivo(['call', 'test', '+14155550142', '--no-wait', '--yes'], { env });
  expect(call.exit, call.stderr).toBe(0);
  expect(call.json()).toMatchObject({ connection_id: world.world().connections[0]?.id });
  expect(call.stderr).toContain(
    'Twilio US, remembered on this machine, belongs to Twilio, so it is not used for Plivo.',
  );
});

test('with several Plivo connections it is still open which one calls use', async () => {
  const { env } = await rememberTwilio('two-connections');
  const status = await runPlivo(['status', '--json'], { env });
  expect(status.exit).toBe(0);
  expect(
    status.json<{ steps: Step[] }>().steps.find(({ id }) => id === 'connection')?.evidence,
  ).toContain('Twilio US, chosen for calls, belongs to Twilio');
  const doctor = await runPlivo(['doctor', '--only', 'connection', '--json'], { env });
  expect(doctor.json()).toMatchObject({ status: 'warn' });
  expect(doctor.stdout).toContain('Twilio US, remembered on this machine, belongs to Twilio');
  const call = await runPlivo(['call', 'test', '+14155550142', '--yes', '--json'], { env });
  expect(call.error().code).toBe('CONNECTION_AMBIGUOUS');
});

test('setup offers the open steps, as without it', async () => {
  const { env } = await rememberTwilio('healthy');
  const person = await openTerminal(['setup'], { env });
  await person.sees('What would you like to do?');
  person.presses('\x03');
  expect(await person.exit()).toBe(130);
});
