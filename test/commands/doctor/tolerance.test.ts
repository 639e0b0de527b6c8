import { afterAll, expect, test } from 'vitest';
import type { DoctorResult } from '../../../src/commands/doctor/check.ts';
import type { StatusResult } from '../../../src/commands/status/status.ts';
import type { ChoiceSettings } from '../../../src/sandbox/choices.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';
import { everything, openWorld } from '../../support/world.ts';

afterAll(removeFolders);

/** Undocumented choices, made the other way. None of them is a fault of the account. */
const otherways: readonly Partial<ChoiceSettings>[] = [
  { connectionListShape: 'array' },
  { connectionListPaging: 'page' },
  { numberListShape: 'items' },
  { plusInNumbers: false },
  { numberRowOnCreate: false },
  { activeStatus: 'CONNECTED' },
  { activeStatus: 'is_active' },
  { isDefaultShown: false },
  { telephonyKeys: 'none' },
  { allowedProviders: 'object' },
  { allowedProviders: 'missing' },
  { allowedProviders: 'upper-case' },
  { activePartnerStatus: 'approved' },
  { configShows: 'newest' },
  { fromNumberInConfig: false },
  { creditsInConfig: false },
  { agentListShape: 'array' },
  { largerPage: 'refuse' },
  { finalStatuses: 'other-words' },
  { processingComplete: 'absent' },
  { sessions: 'none' },
];

test.each(otherways)('%j: doctor finds no fault, and status is ready', async (settings) => {
  const sandbox = await openWorld({ scenario: 'healthy' });
  Object.assign(sandbox.world().choices, settings);
  const env = { ...everything(sandbox), PATH: '' };
  const [doctor, status] = await Promise.all([
    runPlivo(['doctor', '--json'], { env }),
    runPlivo(['status', '--json'], { env }),
  ]);
  const faults = doctor
    .json<DoctorResult>()
    .checks.filter(({ status: one }) => one === 'fail' || one === 'warn');
  expect(faults).toEqual([]);
  expect(status.json<StatusResult>().status).toBe('ready');
  expect([doctor.exit, status.exit]).toEqual([0, 0]);
});
