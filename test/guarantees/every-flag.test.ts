import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CommandData, type FlagData, readTree } from '../../src/commands/tree.ts';
import { declaredProgram } from '../support/program.ts';
import { removeFolders, runPlivo } from '../support/run.ts';

const tree = await readTree(await declaredProgram());
const place = mkdtempSync(join(tmpdir(), 'plivo-every-flag-'));
const token = 'a1B2'.repeat(10);
writeFileSync(join(place, 'secret.txt'), `${token}\n`);

afterAll(async () => {
  rmSync(place, { recursive: true, force: true });
  await removeFolders();
});

/** A value of the right form for each placeholder; what is not named here is any text. */
const samples: Readonly<Record<string, string>> = {
  agent: 'Demo Agent',
  'call-id': '0d0e4b10-5a4d-4b0c-8d3e-000000000001',
  command: 'logout',
  connection: 'Sales',
  count: '5',
  id: 'MAXXXXXXXXXXXXXXXXXX',
  json: '{}',
  key: 'agent',
  list: 'agent-spoke',
  method: 'GET',
  ms: '1',
  name: 'default',
  'name=value': 'a=b',
  names: 'status',
  number: '+14155550142',
  'number-or-id': '+14155550100',
  path: '/config',
  port: '0',
  scenario: 'healthy',
  seconds: '30',
  token,
  url: 'http://127.0.0.1:1/api/v2',
  voice: 'Asha',
};

/** What a flag would wait for, or where its value is a path on this machine. */
const ofFlags: Readonly<Record<string, string>> = {
  '--api-key-file': join(place, 'secret.txt'),
  '--auth-token-file': join(place, 'secret.txt'),
  '--env-file': join(place, '.env'),
  '--output': join(place, 'report.html'),
  '--scenario': 'healthy',
};

function argumentsOf(data: CommandData): string[] {
  return data.arguments
    .filter(({ required }) => required)
    .map(({ name, values }) => values?.[0] ?? samples[name] ?? 'sample');
}

function typed({ flag, value, values }: FlagData): string[] {
  if (value === null) return [flag];
  return [flag, ofFlags[flag] ?? values?.[0] ?? samples[value] ?? 'sample'];
}

/** Runs one command line in the sandbox without a person. A call is not waited for. */
async function run(data: CommandData, flags: readonly string[]) {
  const words = [...data.command.split(' '), ...argumentsOf(data)];
  const settled = ['--sandbox', '--json', '--no-input', '--yes'];
  const quick = data.command === 'call test' && !flags.includes('--no-wait') ? ['--no-wait'] : [];
  // A sandbox has an address of its own, and --scenario needs one.
  const own = flags.includes('--base-url') ? settled.slice(1) : settled;
  const args = [...words, ...flags, ...quick, ...own.filter((flag) => !flags.includes(flag))];
  const options = { stdin: `${token}\n`, cwd: place };
  // In front, `--` keeps Node.js from reading --env-file itself.
  return { args, ran: await runPlivo(['--', ...args], options) };
}

const commands = tree.commands.filter(({ command }) => command !== 'sandbox start');

describe('every command works with each of its flags in the sandbox', () => {
  test.each(commands.map((data): [string, CommandData] => [data.command, data]))(
    '%s',
    { timeout: 120_000 },
    async (_, data) => {
      for (const flags of [[], ...data.flags.map(typed)]) {
        const { args, ran } = await run(data, flags);
        const shown = `${args.join(' ')}\n${ran.stdout}\n${ran.stderr}`;
        expect(ran.exit, shown).not.toBe(1);
        expect(data.exit_codes, shown).toContain(ran.exit);
        // The answer or the error, never both, each as one JSON document; schemas are checked too.
        if (ran.stdout !== '') expect(() => ran.json(), shown).not.toThrow();
        else expect(ran.error().exit_code, shown).toBe(ran.exit);
      }
    },
  );
});

describe('every global flag', () => {
  const status = tree.commands.filter(({ command }) => command === 'status');
  const printing = new Set(['--version', '--help', '--no-json']);

  test.each(
    status.flatMap((data) =>
      tree.global_flags.map((flag): [string, CommandData, FlagData] => [flag.flag, data, flag]),
    ),
  )('%s', async (_, data, flag) => {
    const { args, ran } = await run(data, typed(flag));
    const shown = `${args.join(' ')}\n${ran.stdout}\n${ran.stderr}`;
    expect([...data.exit_codes], shown).toContain(ran.exit);
    expect(ran.exit, shown).not.toBe(1);
    if (!printing.has(flag.flag) && ran.stdout !== '') {
      expect(() => ran.json(), shown).not.toThrow();
    }
  });
});
