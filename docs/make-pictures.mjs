// Draws the pictures of README.md. Each is a real run of the built program on a pseudo-terminal, against
// its sandbox, read from a terminal emulator. `npm run pictures` draws them again.

import { spawn as spawnProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { spawn as openTerminal } from '@lydell/node-pty';
import terminals from '@xterm/headless';
import { drawTerminal } from './draw-terminal.mjs';

const binary = resolve(import.meta.dirname, '../bin/plivo.js');
/** How long the program may take to ask the next question, in milliseconds. */
const patience = 30_000;
const screenRows = 200;
/** Ids for the pictures, instead of those that differ from run to run. */
const pictureIds = ['5d1f0c9e-2b7a-4c36-9f58-7e04a1c3b826', 'b84e27f1-60d3-4a95-8c1e-3f9a52d7e60b'];

/** `answers`: what is typed, each after the text that it waits for. */
const pictures = [
  {
    file: 'setup.svg',
    title:
      'plivo setup asks, shows a review, connects, imports the numbers, and places a test call',
    scenario: 'default',
    columns: 92,
    words: ['setup'],
    answers: (world) => [
      ['Auth ID', world.auth_id],
      ['Auth Token', world.auth_token],
      ['type to search', ''],
      ['Send this to Vocobase?', ''],
      ['What next?', ''],
      ['Your phone number', '+14155550142'],
      ['(Y/n)', ''],
    ],
  },
  {
    file: 'call-test.svg',
    title: 'plivo call test checks what would make the call fail, places it, and shows who spoke',
    scenario: 'healthy',
    columns: 92,
    words: ['call', 'test', '+14155550142', '--expect', 'agent-spoke,callee-spoke'],
    answers: () => [['(y/N)', 'y']],
  },
  {
    file: 'doctor.svg',
    title: 'plivo doctor lists what passed by group, then each problem with its remedy and command',
    scenario: 'caller-id-unknown',
    columns: 92,
    words: ['doctor'],
    answers: () => [],
  },
  {
    file: 'all-connections.svg',
    title: 'plivo status --all-connections shows one line for each connection',
    scenario: 'many-connections',
    columns: 92,
    words: ['status', '--all-connections'],
    answers: () => [],
  },
];

/** A browser takes the picture of the report; without one the old picture stays. */
const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

for (const picture of pictures) {
  const sandbox = await openSandbox(picture.scenario);
  const folder = mkdtempSync(join(tmpdir(), 'plivo-picture-'));
  try {
    const rows = await watch(picture, sandbox.world, folder);
    const svg = drawTerminal({ ...picture, command: typed(picture.words), rows: steady(rows) });
    writeFileSync(join(import.meta.dirname, picture.file), svg);
    process.stdout.write(`docs/${picture.file}  ${(svg.length / 1024).toFixed(1)} kB\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await sandbox.close();
  }
}

if (browser !== undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'plivo-picture-'));
  const env = { ...process.env, VOCOBASE_CONFIG_DIR: folder };
  const page = join(folder, 'report.html');
  const words = ['report', '--sandbox', '--scenario', 'dropped-calls', '--output', page];
  spawnSync(process.execPath, [binary, ...words], { env });
  const picture = join(import.meta.dirname, 'report.png');
  const look = ['--headless', '--no-sandbox', '--hide-scrollbars', '--window-size=900,1180'];
  spawnSync(browser, [...look, `--screenshot=${picture}`, `file://${page}`], { stdio: 'ignore' });
  process.stdout.write(`docs/report.png  ${(statSync(picture).size / 1024).toFixed(1)} kB\n`);
  rmSync(folder, { recursive: true, force: true });
}

async function openSandbox(scenario) {
  const child = spawnProcess(
    process.execPath,
    [binary, 'sandbox', 'start', '--json', '--scenario', scenario],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const ended = new Promise((resolveEnd) => child.once('close', resolveEnd));
  const [firstLine] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => []),
  ]);
  if (firstLine === undefined) throw new Error('The sandbox ended before it listened.');
  return {
    world: JSON.parse(firstLine),
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs the program as a person would, and returns the rows of the final screen. */
async function watch({ words, columns, answers }, world, folder) {
  const screen = new terminals.Terminal({
    cols: columns,
    rows: screenRows,
    allowProposedApi: true,
  });
  const program = openTerminal(process.execPath, [binary, ...words], {
    cols: columns,
    rows: screenRows,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TERM: 'xterm-256color',
      VOCOBASE_CONFIG_DIR: folder,
      VOCOBASE_BASE_URL: world.vocobase_base_url,
      VOCOBASE_API_KEY: world.api_key,
      PLIVO_BASE_URL: world.plivo_base_url,
    },
  });
  const open = [...answers(world)];
  let unread = '';
  program.onData((data) => {
    screen.write(data);
    unread += data;
    const [question, answer] = open[0] ?? [];
    if (question === undefined || !plain(unread).includes(question)) return;
    open.shift();
    unread = '';
    program.write(`${answer}\r`);
  });
  const timer = setTimeout(() => program.kill(), patience);
  await new Promise((resolveEnd) => program.onExit(resolveEnd));
  clearTimeout(timer);
  if (open.length > 0) throw new Error(`plivo ${words.join(' ')} never asked: ${open[0][0]}`);
  // The emulator parses in the background. An empty write ends after all earlier ones.
  await new Promise((resolveWrite) => screen.write('', resolveWrite));
  return readRows(screen);
}

/** The screen as rows of runs: `{ text, color, bold, dim }`, from cell to cell of one look. */
function readRows(screen) {
  const { active } = screen.buffer;
  const rows = [];
  for (let y = 0; y < active.length; y++) {
    const line = active.getLine(y);
    const runs = [];
    for (let x = 0; x < screen.cols; x++) {
      const cell = line.getCell(x);
      if (cell.getWidth() === 0) continue;
      const look = {
        color: cell.isFgPalette() && cell.getFgColor() < 16 ? cell.getFgColor() : null,
        bold: cell.isBold() !== 0,
        dim: cell.isDim() !== 0,
      };
      const text = cell.getChars() || ' ';
      const last = runs.at(-1);
      if (last && last.color === look.color && last.bold === look.bold && last.dim === look.dim) {
        last.text += text;
      } else runs.push({ ...look, text, x });
    }
    rows.push(runs);
  }
  const isBlank = (runs) => runs.every(({ text }) => text.trim() === '');
  while (rows.length > 0 && isBlank(rows.at(-1))) rows.pop();
  while (rows.length > 0 && isBlank(rows[0])) rows.shift();
  return rows;
}

/** Replaces ids and times, which differ from run to run, by fixed ones of the same width. */
function steady(rows) {
  const ids = new Map();
  let start = null;
  const id = (found) => {
    if (/^0..e4b10-/.test(found)) return found;
    if (!ids.has(found)) ids.set(found, pictureIds[ids.size % pictureIds.length]);
    return ids.get(found);
  };
  const time = (found) => {
    const [hours, minutes, seconds] = found.split(':').map(Number);
    const at = (hours * 60 + minutes) * 60 + seconds;
    start ??= at;
    const shown = (10 * 60 + 30) * 60 + ((at - start + 86_400) % 86_400);
    const two = (value) => String(value).padStart(2, '0');
    return `${two(Math.floor(shown / 3600))}:${two(Math.floor(shown / 60) % 60)}:${two(shown % 60)}`;
  };
  return rows.map((runs) =>
    runs.map((run) => ({
      ...run,
      text: run.text
        .replace(/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g, id)
        .replace(/\b\d\d:\d\d:\d\d\b/g, time),
    })),
  );
}

/** The command line as it would be typed. */
function typed(words) {
  return ['plivo', ...words.map((word) => (word.includes(' ') ? `"${word}"` : word))].join(' ');
}

function plain(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken out
  return text.replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, '');
}
