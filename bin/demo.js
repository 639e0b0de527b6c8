#!/usr/bin/env node
'use strict';

// The whole onboarding against the sandbox, with nobody to ask: what a partner engineer does, in
// the commands that they would type. Settings go into a folder of their own and leave with it.

const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const story = [
  ['Connect Plivo to Vocobase', ['setup', '--sandbox']],
  ['Import the phone numbers', ['numbers', 'sync', '--sandbox']],
  [
    'Place the first call and follow it',
    ['call', 'test', '--sandbox', '--to', '+14155550142', '--agent', 'Demo Agent', '--yes'],
  ],
];

const folder = mkdtempSync(join(tmpdir(), 'plivo-demo-'));
try {
  for (const [title, words] of story) {
    const typed = words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ');
    process.stdout.write(`\n# ${title}\n$ plivo ${typed}\n`);
    const run = spawnSync(
      process.execPath,
      [join(__dirname, 'plivo.js'), ...words, '--no-json', '--no-input'],
      { stdio: 'inherit', env: { ...process.env, VOCOBASE_CONFIG_DIR: folder } },
    );
    if (run.status !== 0) {
      process.exitCode = run.status ?? 1;
      break;
    }
  }
  if (!process.exitCode) {
    process.stdout.write(
      '\nThat was the whole way. With your own account: plivo login, then plivo setup.\n',
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
