#!/usr/bin/env node
'use strict';

// Takes the arguments out of the process list: one of them may be a secret.
process.title = 'plivo';

const { main } = require('../dist/main.cjs');

main(process).then((exitCode) => {
  process.exitCode = exitCode;
});
