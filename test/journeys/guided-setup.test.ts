import { afterAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { environment } from '../support/child.ts';
import { startFaultServer } from '../support/fault-server.ts';
import { raw, status } from '../support/faults.ts';
import { removeFolders, runPlivo, settingsFolder } from '../support/run.ts';
import { openTerminal, type Person } from '../support/terminal.ts';
import { addresses, everything, openWorld, requestLines } from '../support/world.ts';

afterAll(removeFolders);

const down = '\u001b[B';

function writes(world: Sandbox): string[] {
  return requestLines(world).filter((line) => !line.startsWith('GET'));
}

async function fastWorld(scenario?: 'healthy' | 'two-connections' | 'no-voice-number') {
  const world = await openWorld(scenario === undefined ? {} : { scenario });
  world.world().choices.callSeconds = { pending: 0.1, ringing: 0.1, in_progress: 1 };
  return world;
}

/** Answers the questions of the credentials. */
async function givesCredentials(person: Person, world: Sandbox): Promise<void> {
  await person.sees('? Auth ID');
  person.answers(world.authId);
  await person.sees('? Auth Token');
  person.answers(world.authToken);
}

describe('Enter all the way in the sandbox', () => {
  test.each([
    [100, 40],
    [80, 24],
    [60, 20],
  ])('imports the numbers and places a call on %i × %i', async (columns, rows) => {
    const person = await openTerminal(['setup', '--sandbox'], { columns, rows });
    for (const question of [
      '? Auth ID',
      '? Auth Token',
      '? Caller ID',
      '? Send this to Vocobase?',
      '? What next?',
      '? Your phone number',
      /\? Call \+14155550142/,
    ]) {
      await person.sees(question);
      person.answers('');
    }
    await person.sees('Completed after');
    await person.sees('can place calls through Plivo');
    await person.sees('plivo call test +14155550142 --sandbox');
    expect(await person.exit()).toBe(0);
    expect(person.screen()).toMatch(/✔ \d numbers are imported: \d new/);
    for (const line of person
      .screen()
      .split('\n')
      .filter((one) => !one.includes('plivo setup'))) {
      const shown = line.slice(line.lastIndexOf('\u001b') + 1);
      if (/[⠀-⣿]|\? /.test(shown)) continue;
      expect(shown.length, shown).toBeLessThanOrEqual(columns);
    }
  });
});

test('shows the heading of every step to a person who gave all answers as flags', async () => {
  const args = ['setup', '--sandbox', '--sync-numbers', '--call-to', '+14155550142', '--yes'];
  const person = await openTerminal([...args, '--no-input']);
  for (const heading of [
    '1 of 5  Vocobase account',
    '2 of 5  Plivo credentials',
    /3 of 5 {2}Caller ID\s+✔ \+14155550100 is on the account, with Voice/,
    /4 of 5 {2}Connect\s+Credentials sent/,
    /5 of 5 {2}Ready for calls\s+✔ 5 numbers are imported/,
    'Completed after',
  ]) {
    await person.sees(heading);
  }
  expect(await person.exit()).toBe(0);
});

describe('a typed key', () => {
  test('can be saved, and then the next printed command works', async () => {
    const world = await fastWorld();
    const folder = await settingsFolder();
    const env = {
      VOCOBASE_BASE_URL: world.vocobaseBaseUrl,
      PLIVO_BASE_URL: world.plivoBaseUrl,
      VOCOBASE_CONFIG_DIR: folder,
    };
    const person = await openTerminal(['setup', '--no-call', '--no-voicemail'], { env });
    await person.sees('? API key');
    person.answers('rg_live_notTheRightKey');
    await person.sees('Vocobase refused this key');
    await person.sees('? API key');
    person.answers(world.apiKey);
    await person.sees('? Save this key on this machine?');
    person.answers('');
    await person.sees('The key is saved');
    await givesCredentials(person, world);
    await person.sees('? Caller ID');
    person.answers('');
    await person.sees('? Send this');
    person.answers('');
    await person.sees('? What next?');
    person.answers('');
    await person.sees('No test call was placed');
    expect(await person.exit()).toBe(0);
    expect(person.raw()).not.toContain(world.apiKey);
    const shown = await runPlivo(['status'], { env });
    expect(shown.exit, shown.stderr).toBe(0);
  });
});

describe('the review', () => {
  test('shows what is sent, and answers can be changed there', async () => {
    const world = await fastWorld();
    const person = await openTerminal(['setup'], { env: everything(world) });
    await person.sees('? Caller ID');
    person.answers('');
    await person.sees('Connection  default (new)');
    await person.sees('? Send this to Vocobase?');
    person.answers(down);
    await person.sees('? Caller ID');
    person.answers('0101');
    await person.sees(/Caller ID +\+14155550101/);
    await person.sees('? Send this to Vocobase?');
    person.answers('');
    await person.sees('Verified: Vocobase uses +14155550101');
    await person.sees('? What next?');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(writes(world)).toEqual(['PUT /api/v2/config/telephony/plivo']);
    expect(person.screen()).toContain('were sent to Vocobase before that');
  });

  test('returns when Vocobase reports that Plivo refused the credentials', async () => {
    const person = await openTerminal([
      ...['setup', '--sandbox', '--scenario', 'token-refused'],
      ...['--from-number', '+14155550100'],
    ]);
    await person.sees('? Auth ID');
    person.answers('');
    await person.sees('? Auth Token');
    person.answers('');
    await person.sees('? Send this to Vocobase?');
    person.answers('');
    await person.sees('Plivo does not accept');
    await person.sees('? Send this to Vocobase?');
    person.answers(`${down}${down}`);
    await person.sees('? Auth ID');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.screen()).toContain('Canceled. Nothing was changed.');
  });

  test('can be canceled: nothing changes, exit 130', async () => {
    const world = await fastWorld();
    const person = await openTerminal(['setup', '--from-number', world.fromNumber], {
      env: everything(world),
    });
    await person.sees('? Send this to Vocobase?');
    person.answers(`${down}${down}${down}`);
    await person.sees('Canceled. Nothing was changed.');
    expect(await person.exit()).toBe(130);
    expect(writes(world)).toEqual([]);
  });

  test('says which caller ID is replaced, and when calls become ambiguous', async () => {
    const world = await fastWorld('healthy');
    const replacing = await openTerminal(['setup', '--from-number', '+14155550101'], {
      env: everything(world),
    });
    await replacing.sees('Replaces    caller ID +14155550100');
    replacing.presses('\x03');
    expect(await replacing.exit()).toBe(130);
    const adding = await openTerminal(
      ['setup', '--name', 'Second', '--from-number', '+14155550101'],
      { env: everything(world) },
    );
    await adding.sees('Connection  Second (new)');
    await adding.sees(/each call must name its\s+connection_id/);
    adding.presses('\x03');
    expect(await adding.exit()).toBe(130);
    expect(writes(world)).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  test.each(['? Auth ID', '? Auth Token', '? Caller ID', '? Send this to Vocobase?'])(
    'at "%s" ends with 130 and no write',
    async (question) => {
      const world = await fastWorld();
      const person = await openTerminal(['setup'], { env: addresses(world) });
      const answers: [string, string][] = [
        ['? Auth ID', world.authId],
        ['? Auth Token', world.authToken],
        ['? Caller ID', ''],
        ['? Send this to Vocobase?', ''],
      ];
      for (const [asked, answer] of answers) {
        await person.sees(asked);
        if (asked === question) break;
        person.answers(answer);
      }
      person.presses('\x03');
      expect(await person.exit()).toBe(130);
      expect(person.screen()).toContain('Canceled. Nothing was changed.');
      expect(person.screen()).not.toMatch(/\n\s+at /);
      expect(writes(world)).toEqual([]);
    },
  );
});

describe('the list of caller IDs', () => {
  test('shows place and type as people write them, and the verified caller IDs last', async () => {
    const world = await fastWorld();
    const person = await openTerminal(['setup'], { env: everything(world), columns: 80, rows: 24 });
    await person.sees('? Caller ID');
    await person.sees(/\+14155550100 +Main line +California, US · local/);
    await person.sees(/\+14155550105 +Head office +US · verified caller ID/);
    const lists = requestLines(world).filter((line) => line.includes('/VerifiedCallerId/'));
    expect(lists).toHaveLength(1);
    person.answers('0105');
    await person.sees('Caller ID   +14155550105');
    await person.sees('? Send this to Vocobase?');
    person.answers('');
    await person.sees('Verified: Vocobase uses +14155550105');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
  });

  test.each([
    ['refuses', status(403)],
    ['does not know', status(404)],
    ['garbles', raw(200, 'not JSON')],
  ])('shows the numbers of the account if Plivo %s the verified ones', async (_, fault) => {
    const server = await startFaultServer();
    server.fault('GET plivo:/VerifiedCallerId/', fault);
    const person = await openTerminal(['setup'], { env: environment(server) });
    await person.sees('? Caller ID');
    await person.sees(/\+14155550100 {2}Line/);
    expect(server.asked()).toContain('GET plivo:/VerifiedCallerId/');
    expect(person.screen()).not.toMatch(/verified|could not/i);
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    await server.close();
  });
});

describe('the caller ID among a hundred numbers', () => {
  test('is found by its digits, and a missing one selects no other', async () => {
    const world = await fastWorld();
    const [first] = world.world().plivo.numbers;
    if (first === undefined) throw new Error('the sandbox has no number');
    for (let at = 0; at < 100; at++) {
      const number = `1212555${String(1000 + at)}`;
      world.world().plivo.numbers.push({ ...first, number, alias: `Desk ${at}` });
    }
    const person = await openTerminal(['setup', '--auth-id', world.authId], {
      env: { ...addresses(world), PLIVO_AUTH_TOKEN: world.authToken },
      columns: 60,
      rows: 20,
    });
    await person.sees('? Caller ID');
    await person.sees(/\d+ of \d+/);
    person.answers('2125559999');
    await person.sees(/ 0 of \d+/);
    // Ctrl-U empties the line.
    person.presses('\x15');
    person.answers('(212) 555-1033');
    await person.sees(/Caller ID +\+12125551033/);
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
  });
});

describe('an account that is already connected', () => {
  test('is not asked again: Enter finishes the open steps', async () => {
    const world = await fastWorld('healthy');
    const person = await openTerminal(['setup', '--no-call'], { env: addresses(world) });
    await person.sees('already connected · caller ID +14155550100');
    await person.sees('? What would you like to do?');
    person.answers('');
    await person.sees('? What next?');
    person.answers('');
    await person.sees('Next');
    expect(await person.exit()).toBe(0);
    expect(requestLines(world)).not.toContain('PUT /api/v2/config/telephony/plivo');
    expect(person.screen()).not.toContain('? Auth ID');
  });

  test('reports no write for Ctrl-C while finishing', async () => {
    const world = await fastWorld('healthy');
    const person = await openTerminal(['setup'], { env: addresses(world) });
    await person.sees('? What would you like to do?');
    person.answers('');
    await person.sees('? What next?');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.screen()).toContain('The Plivo connection was not changed.');
    expect(writes(world)).toEqual([]);
  });

  test('"Check everything" shows the state and changes nothing', async () => {
    const world = await fastWorld('healthy');
    const person = await openTerminal(['setup'], { env: addresses(world) });
    await person.sees('? What would you like to do?');
    person.answers(down.repeat(4));
    await person.sees('+14155550100 imported');
    await person.sees('plivo doctor');
    expect(await person.exit()).toBe(0);
    expect(writes(world)).toEqual([]);
  });

  test('offers the caller ID, the credentials, and another connection', async () => {
    const world = await fastWorld('healthy');
    const changing = await openTerminal(['setup'], { env: everything(world) });
    await changing.sees('? What would you like to do?');
    changing.answers(down);
    await changing.sees('? Caller ID');
    changing.answers('0101');
    await changing.sees('Replaces    caller ID +14155550100');
    changing.presses('\x03');
    expect(await changing.exit()).toBe(130);

    const replacing = await openTerminal(['setup'], { env: everything(world) });
    await replacing.sees('? What would you like to do?');
    replacing.answers(`${down}${down}`);
    await replacing.sees(/Caller ID +\+14155550100/);
    await replacing.sees('? Send this to Vocobase?');
    replacing.presses('\x03');
    expect(await replacing.exit()).toBe(130);

    const adding = await openTerminal(['setup'], { env: everything(world) });
    await adding.sees('? What would you like to do?');
    adding.answers(`${down}${down}${down}`);
    await adding.sees('? Connection name');
    adding.answers('Sales');
    await adding.sees('? Caller ID');
    adding.presses('\x03');
    expect(await adding.exit()).toBe(130);
    expect(writes(world)).toEqual([]);
  });

  test('is ready with several connections, with a notice and a command that names one', async () => {
    const world = await fastWorld('two-connections');
    const person = await openTerminal(['setup', '--no-call', '--no-sync-numbers'], {
      env: everything(world),
    });
    await person.sees('2 connections are active');
    person.answers('');
    await person.sees('? Which connection?');
    person.answers('');
    await person.sees('? What next?');
    person.answers('');
    await person.sees('plivo connections use ');
    expect(await person.exit()).toBe(0);
  });
});

describe('an account that lacks something', () => {
  test('can create an agent before the call', async () => {
    const world = await fastWorld('healthy');
    world.world().agents.splice(0);
    const person = await openTerminal(['setup', '--no-voicemail', '--no-sync-numbers'], {
      env: everything(world),
    });
    await person.sees('? What would you like to do?');
    person.answers('');
    await person.sees('? What next?');
    person.answers('');
    await person.sees('no agent yet');
    await person.sees('? Create an agent now?');
    person.answers('');
    await person.sees('?');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
  });

  test('is offered alternatives to a number without Voice', async () => {
    const world = await fastWorld('no-voice-number');
    const verified = world.world().plivo.verifiedCallerIds.splice(0);
    const person = await openTerminal(['setup'], { env: everything(world) });
    await person.sees('? What would you like to do?');
    person.answers(down);
    await person.sees('no number with Voice');
    await person.sees('Type a caller ID');
    world.world().plivo.verifiedCallerIds.push(...verified);
    person.answers('');
    await person.sees('? Caller ID');
    person.answers('+14155550105');
    await person.sees('? Send this to Vocobase?');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
  });

  test('skips the call when a person declines', async () => {
    const world = await fastWorld('healthy');
    const person = await openTerminal(['setup', '--no-voicemail', '--no-sync-numbers'], {
      env: everything(world),
    });
    await person.sees('? What would you like to do?');
    person.answers('');
    await person.sees('? What next?');
    person.answers('');
    await person.sees('? Your phone number');
    person.answers('+14155550142');
    await person.sees('? Call +14155550142');
    person.answers('n');
    await person.sees('No test call was placed');
    await person.sees('plivo call test +14155550142');
    expect(await person.exit()).toBe(0);
    expect(writes(world)).toEqual([]);
  });
});

describe('ACCESSIBLE=1', () => {
  test.each([
    ['ACCESSIBLE', '1'],
    ['TERM', 'dumb'],
  ])('runs the whole wizard in plain lines with %s=%s', async (name, value) => {
    const person = await openTerminal(['setup', '--sandbox'], { env: { [name]: value } });
    for (const question of [
      '? Auth ID',
      '? Auth Token',
      /Number from 1 to \d \(1\), or text to search/,
      'Number from 1 to 4 (1)',
      'Numbers separated by commas',
      '? Your phone number',
      /\? Call \+14155550142/,
    ]) {
      await person.sees(question);
      person.answers('');
    }
    await person.sees('can place calls through Plivo');
    expect(await person.exit()).toBe(0);
    expect(person.raw()).not.toContain('\u001b');
    expect(person.raw()).toContain('OK');
  });

  test('hides a typed secret, and Ctrl-C stops', async () => {
    const world = await openWorld();
    const person = await openTerminal(['setup', '--auth-id', world.authId], {
      env: { ...addresses(world), ACCESSIBLE: '1' },
    });
    await person.sees('? Auth Token');
    person.answers(world.authToken);
    await person.sees('? Caller ID');
    person.presses('\x03');
    expect(await person.exit()).toBe(130);
    expect(person.raw()).not.toContain(world.authToken);
    expect(person.raw()).not.toContain('\u001b');
  });
});
