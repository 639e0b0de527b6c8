import { afterAll, describe, expect, test } from 'vitest';
import type { DoctorResult } from '../../../src/commands/doctor/check.ts';
import { checks } from '../../../src/commands/doctor/checks/all.ts';
import type { ScenarioName } from '../../../src/sandbox/scenarios.ts';
import { environment } from '../../support/child.ts';
import { startFaultServer, storeConnection } from '../../support/fault-server.ts';
import { changed, status } from '../../support/faults.ts';
import { whyUnparsable } from '../../support/parse-command.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';
import { everything, openWorld } from '../../support/world.ts';
import { findingOf } from './support.ts';

afterAll(removeFolders);

interface Rule {
  readonly scenario: ScenarioName;
  readonly check: string;
  readonly status: 'fail' | 'warn' | 'unknown';
  readonly found: RegExp;
  /** What the remedy says. */
  readonly remedy?: RegExp;
  /** A part of one of its commands. */
  readonly command?: string;
  readonly exit: 0 | 20;
}

const rules: readonly Rule[] = [
  { scenario: 'garbled', check: 'api', status: 'fail', found: /web page/, exit: 20 },
  {
    scenario: 'key-revoked',
    check: 'key',
    status: 'fail',
    found: /refused/,
    command: 'explain UNAUTHORIZED',
    exit: 20,
  },
  { scenario: 'partner-suspended', check: 'partner', status: 'fail', found: /suspended/, exit: 20 },
  {
    scenario: 'plivo-not-allowed',
    check: 'provider-allowed',
    status: 'fail',
    found: /twilio, vobiz/,
    exit: 20,
  },
  { scenario: 'no-balance', check: 'vocobase-balance', status: 'fail', found: /0\.00/, exit: 20 },
  {
    scenario: 'default',
    check: 'configured',
    status: 'fail',
    found: /Plivo is not connected to Vocobase/,
    command: 'setup',
    exit: 20,
  },
  {
    scenario: 'two-connections',
    check: 'connection',
    status: 'warn',
    found: /2 connections are active.*Plivo India - Sales/,
    command: 'connections use 0c1e4b10',
    exit: 0,
  },
  {
    scenario: 'token-rotated',
    check: 'stored-token',
    status: 'fail',
    found: /refused the credentials that Vocobase holds \(\d{4}-/,
    remedy: /Plivo accepts the token on this machine.*only a call proves it/,
    command: 'credentials rotate',
    exit: 20,
  },
  {
    scenario: 'token-fails-at-call',
    check: 'stored-token',
    status: 'fail',
    found: /refused the credentials/,
    exit: 20,
  },
  {
    scenario: 'token-rotated',
    check: 'recent-calls',
    status: 'warn',
    found: /1 of 1 recent call failed/,
    exit: 20,
  },
  {
    scenario: 'carrier-refused',
    check: 'plivo-credentials',
    status: 'fail',
    found: /MASA\*{4}0001 with the Auth Token on this machine/,
    remedy: /PLIVO_AUTH_TOKEN. Whether Vocobase holds a newer token, no API shows/,
    exit: 20,
  },
  {
    scenario: 'carrier-blocked',
    check: 'plivo-credentials',
    status: 'warn',
    found: /403/,
    command: 'explain ip-allow-list',
    exit: 0,
  },
  {
    scenario: 'carrier-no-credit',
    check: 'plivo-balance',
    status: 'fail',
    found: /0\.00/,
    command: 'explain 1010',
    exit: 20,
  },
  { scenario: 'carrier-trial', check: 'plivo-trial', status: 'warn', found: /developer/, exit: 0 },
  {
    scenario: 'no-voice-number',
    check: 'plivo-numbers',
    status: 'fail',
    found: /4 numbers, none with Voice/,
    exit: 20,
  },
  {
    scenario: 'subaccount-empty',
    check: 'plivo-numbers',
    status: 'fail',
    found: /subaccount/,
    exit: 20,
  },
  {
    scenario: 'agent-number',
    check: 'shown-number',
    status: 'warn',
    found: /Demo Agent show \+14155550101, not \+14155550100/,
    command: 'numbers update +14155550101 --no-agent',
    exit: 0,
  },
  {
    scenario: 'number-released',
    check: 'number-owned',
    status: 'fail',
    found: /\+14155550100 is not on/,
    command: 'setup --from-number +14155550101',
    exit: 20,
  },
  {
    scenario: 'subaccount-empty',
    check: 'number-owned',
    status: 'fail',
    found: /\+14155550100/,
    exit: 20,
  },
  {
    scenario: 'no-voice-number',
    check: 'number-voice',
    status: 'fail',
    found: /no Voice capability/,
    exit: 20,
  },
  {
    scenario: 'caller-id-unknown',
    check: 'number-imported',
    status: 'warn',
    found: /\+14155550100 is not imported/,
    command: 'numbers sync --connection 0c0e4b10',
    exit: 0,
  },
  {
    scenario: 'number-released',
    check: 'number-drift',
    status: 'warn',
    found: /\+14155550100 is imported but not on the Plivo account/,
    command: 'numbers update +14155550100 --deactivate',
    exit: 20,
  },
  {
    scenario: 'sync-missing',
    check: 'number-drift',
    status: 'warn',
    found: /\+14155550101, .* on the Plivo account and not imported/,
    command: 'numbers sync',
    exit: 0,
  },
  {
    scenario: 'india-compliance',
    check: 'india-compliance',
    status: 'fail',
    found: /rejected/,
    exit: 20,
  },
  {
    scenario: 'no-agent',
    check: 'agent',
    status: 'fail',
    found: /no agent/,
    command: 'plivo agents create --sandbox',
    exit: 20,
  },
  {
    scenario: 'voicemail',
    check: 'voicemail',
    status: 'warn',
    found: /Demo Agent/,
    command: 'agents voicemail',
    exit: 0,
  },
  { scenario: 'concurrency-full', check: 'concurrency', status: 'fail', found: /5 of 5/, exit: 20 },
  {
    scenario: 'dropped-calls',
    check: 'recent-calls',
    status: 'fail',
    found: /^2 of 3 recent calls failed .*and 1 ended within seconds/,
    command: 'call show',
    exit: 20,
  },
  {
    scenario: 'dropped-calls',
    check: 'hangup-causes',
    status: 'fail',
    found: /3030 Unknown Caller ID ×2/,
    command: 'explain 3030',
    exit: 20,
  },
  { scenario: 'healthy', check: 'geo-permissions', status: 'unknown', found: /No API/, exit: 0 },
  { scenario: 'healthy', check: 'data-region', status: 'unknown', found: /No API/, exit: 0 },
  { scenario: 'healthy', check: 'ip-allow-list', status: 'unknown', found: /No API/, exit: 0 },
  { scenario: 'healthy', check: 'plivo-plan', status: 'unknown', found: /No API/, exit: 0 },
];

/** These have a test of their own, or nothing to object to. */
const elsewhere = [
  'voicemail-enabled',
  'path',
  'key-storage',
  'number-application',
  'conversation',
];

test('every check has a scenario in which it reports something', () => {
  const fired = new Set([...rules.map(({ check }) => check), ...elsewhere]);
  expect(checks.map(({ id }) => id).filter((id) => !fired.has(id))).toEqual([]);
});

const scenarios = [...new Set(rules.map(({ scenario }) => scenario))];

describe.each(scenarios)('in the scenario %s', (scenario) => {
  const own = rules.filter((rule) => rule.scenario === scenario);
  const run = once(() => runPlivo(['doctor', '--sandbox', '--scenario', scenario, '--json']));

  test.each(own)(
    '$check: $status',
    async ({ check, status, found, remedy = /\S/, command, exit }) => {
      const ran = await run();
      const finding = findingOf(ran.json<DoctorResult>(), check);
      expect(finding).toMatchObject({ status, found: expect.stringMatching(found) });
      expect(finding.remedy).toEqual(expect.stringMatching(remedy));
      if (command !== undefined) expect(finding.commands.join('\n')).toContain(command);
      expect(ran.exit).toBe(exit);
      expect(ran.stderr).toBe('');
    },
  );

  test('every command that it prints runs as printed', async () => {
    const commands = (await run()).json<DoctorResult>().checks.flatMap((check) => check.commands);
    for (const command of commands) {
      expect(command).toMatch(/^plivo /);
      expect(command).not.toContain('<');
      expect(await whyUnparsable(command.replace(/^plivo /, ''))).toBeNull();
    }
  });
});

test('nothing fails and nothing warns for a healthy account', async () => {
  // What else is on this machine's PATH is no matter of the scenario.
  const args = ['doctor', '--sandbox', '--scenario', 'healthy', '--fail-on', 'warn'];
  const ran = await runPlivo(args, { env: { PATH: '' } });
  const result = ran.json<DoctorResult>();
  expect(result.status).toBe('pass');
  expect(result.checks.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
  expect(ran.exit).toBe(0);
});

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

describe('when Plivo refuses the credentials on this machine', () => {
  const refused = { PLIVO_AUTH_TOKEN: 'wrongToken'.repeat(4), PATH: '' };

  test.each([
    ['default', 'configured'],
    ['token-rotated', 'stored-token'],
  ] as const)('no command sends them: %s, %s', async (scenario, id) => {
    const sandbox = await openWorld({ scenario });
    const ran = await runPlivo(['doctor', '--json'], {
      env: { ...everything(sandbox), ...refused },
    });
    const result = ran.json<DoctorResult>();
    expect(findingOf(result, id).status).toBe('fail');
    expect(findingOf(result, id).commands.join()).toMatch(/^plivo explain /);
    const commands = result.checks.flatMap((check) => check.commands).join('\n');
    expect(commands).not.toMatch(/plivo (setup|credentials rotate)/);
  });
});

test('a number is named by its id if the list of numbers is not available', async () => {
  const server = await startFaultServer((world) => {
    storeConnection(world, { from_number: '+14155550100' });
    world.agents = [{ id: 'a1', agent_name: 'Demo' }];
  });
  const bound = changed((body) => {
    const { data } = body as { data: { connections: { phone_numbers: object[] }[] } };
    for (const one of data.connections.flatMap(({ phone_numbers }) => phone_numbers)) {
      Object.assign(one, { agent: { id: 'a1', name: 'Demo' } });
    }
    return body;
  });
  server.fault('GET /telephony/connections', bound);
  const run = async () => {
    const ran = await runPlivo(['doctor', '--json'], { env: { ...environment(server), PATH: '' } });
    return findingOf(ran.json<DoctorResult>(), 'shown-number').commands;
  };
  expect(await run()).toEqual(['plivo numbers update +14155550100 --no-agent']);
  server.fault('GET /phone-numbers', status(404));
  const [command = ''] = await run();
  expect(command).toBe(`plivo numbers update ${server.world.numbers[0]?.id} --no-agent`);
  const words = command.replace(/^plivo /, '').split(' ');
  const update = await runPlivo([...words, '--json'], { env: environment(server) });
  expect(update.exit, update.stderr).toBe(0);
  await server.close();
});
