#!/usr/bin/env node
'use strict';

// A file of its own: on Windows, and with pnpm, only the file says by which name it was called.
require('./plivo.js');
