import { realpathSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topics } from '../../../src/cli/help.ts';
import { providerNames } from '../../../src/domain/vocobase/provider-names.ts';
import { errorCatalogue } from '../../../src/errors/catalogue/errors.ts';
import { scenarios } from '../../../src/sandbox/scenarios.ts';
import { removeFolders, runPlivo } from '../../support/run.ts';
import { openTerminal } from '../../support/terminal.ts';
import { hasShell, linesOf, scriptOf } from './scripts.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
const scripts: Record<string, { file: string; text: string }> = {};
let files = '';

beforeAll(async () => {
  for (const shell of shells) scripts[shell] = await scriptOf(shell);
  files = realpathSync(await mkdtemp(join(tmpdir(), 'plivo-files-')));
  await writeFile(join(files, 'one file.json'), '');
  await writeFile(join(files, 'other.json'), '');
});
afterAll(async () => {
  await removeFolders();
  await rm(files, { recursive: true, force: true });
});

const scenarioNames = scenarios.map(({ name }) => name);
const tokenScenarios = scenarioNames.filter((name) => name.startsWith('token'));

/** What is typed, split as bash splits it, and all that is offered for the last word. */
const offers: [typed: string[], offered: readonly string[]][] = [
  [['conn'], ['connections']],
  [['connections', 'li'], ['list']],
  [
    ['config', ''],
    ['list', 'get', 'set', 'unset', 'path'],
  ],
  [['--json', 'config', 'g'], ['get']],
  [['--scenario', 'healthy', 'config', 'g'], ['get']],
  [['config', 'get', 'endpoints.phone_numbers_'], ['endpoints.phone_numbers_sync']],
  [['config', 'set', 'agent', ''], []],
  [['--scenario', 'token'], tokenScenarios],
  [['setup', '--sandbox', '--scenario', ''], scenarioNames],
  [
    ['connections', 'list', '--pro'],
    ['--provider', '--profile'],
  ],
  [['connections', 'list', '--provider', ''], providerNames],
  [
    ['connections', 'create', '--transport', ''],
    ['UDP', 'TCP', 'TLS'],
  ],
  [
    ['login', '--store', ''],
    ['auto', 'keychain', 'file'],
  ],
  [
    ['doctor', '--fail-on', ''],
    ['warn', 'fail'],
  ],
  [['call', 'list', '--status', 'no'], ['no_answer']],
  [['call', 'test', '--time'], ['--timeout']],
  [
    ['api', 'P'],
    ['POST', 'PUT', 'PATCH'],
  ],
  [['api', 'POST', ''], []],
  [['completion', ''], shells],
  [
    ['explain', 'NETWORK_'],
    Object.keys(errorCatalogue()).filter((code) => code.startsWith('NETWORK_')),
  ],
  [['explain', 'TIMEOUT', 'OUTCOME'], ['OUTCOME_UNKNOWN']],
  [
    ['help', 'e'],
    ['explain', 'environment', 'exit-codes'],
  ],
  [['help', 'config', 'un'], ['unset']],
  [['config', 'list', '--', '--js'], []],
  [['nonsense', 'con'], []],
];

const sorted = (words: readonly string[]) => [...words].sort();

/** Asks the script as bash does, with no program to be found: completing must need none. */
function askBash(words: readonly string[]): Promise<string[]> {
  const script = [
    'source "$1"; shift',
    'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _plivo',
    `printf '%s\\n' "\${COMPREPLY[@]}"`,
  ].join('\n');
  const args = ['--norc', '--noprofile', '-c', script, 'bash', scripts.bash?.file ?? '', ...words];
  return linesOf('/bin/bash', args, { PATH: '/nonexistent' });
}

test.each(offers)('bash: %j offers %j', async (typed, offered) => {
  expect(sorted(await askBash(['plivo', ...typed]))).toEqual(sorted(offered));
});

test.each([
  [['--scenario', '=', 'token'], tokenScenarios],
  [['--scenario', '='], scenarioNames],
  [['--scenario', '=', 'healthy', 'config', 'g'], ['get']],
  [['--scenario=token'], tokenScenarios.map((name) => `--scenario=${name}`)],
])('bash: %j offers %j for a value after =', async (typed, offered) => {
  expect(await askBash(['plivo', ...typed])).toEqual(offered);
});

test('bash: offers every global flag after every command', async () => {
  const globals = (await askBash(['plivo', '--'])).sort();
  expect(globals).toEqual(expect.arrayContaining(['--json', '--no-input', '--help', '--yes']));
  for (const command of [['status'], ['config', 'list'], ['sandbox', 'start']]) {
    expect(await askBash(['plivo', ...command, '--'])).toEqual(expect.arrayContaining(globals));
  }
});

test('bash: offers files for a flag that takes a file', async () => {
  const start = join(files, 'o');
  expect(sorted(await askBash(['plivo', 'sandbox', 'start', '--state', start]))).toEqual([
    join(files, 'one file.json'),
    join(files, 'other.json'),
  ]);
});

test('bash: offers the existing help topics', async () => {
  expect(await askBash(['plivo', 'help', ''])).toEqual(expect.arrayContaining(Object.keys(topics)));
});

test('bash: works under set -eu', async () => {
  const script = `set -eu; source "$1"; COMP_WORDS=(plivo con); COMP_CWORD=1; _plivo; echo "\${COMPREPLY[*]}"`;
  const args = ['--norc', '--noprofile', '-c', script, 'bash', scripts.bash?.file ?? ''];
  expect(await linesOf('/bin/bash', args)).toEqual(['connections config']);
});

/** How each shell starts without user settings and loads the script. */
const interactive = {
  bash: { command: ['/bin/bash', '--norc', '--noprofile', '-i'], load: 'source' },
  zsh: { command: ['zsh', '-f', '-i'], load: 'autoload -Uz compinit && compinit -u -D && source' },
} as const;

describe.each(['bash', 'zsh'] as const)('%s: a person who presses Tab', (shell) => {
  test.runIf(hasShell(shell)).each(['plivo', 'vocobase-plivo'])('completes %s', async (name) => {
    const { command, load } = interactive[shell];
    const person = await openTerminal([], {
      command,
      env: { PS1: '> ', INPUTRC: '/dev/null', TERM: 'dumb' },
    });
    await person.sees('> ');
    person.answers(`${load} '${scripts[shell]?.file}'`);
    await person.sees('> ');
    person.presses(`${name} prof\t`);
    await person.sees(`${name} profiles`);
    person.presses('us\t');
    await person.sees('use');
    // Empties the line: Ctrl-C could fall into a completion that is still under way.
    person.presses('\x15');
    person.presses(`${name} --scenario token-f\t`);
    await person.sees('token-fails-at-call');
    person.presses('\x15');
    person.answers('exit');
    await person.exit();
  });
});

test.runIf(hasShell('fish')).each(offers)('fish: %j offers %j', async (typed, offered) => {
  const line = ['plivo', ...typed].join(' ');
  const args = ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]'];
  const lines = await linesOf('fish', [...args, scripts.fish?.file ?? '', line]);
  expect(sorted(lines.map((each) => each.split('\t')[0] ?? ''))).toEqual(sorted(offered));
});

test.each(['zsh', 'fish'].filter(hasShell))('%s accepts the script', async (shell) => {
  await expect(linesOf(shell, ['-n', scripts[shell]?.file ?? ''])).resolves.toEqual([]);
});

test.each([
  ['bash', 'complete -F _plivo plivo vocobase-plivo'],
  ['zsh', 'compdef _plivo plivo vocobase-plivo'],
  ['fish', 'for name in plivo vocobase-plivo'],
  ['powershell', "-CommandName @('plivo', 'vocobase-plivo')"],
])('%s completes both names of the program', (shell, line) => {
  expect(scripts[shell]?.text).toContain(line);
});

test('zsh finds the script as a file in its function path', () => {
  expect(scripts.zsh?.text).toMatch(/^#compdef plivo vocobase-plivo\n/);
});

test.each(shells)('%s knows commands, flags, choices, and scenarios', (shell) => {
  const words = ['voicemail', '--sync-numbers', '--base-url', 'keychain', ...scenarioNames];
  for (const word of words) expect(scripts[shell]?.text).toContain(word);
});

test('powershell: uses only ASCII, and closes every quote and bracket', () => {
  const text = scripts.powershell?.text ?? '';
  expect(text).toMatch(/^[\n -~]*$/);
  const code = text
    .replace(/^#.*$/gm, '')
    .replace(/'(?:[^']|'')*'/g, '')
    .replace(/"[^"]*"/g, '');
  expect(code).not.toMatch(/['"]/);
  for (const [open, close] of ['()', '{}', '[]']) {
    expect(code.split(open ?? '').length).toBe(code.split(close ?? '').length);
  }
});

test('prints the script as is, and as JSON only with --json', async () => {
  const json = await runPlivo(['completion', 'bash', '--json']);
  expect(json.json()).toEqual({ script: scripts.bash?.text });
  expect(scripts.bash?.text).toMatch(/^# Completion of plivo/);
});

test('refuses another shell', async () => {
  const refused = await runPlivo(['completion', 'tcsh', '--json']);
  expect([refused.exit, refused.stdout, refused.error().code]).toEqual([2, '', 'USAGE']);
});

test('reads no settings, so a damaged file does not matter', async () => {
  const folder = join(files, 'settings');
  await writeFile(join(files, 'settings'), 'a file instead of the folder');
  const printed = await runPlivo(['completion', 'fish'], { env: { VOCOBASE_CONFIG_DIR: folder } });
  expect([printed.exit, printed.stderr]).toEqual([0, '']);
});
