#!/usr/bin/env node
'use strict';

// Removes the arguments from the process list. One of them may be a secret.
process.title = 'plivo';
// Credentials are sent, so certificates are always verified. NODE_EXTRA_CA_CERTS adds private ones.
delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;

const { main } = require('../dist/main.cjs');

main(process).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  // Every other failure is already reported. Here the report could not be written, as on a full disk.
  (error) => {
    process.exitCode = 1;
    process.stderr.write(`plivo: the output could not be written (${error.code ?? 'unknown'})\n`);
  },
);
