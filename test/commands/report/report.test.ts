import { execFileSync } from 'node:child_process';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createRedactor } from '../../../src/commands/report/redact.ts';
import type { ReportResult } from '../../../src/commands/report/report.ts';
import { drawTimeline } from '../../../src/commands/report/timeline.ts';
import { removeFolders, runPlivo, settingsFolder } from '../../support/run.ts';
import { addresses, everything, openWorld, requestLines } from '../../support/world.ts';

afterAll(removeFolders);

/** Runs in a folder of its own, which is removed later. */
async function report(args: readonly string[], env: Readonly<Record<string, string>>) {
  const cwd = await settingsFolder();
  const ran = await runPlivo(['report', ...args], { env, cwd });
  return { ...ran, cwd, read: (name = 'plivo-report.html') => readFile(join(cwd, name), 'utf8') };
}

/** Times and request ids differ from run to run; the rest must not. */
function withoutClock(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?( UTC)?/g, 'TIME')
    .replace(/(request |UTC \| |TIME \| )[0-9a-f-]{36}/g, '$1ID');
}

describe('the document', () => {
  test('is written to plivo-report.html, whatever the verdict', async () => {
    const sandbox = await openWorld({ scenario: 'dropped-calls' });
    const ran = await report(['--json'], everything(sandbox));
    expect(ran.json<ReportResult>()).toEqual({
      status: 'fail',
      file: 'plivo-report.html',
      format: 'html',
    });
    expect(ran.exit).toBe(0);
    expect(await readdir(ran.cwd)).toEqual(['plivo-report.html']);
    const html = await ran.read();
    expect(html).toMatch(/^<!doctype html>/);
    for (const part of [
      'Problems found',
      'Open issues, and who can act',
      'Claims and their sources',
      'What no API can prove',
      'GET /telephony/connections',
      '+14155550100',
      '<svg ',
      'The call was answered and dropped after 2 s',
    ]) {
      expect(html).toContain(part);
    }
    expect(requestLines(sandbox).every((line) => line.startsWith('GET '))).toBe(true);
  });

  test('has no script and fetches nothing', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const html = await (await report([], everything(sandbox))).read();
    expect(html).not.toMatch(
      /<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|https?:\/\//i,
    );
    expect(html).not.toMatch(/\son\w+=/i);
  });

  test("names the request behind each claim, with the API's request id", async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const html = await (await report([], everything(sandbox))).read();
    expect(html).toMatch(/GET \/config · \d{4}-\d\d-\d\d [\d:]{8} UTC · request [0-9a-f-]{36}/);
    expect(html).toMatch(/Plivo GET \/Account\/ · \d{4}-\d\d-\d\d [\d:]{8} UTC · request /);
  });

  test.each(['html', 'md'])('is the same for the same replies (%s)', async (format) => {
    const sandbox = await openWorld({ scenario: 'dropped-calls' });
    const args = ['--format', format, '--output', '-'];
    const [first, second] = [
      await report(args, everything(sandbox)),
      await report(args, everything(sandbox)),
    ];
    expect(withoutClock(first.stdout)).toBe(withoutClock(second.stdout));
  });

  test.each(['html', 'md'])('holds no secret, and no whole Auth ID (%s)', async (format) => {
    const sandbox = await openWorld({ scenario: 'token-rotated' });
    const [connection] = sandbox.world().connections;
    if (connection === undefined) throw new Error('the scenario has a connection');
    connection.name = `Key ${sandbox.apiKey} token ${sandbox.authToken}`;
    const { stdout } = await report(['--format', format, '--output', '-'], everything(sandbox));
    for (const secret of [sandbox.apiKey, sandbox.authToken, sandbox.authId]) {
      expect(stdout).not.toContain(secret);
    }
    expect(stdout).toContain('Key');
  });

  test('has a title on one line, even with line breaks in the account name', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    sandbox.world().partner.display_name = 'Acme\r\n</title>\u2028Inc';
    const ran = await report([], everything(sandbox));
    expect(await ran.read()).toContain(
      '<title>Plivo connection report: Acme &lt;/title&gt; Inc</title>',
    );
  });

  test('shows hostile names as text', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const { connections, agents } = sandbox.world();
    const hostile = `"><script>alert(1)</script> \`x\` [a](b) | c`;
    for (const one of connections) one.name = hostile;
    for (const one of agents) one.agent_name = hostile;
    const html = await (await report([], everything(sandbox))).read();
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const md = (await report(['--format', 'md', '--output', '-'], everything(sandbox))).stdout;
    expect(md).toContain('\\<script\\>alert(1)\\</script\\> \\`x\\` \\[a\\](b) \\| c');
  });

  test.each(['html', 'md'])('--redact masks numbers, names, and ids (%s)', async (format) => {
    const sandbox = await openWorld({ scenario: 'dropped-calls' });
    const { partner, connections, agents, phoneNumbers, calls } = sandbox.world();
    for (const one of connections) one.name = 'Beta Dental';
    const args = ['--format', format, '--output', '-', '--redact'];
    const { stdout } = await report(args, everything(sandbox));
    const hidden = [
      partner.display_name,
      ...connections.flatMap(({ id, name }) => [id, name]),
      ...agents.flatMap(({ id, agent_name }) => [id, agent_name]),
      ...phoneNumbers.map(({ phone_number }) => phone_number),
      ...calls.map(({ id }) => id),
      '+14155550142',
    ];
    for (const text of hidden) expect(stdout).not.toContain(text);
    expect(stdout).toContain('…0100');
    expect(stdout).toContain('masked');
  });
});

describe('the redactor', () => {
  test('masks names as whole words in any case, the longest first', () => {
    const redact = createRedactor({ call_id: 'call-7788' }, { Connection: ['Acme', 'Acme North'] });
    expect(redact('acme north and Acme, not Acmes')).toBe(
      'Connection 2 and Connection 1, not Acmes',
    );
    expect(redact('call-7788 to +14155550142 on 2026-11-24 23:52')).toBe(
      '…7788 to …0142 on 2026-11-24 23:52',
    );
  });
});

test('the timeline draws one point per change, with a longer line for a longer state', () => {
  const svg = drawTimeline(
    [
      { status: 'pending', at: '2026-11-24T10:00:00.000Z' },
      { status: 'ringing', at: '2026-11-24T10:00:01.000Z' },
      { status: 'no_answer', at: '2026-11-24T10:00:31.000Z' },
    ],
    (text) => text,
  );
  expect(svg.match(/<circle/g)).toHaveLength(3);
  const lengths = [...svg.matchAll(/y1="(\d+)" x2="\d+" y2="(\d+)"/g)].map(
    ([, from, to]) => Number(to) - Number(from),
  );
  expect(lengths).toHaveLength(2);
  expect(lengths[1]).toBeGreaterThan(lengths[0] ?? 0);
  expect(svg).toContain('no answer');
  expect(svg).toContain('+31 s');
});

describe('the file', () => {
  test('is replaced only with consent, which is asked before any request', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const cwd = await settingsFolder();
    await writeFile(join(cwd, 'mine.html'), 'mine');
    const args = ['report', '--output', 'mine.html'];
    const refused = await runPlivo([...args, '--json'], { env: everything(sandbox), cwd });
    expect(refused.error()).toMatchObject({
      code: 'CONFIRMATION_REQUIRED',
      commands: ['plivo report --output mine.html --json --yes'],
      details: { missing: [{ flag: '--yes' }] },
    });
    expect(refused.exit).toBe(2);
    expect(sandbox.requests()).toEqual([]);
    expect(await readFile(join(cwd, 'mine.html'), 'utf8')).toBe('mine');
    const planned = await runPlivo([...args, '--dry-run'], { env: everything(sandbox), cwd });
    expect(planned.json()).toEqual({ dry_run: true, requests: [] });
    expect(await readFile(join(cwd, 'mine.html'), 'utf8')).toBe('mine');
    const agreed = await runPlivo([...args, '--yes'], { env: everything(sandbox), cwd });
    expect(agreed.exit).toBe(0);
    expect(await readFile(join(cwd, 'mine.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  test('must be a regular file: links, devices, and missing folders are refused', async () => {
    const cwd = await settingsFolder();
    await writeFile(join(cwd, 'target.html'), 'target');
    await symlink('target.html', join(cwd, 'link.html'));
    const env = { VOCOBASE_API_KEY: `rg_live_${'x'.repeat(24)}` };
    for (const output of ['link.html', '/dev/null', 'no/such/folder.html', '.']) {
      const ran = await runPlivo(['report', '--yes', '--json', '--output', output], { env, cwd });
      expect(ran.error().code).toBe('INVALID_VALUE');
      expect(ran.exit).toBe(2);
    }
    expect(await readFile(join(cwd, 'target.html'), 'utf8')).toBe('target');
  });
});

describe('the inputs', () => {
  test('--output - with --json is USAGE', async () => {
    const ran = await runPlivo(['report', '--output', '-', '--json']);
    expect(ran.error().code).toBe('USAGE');
    expect(ran.exit).toBe(2);
  });

  test('an unknown call is NOT_FOUND, and nothing is written', async () => {
    const sandbox = await openWorld({ scenario: 'healthy' });
    const call = '0d0e4b10-5a4d-4b0c-8d3e-0000000000ff';
    const ran = await report(['--call', call, '--json'], addresses(sandbox));
    expect(ran.error().code).toBe('NOT_FOUND');
    expect(ran.exit).toBe(6);
    expect(await readdir(ran.cwd)).toEqual([]);
  });

  test('--call reports on that call', async () => {
    const sandbox = await openWorld({ scenario: 'dropped-calls' });
    const [oldest] = sandbox.world().calls;
    const ran = await report(['--call', oldest?.id ?? '', '--output', '-'], everything(sandbox));
    expect(ran.stdout).toContain(`<dt>Call id</dt><dd>${oldest?.id}</dd>`);
  });

  test('answer a misspelled format with the right one', async () => {
    const ran = await runPlivo(['report', '--format', 'htm', '--json']);
    expect(ran.error()).toMatchObject({
      code: 'INVALID_VALUE',
      hints: expect.arrayContaining(['Did you mean html?']),
    });
  });

  test('require an API key', async () => {
    const ran = await report(['--json'], {});
    expect(ran.error().code).toBe('API_KEY_MISSING');
    expect(ran.exit).toBe(4);
  });
});

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(isInstalled);

describe.skipIf(browser === undefined)('in a real browser', () => {
  test.each([360, 900])(
    'fits a window of %i pixels, with its timeline',
    async (width) => {
      const sandbox = await openWorld({ scenario: 'dropped-calls' });
      const ran = await report([], everything(sandbox));
      const file = join(ran.cwd, 'plivo-report.html');
      // The page itself has no script: the measuring one is added beside it, for the test.
      const measured = (await ran.read()).replace(/<meta http-equiv[^>]*>/, '').replace(
        '</body>',
        `<script>const found = document.querySelector('main').getBoundingClientRect();
        const wide = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > found.right + 1);
        document.title = JSON.stringify({ wide: wide.length, circles: document.querySelectorAll('svg circle').length, width: found.width });</script></body>`,
      );
      await writeFile(file, measured);
      const dom = execFileSync(
        browser ?? '',
        [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          `--user-data-dir=${join(ran.cwd, 'browser')}`,
          `--window-size=${width},900`,
          '--dump-dom',
          `file://${file}`,
        ],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 },
      );
      const title = /<title>([^<]*)<\/title>/.exec(dom)?.[1] ?? '';
      const found = JSON.parse(title.replaceAll('&quot;', '"')) as Record<string, number>;
      expect(found).toMatchObject({ wide: 0, circles: 3 });
      expect(found.width).toBeGreaterThan(200);
    },
    90_000,
  );
});

function isInstalled(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
