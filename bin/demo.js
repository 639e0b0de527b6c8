#!/usr/bin/env node
'use strict';

// Runs the whole onboarding against the sandbox without prompts, with the commands that a partner
// engineer would type. Settings go into a temporary folder.

const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const story = [
  [
    'Connect Plivo, import the numbers, and place a test call',
    ['setup', '--sandbox', '--sync-numbers', '--call-to', '+14155550142', '--yes'],
  ],
  ['Check everything that calls need', ['doctor', '--sandbox']],
  ['Look up what went wrong, offline', ['explain', 'no audio']],
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
      [
        '',
        '# Continue from this checkout (the state of this demo is deleted)',
        '$ node bin/plivo.js setup --sandbox   # step by step, in the sandbox',
        '$ node bin/plivo.js setup             # with your own account',
        '',
      ].join('\n'),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
