#!/usr/bin/env node
'use strict';

// Takes the arguments out of the process list: one of them may be a secret.
process.title = 'plivo';
// Credentials are sent, so certificates are always checked; a private root goes beside the known ones.
delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;

const { main } = require('../dist/main.cjs');

main(process).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  // Every failure is reported before; this one is that the report could not be written: a full disk.
  (error) => {
    process.exitCode = 1;
    process.stderr.write(`plivo: the output could not be written (${error.code ?? 'unknown'})\n`);
  },
);
