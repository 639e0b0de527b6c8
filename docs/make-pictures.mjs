// Draws the pictures of README.md: each is a real run of the built program on a pseudo-terminal,
// against its sandbox, read off a terminal emulator. `npm run pictures` remakes them.

import { spawn as spawnProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { spawn as openTerminal } from '@lydell/node-pty';
import terminals from '@xterm/headless';
import { drawTerminal } from './draw-terminal.mjs';

const binary = resolve(import.meta.dirname, '../bin/plivo.js');
/** How long the program may stay silent where an answer is due, in milliseconds. */
const patience = 30_000;
const screenRows = 200;
/** What stands in a picture for ids that differ from run to run. */
const pictureIds = ['5d1f0c9e-2b7a-4c36-9f58-7e04a1c3b826', 'b84e27f1-60d3-4a95-8c1e-3f9a52d7e60b'];

/** `answers`: what is typed, each after the text that it waits for. */
const pictures = [
  {
    file: 'setup.svg',
    title: 'A run of plivo setup: the wizard asks, checks each answer and reads the result back',
    scenario: 'default',
    columns: 92,
    words: ['setup'],
    answers: (world) => [
      ['Auth ID (', world.auth_id],
      ['Auth Token (', world.auth_token],
      ['Which number shall calls show?', ''],
      ['Import', 'y'],
      ['voicemail detection', 'n'],
      ['Place a test call', 'n'],
    ],
  },
  {
    file: 'connections.svg',
    title: 'plivo connections list with two active connections',
    scenario: 'two-connections',
    columns: 80,
    words: ['connections', 'list'],
    answers: () => [],
  },
  {
    file: 'call-test.svg',
    title: 'plivo call test asks for consent, places the call and follows it to its end',
    scenario: 'healthy',
    columns: 92,
    words: ['call', 'test', '--to', '+14155550142', '--agent', 'Demo Agent'],
    answers: () => [['(y/N)', 'y']],
  },
];

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

async function openSandbox(scenario) {
  const child = spawnProcess(
    process.execPath,
    [binary, 'sandbox', 'start', '--json', '--scenario', scenario],
    { stdio: ['ignore', 'pipe', 'inherit'] },
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

/** Runs the program as a person would and returns the rows of the screen that they end up with. */
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
  // The emulator parses in the background; an empty write ends after all before it.
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

/** Ids and times differ from run to run; in a picture they stay, in the same width. */
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
