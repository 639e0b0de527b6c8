import { describe, expect, test } from 'vitest';
import { checks } from '../../src/commands/doctor/checks/all.ts';
import { setupSteps } from '../../src/commands/setup/setup.ts';
import type { GuideId } from '../../src/errors/catalogue/symptoms.ts';
import { guideCoverage } from '../../src/errors/explain.ts';
import { whyUnparsable } from '../support/parse-command.ts';

type StepId = (typeof setupSteps)[number]['id'];

/**
 * Every entry of the setup guide: prerequisites, steps, voicemail, faults, rotation, what comes
 * next. Beside each what does it or checks it; the doctor's checks name their entries themselves.
 */
const entries: Readonly<Record<GuideId, { steps?: StepId[]; commands?: string[] }>> = {
  P1: { steps: ['credentials', 'carrier'] },
  P2: { steps: ['carrier'] },
  P3: { steps: ['access'] },
  S1: { steps: ['credentials', 'carrier'] },
  S2a: { steps: ['connection'], commands: ['setup'] },
  S2b: { steps: ['connection'], commands: ['connections create --name <name>'] },
  S3: { steps: ['confirm'], commands: ['status'] },
  S4: { steps: ['call'], commands: ['call test --to <number>'] },
  V1: { steps: ['voicemail'], commands: ['agents voicemail <agent> --enable'] },
  V2: { commands: ['agents voicemail <agent> --message <text>'] },
  V3: { commands: ['agents voicemail <agent> --enable'] },
  F1: { commands: ['doctor --only provider-allowed', 'explain "plivo not configured"'] },
  F2: { commands: ['connections list --provider plivo', 'connections use <connection>'] },
  F3a: { steps: ['carrier'] },
  F3b: { commands: ['credentials rotate'] },
  F4a: { commands: ['doctor --only number-voice'] },
  F4b: { commands: ['doctor --only geo-permissions', 'explain 2030'] },
  F4c: { commands: ['call show <call-id>', 'doctor --only hangup-causes'] },
  F5a: { commands: ['doctor --only number-imported', 'numbers list'] },
  F5b: { steps: ['numbers'], commands: ['numbers sync'] },
  R1: { commands: ['credentials rotate'] },
  N1: { commands: ['connections create --name <name>', 'connections use <connection>'] },
  N2: { commands: ['connections create --provider twilio --name <name>'] },
  N3: { commands: ['agents create --name <name> --prompt <text> --voice <voice-id>'] },
};

const ids = Object.keys(entries) as GuideId[];

test('there is one entry for each entry of the guide', () => {
  expect(ids).toHaveLength(24);
});

describe.each(ids)('%s', (id) => {
  const { steps = [], commands = [] } = entries[id];

  test('is explained', () => {
    expect(guideCoverage().get(id) ?? []).not.toEqual([]);
  });

  test('is covered by a step or a command that exists', async () => {
    expect(steps.length + commands.length).toBeGreaterThan(0);
    expect(setupSteps.map((step) => step.id)).toEqual(expect.arrayContaining(steps));
    for (const command of commands) expect(await whyUnparsable(command)).toBeNull();
  });
});

test.each(ids.filter((id) => /^[PF]/.test(id)))('doctor has a check for %s', (id) => {
  expect(checks.filter(({ guide }) => guide.includes(id))).not.toEqual([]);
});

test('checks named here exist', () => {
  const named = Object.values(entries)
    .flatMap(({ commands = [] }) => commands)
    .flatMap((command) => /^doctor --only (\S+)$/.exec(command)?.[1] ?? []);
  expect(checks.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
});
