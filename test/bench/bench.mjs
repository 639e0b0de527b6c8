// Measures the built program as a user meets it: whole processes, medians, and ratios of two
// programs that were run in turn, so that a slow or busy machine distorts both alike.
//
//   npm run bench              all rows
//   npm run bench -- 31        with 31 runs of each program (default 15)
//   npm run bench -- --short   3 runs; fails only if a ratio is ten times its target
//
// Each command runs once before it is measured, so that its compiled code is in the cache, as for a
// user from the second run on. One row shows a first run.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const isShort = process.argv.includes('--short');
const runs = isShort ? 3 : Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), 'plivo-bench-'));
const binary = new URL('../../bin/plivo.js', import.meta.url).pathname;
const authId = 'MABENCH0000000000000';
const connection = {
  id: '9b7f1c44-c87f-4f0c-9124-3c802a9c1a20',
  connection_id: '9b7f1c44-c87f-4f0c-9124-3c802a9c1a20',
  provider: 'plivo',
  provider_key: 'PLIVO',
  name: 'Plivo',
  status: 'ACTIVE',
  is_default: true,
  phone_numbers: [
    { id: 'f1', phone_number: '+14155550100', status: 'ACTIVE', is_default: true, agent: null },
  ],
};
const config = {
  name: 'bench',
  display_name: 'Bench',
  status: 'active',
  allowed_telephony_providers: ['plivo'],
  telephony: { plivo: { configured: true, from_number: '+14155550100' } },
  credits: 100,
};
const mostRows = 10_000;
const manyNumbers = Array.from({ length: mostRows }, (_, index) => ({
  id: `f1a2c3d4-0000-4000-8000-${String(index).padStart(12, '0')}`,
  phone_number: `+1415${String(5_000_000 + index)}`,
  provider: 'PLIVO',
  friendly_name: `Line ${index}`,
  status: 'ACTIVE',
  is_default: index === 0,
  agent: null,
}));
const manyConnections = Array.from({ length: mostRows }, (_, index) => {
  const id = `9b7f1c44-c87f-4f0c-9124-${String(index).padStart(12, '0')}`;
  return {
    ...connection,
    id,
    connection_id: id,
    name: `Plivo ${index}`,
    is_default: index === 0,
    phone_numbers: [
      {
        ...connection.phone_numbers[0],
        id: `f${index}`,
        phone_number: `+1415${5_000_000 + index}`,
      },
    ],
  };
});
/** How many rows the server's lists hold. */
let numberRows = 1;
let connectionRows = 1;
const carrierNumber = { number: '14155550100', voice_enabled: true, alias: 'Main line' };

/** What the server answers; the same for the program and for the bare ones. */
function answer(method, path) {
  const data = (value) => JSON.stringify({ success: true, data: value });
  if (path.startsWith('/api/v2/config')) return data(method === 'PUT' ? { message: 'ok' } : config);
  if (path.startsWith('/api/v2/telephony/connections')) {
    return data({
      connections: connectionRows === 1 ? [connection] : manyConnections.slice(0, connectionRows),
    });
  }
  if (path.startsWith('/api/v2/phone-numbers/sync')) return data({ imported: 0, updated: 0 });
  if (path.startsWith('/api/v2/phone-numbers')) {
    return data({ phone_numbers: manyNumbers.slice(0, numberRows) });
  }
  if (path.startsWith('/api/v2/calls/concurrency')) {
    return data({ limit: 5, active: 0, remaining: 5 });
  }
  if (path.startsWith('/api/v2/calls')) return data({ calls: [], total: 0 });
  if (path.startsWith('/api/v2/agent')) return data({ agents: [], total: 0 });
  if (/\/Number\/\d+/.test(path)) return JSON.stringify(carrierNumber);
  if (/\/Number\//.test(path)) {
    if (numberRows === 1) {
      return JSON.stringify({ meta: { total_count: 1 }, objects: [carrierNumber] });
    }
    // Plivo's pages hold at most 20 numbers.
    const query = new URL(path, origin).searchParams;
    const from = Number(query.get('offset') ?? 0);
    const objects = manyNumbers
      .slice(from, Math.min(numberRows, from + Number(query.get('limit') ?? 20)))
      .map(({ phone_number }) => ({ ...carrierNumber, number: phone_number.slice(1) }));
    return JSON.stringify({ meta: { total_count: numberRows }, objects });
  }
  if (/\/Call\//.test(path)) return JSON.stringify({ meta: { total_count: 0 }, objects: [] });
  return JSON.stringify({ auth_id: authId, name: 'Bench', cash_credits: '10.00000' });
}

let delay = 0;
/** When each request of the running program began and was answered. */
let asked = [];
let onAsked = () => {};
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const one = { from: performance.now(), to: Number.POSITIVE_INFINITY };
    asked.push(one);
    onAsked();
    setTimeout(() => {
      one.to = performance.now();
      response.setHeader('content-type', 'application/json');
      response.end(answer(request.method, request.url));
    }, delay);
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const { NODE_EXTRA_CA_CERTS: _, CI: __, ...inherited } = process.env;
const env = {
  ...inherited,
  VOCOBASE_CONFIG_DIR: join(folder, 'settings'),
  XDG_CACHE_HOME: join(folder, 'cache'),
  VOCOBASE_BASE_URL: `${origin}/api/v2`,
  PLIVO_BASE_URL: `${origin}/v1`,
  VOCOBASE_API_KEY: 'rg_live_benchmarkBenchmark',
  PLIVO_AUTH_ID: authId,
  PLIVO_AUTH_TOKEN: 'benchmark0'.repeat(4),
};

/** Programs to compare with: the same requests and nothing else. */
function program(name, text) {
  const path = join(folder, `${name}.cjs`);
  writeFileSync(path, text);
  return [path];
}
const get = `const http = require('node:http');
const ask = (method, url, body) => new Promise((resolve) => {
  const request = http.request(url, { method, agent, headers: { authorization: 'Bearer x' } }, (reply) => {
    let text = '';
    reply.setEncoding('utf8');
    reply.on('data', (chunk) => { text += chunk; });
    reply.on('end', () => resolve(JSON.parse(text)));
  });
  request.end(body);
});
const agent = new http.Agent({ keepAlive: true });
`;
const bareNode = ['-e', '0'];
const listByHttp = program(
  'list-http',
  `${get}ask('GET', '${origin}/api/v2/telephony/connections').then((reply) => {
  process.stdout.write(JSON.stringify(reply.data) + '\\n'); agent.destroy(); });`,
);
const setupByHttp = program(
  'setup-http',
  `${get}(async () => {
  await ask('GET', '${origin}/api/v2/config');
  await ask('GET', '${origin}/v1/Account/${authId}/');
  await ask('GET', '${origin}/v1/Account/${authId}/Number/14155550100/');
  await ask('GET', '${origin}/api/v2/telephony/connections?provider=plivo');
  await ask('PUT', '${origin}/api/v2/config/telephony/plivo', JSON.stringify({ auth_id: '${authId}' }));
  await ask('GET', '${origin}/api/v2/config');
  await ask('GET', '${origin}/api/v2/telephony/connections?provider=plivo');
  agent.destroy();
})();`,
);
const numbersByHttp = program(
  'numbers-http',
  `${get}ask('GET', '${origin}/api/v2/phone-numbers').then((reply) => {
  process.stdout.write(JSON.stringify(reply.data, null, 2) + '\\n'); agent.destroy(); });`,
);

const statusByHttp = program(
  'status-http',
  `${get}Promise.all([
  ask('GET', '${origin}/api/v2/telephony/connections'),
  ask('GET', '${origin}/api/v2/config'),
  ask('GET', '${origin}/api/v2/phone-numbers'),
]).then((replies) => {
  process.stdout.write(JSON.stringify(replies) + '\\n'); agent.destroy(); });`,
);

const plivo = (...args) => [binary, ...args];
const rows = [
  row('plivo --version', plivo('--version'), 'bare node', bareNode, 1.12),
  row('plivo --help', plivo('--help'), 'bare node', bareNode, 1.3),
  row('plivo explain 3030', plivo('explain', '3030'), 'bare node', bareNode, 1.6),
  row(
    'plivo connections list',
    plivo('connections', 'list'),
    'one bare node:http',
    listByHttp,
    1.5,
  ),
  {
    ...row(
      'plivo connections list, first run',
      plivo('connections', 'list'),
      'one bare node:http',
      listByHttp,
      2,
    ),
    env: { NODE_DISABLE_COMPILE_CACHE: '1' },
  },
  row(
    'plivo setup, scripted',
    plivo('setup', '--from-number', '+14155550100', '--quiet'),
    'its requests over bare node:http',
    setupByHttp,
    1.6,
  ),
  {
    ...row(
      'plivo numbers list, 10,000 of them',
      plivo('numbers', 'list'),
      'reading and parsing them',
      numbersByHttp,
      1.5,
    ),
    numbers: mostRows,
  },
  {
    ...row(
      'plivo status, 100 connections',
      plivo('status', '--all-connections'),
      'reading and parsing the replies',
      statusByHttp,
      1.6,
    ),
    numbers: 100,
    connections: 100,
  },
];

const table = [];
for (const { what, ours, against, theirs, target, numbers, connections, env: own } of rows) {
  numberRows = numbers ?? 1;
  connectionRows = connections ?? 1;
  const times = { ours: [], theirs: [] };
  const peaks = { ours: 0, theirs: 0 };
  for (let index = -1; index < runs; index++) {
    for (const [side, args] of [
      ['ours', ours],
      ['theirs', theirs],
    ]) {
      const { ms, peak } = await time(args, side === 'ours' ? own : undefined);
      if (index >= 0) times[side].push(ms);
      peaks[side] = Math.max(peaks[side], peak);
    }
  }
  table.push({
    what,
    ours: median(times.ours),
    against,
    theirs: median(times.theirs),
    ratio: median(times.ours) / median(times.theirs),
    target,
    peaks,
  });
}

// How three commands grow with the rows they read.
const growing = [
  ['numbers list', plivo('numbers', 'list')],
  ['numbers sync, nothing to do', plivo('numbers', 'sync', '--yes')],
  ['status --all-connections', plivo('status', '--all-connections')],
];
const sizes = isShort ? [10, 1000] : [10, 100, 1000, mostRows];
const growth = [];
for (const [what, args] of growing) {
  const cells = [];
  for (const size of sizes) {
    numberRows = size;
    connectionRows = args.includes('status') ? size : 1;
    const times = [];
    for (let index = -1; index < Math.min(runs, 5); index++) {
      const { ms } = await time(args);
      if (index >= 0) times.push(ms);
    }
    cells.push(`${median(times).toFixed(0)} ms`);
  }
  growth.push([what, ...cells]);
}
numberRows = 1;
connectionRows = 1;

// Doctor against a server that takes 100 ms for each reply: independent checks must not wait for
// one another, so its time is that of the longest chain of requests that did wait.
delay = 100;
const doctor = [];
for (let index = -1; index < Math.min(runs, 9); index++) {
  asked = [];
  const { ms } = await time(plivo('doctor', '--quiet'));
  if (index >= 0) doctor.push({ ms, chain: longestChain(asked) * delay });
}

// Ctrl-C while a reply is awaited: from the signal to the end of the process.
delay = 60_000;
const interrupted = [];
for (let index = 0; index < Math.min(runs, 9); index++) {
  interrupted.push(await timeInterruption(plivo('whoami')));
}
delay = 0;

server.close();
server.closeAllConnections();
rmSync(folder, { recursive: true, force: true });

const cells = table.map((one) => [
  one.what,
  `${one.ours.toFixed(0)} ms`,
  one.against,
  `${one.theirs.toFixed(0)} ms`,
  one.ratio.toFixed(2),
  `≤ ${one.target}`,
  `${(one.peaks.ours / 1024).toFixed(0)} MB`,
]);
const print = (line) => process.stdout.write(`${line}\n`);
print(`Node ${process.version}, ${runs} runs of each, medians; ratio = first / second.\n`);
print('| command | takes | against | takes | ratio | target | peak memory |');
print('|---|---|---|---|---|---|---|');
for (const line of cells) print(`| ${line.join(' | ')} |`);
print(`\n| rows | ${sizes.join(' | ')} |`);
print(`|---${'|---'.repeat(sizes.length)}|`);
for (const line of growth) print(`| ${line.join(' | ')} |`);
const doctorMs = median(doctor.map(({ ms }) => ms));
const chainMs = median(doctor.map(({ chain }) => chain));
print(
  `\nplivo doctor with 100 ms a reply: ${doctorMs.toFixed(0)} ms, ${(doctorMs / chainMs).toFixed(2)} times its longest chain of requests (${chainMs} ms).`,
);
print(
  `Ctrl-C while a reply is awaited: the process ends after ${median(interrupted).toFixed(0)} ms.`,
);

for (const { what, ratio, target } of table) {
  if (!isShort || ratio < 10 * target) continue;
  print(`${what} takes ${ratio.toFixed(1)} times as long; ten times its target is a mistake.`);
  process.exitCode = 1;
}

function row(what, ours, against, theirs, target) {
  return { what, ours, against, theirs, target };
}

function time(args, own) {
  return new Promise((resolve, reject) => {
    const from = process.hrtime.bigint();
    const child = spawn(process.execPath, args, {
      env: { ...env, ...own },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stdout.resume();
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentKiB(child.pid));
    }, 5);
    child.on('close', (code) => {
      clearInterval(watch);
      const ms = Number(process.hrtime.bigint() - from) / 1e6;
      // 20 is doctor's verdict about this small world, not a failure to run.
      if (code === 0 || code === 20) resolve({ ms, peak });
      else reject(new Error(`${args.join(' ')} ended with ${code}: ${errors}`));
    });
  });
}

/** How many requests followed one another, each sent after the one before was answered. */
function longestChain(requests) {
  let length = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...requests].sort((a, b) => a.to - b.to)) {
    if (from < free) continue;
    length++;
    free = to;
  }
  return length;
}

function timeInterruption(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
    let from = null;
    onAsked = () => {
      onAsked = () => {};
      from = performance.now();
      child.kill('SIGINT');
    };
    child.on('close', (code) => {
      if (from !== null) resolve(performance.now() - from);
      else reject(new Error(`${args.join(' ')} ended with ${code} before it asked anything`));
    });
  });
}

function residentKiB(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
