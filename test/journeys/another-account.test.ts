import { afterAll, expect, test } from 'vitest';
import { removeFolders, runPlivo, settingsFolder } from '../support/run.ts';
import { addresses, openWorld } from '../support/world.ts';

afterAll(removeFolders);

test('printed commands keep the profile and the base URL, so that they act on the same account', async () => {
  const missing = await runPlivo(['whoami', '--profile', 'staging', '--json']);
  expect(missing.error<{ commands: string[] }>().commands).toContain(
    'plivo login --profile staging',
  );

  const sandbox = await openWorld();
  const { VOCOBASE_BASE_URL: url = '', ...env } = addresses(sandbox);
  const status = await runPlivo(['status', '--profile', 'staging', '--base-url', url, '--json'], {
    env,
  });
  expect(status.exit).toBe(20);
  expect(status.stdout).toContain(`plivo setup --profile staging --base-url ${url}`);
});

test('the sandbox works without a writable folder, and reports it', async () => {
  const folder = `${await settingsFolder()}/file`;
  const { writeFile } = await import('node:fs/promises');
  await writeFile(folder, '');
  const run = await runPlivo(['setup', '--sandbox', '--json'], {
    env: { VOCOBASE_CONFIG_DIR: folder },
  });
  expect(run.exit).toBe(0);
  expect(run.json()).toMatchObject({ status: 'ready' });
  const told = await runPlivo(['whoami', '--sandbox', '--no-json'], {
    env: { VOCOBASE_CONFIG_DIR: folder },
  });
  expect(told.stderr).toContain('VOCOBASE_CONFIG_DIR names another folder');
});

test('a suspended partner gets PARTNER_INACTIVE even if the agent has to be looked up first', async () => {
  const run = await runPlivo([
    ...['call', 'test', '--sandbox', '--scenario', 'partner-suspended', '--json', '--yes'],
    ...['--to', '+14155550142', '--agent', 'Demo Agent'],
  ]);
  expect(run.error()).toMatchObject({ code: 'PARTNER_INACTIVE', exit_code: 5 });
});

test('words after -- are not flags, for errors either', async () => {
  const run = await runPlivo(['status', '--', '--json']);
  expect(run.exit).toBe(2);
  expect(run.stderr).toContain('USAGE · exit 2');
});
