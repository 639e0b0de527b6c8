import { afterAll, describe, expect, test } from 'vitest';
import { freePort, startServer } from '../http/scripted-server.ts';
import { removeFolders, runPlivo } from '../support/run.ts';
import { addresses, everything, openWorld } from '../support/world.ts';

afterAll(removeFolders);

const down = { status: 503, headers: { 'retry-after': '0' } };

describe('a line about waiting names the API', () => {
  test("Vocobase's, and with --verbose its base URL", async () => {
    const server = await startServer({ '*': down });
    const env = { ...addresses(await openWorld()), VOCOBASE_BASE_URL: server.url };
    const run = await runPlivo(['whoami', '--verbose'], { env });
    expect(run.exit).toBe(3);
    expect(run.stderr).toContain(
      "Vocobase's API answered with a server error (503). Waiting 0.0 s before try 2 of 4.",
    );
    expect(run.stderr).toContain(`GET ${server.url}/config`);
  });

  test("Plivo's", async () => {
    const server = await startServer({ '*': down });
    const env = { ...everything(await openWorld()), PLIVO_BASE_URL: server.url };
    const run = await runPlivo(['setup', '--from-number', '+14155550100'], { env });
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stderr).toContain(
      "Plivo's API answered with a server error (503). Waiting 0.0 s before try 2 of 4.",
    );
    expect(run.stderr).not.toContain("Vocobase's API has");
  });

  test('and the base URL if nothing listens there, like the error', async () => {
    const host = `127.0.0.1:${await freePort()}`;
    const env = { ...addresses(await openWorld()), VOCOBASE_BASE_URL: `http://${host}` };
    const run = await runPlivo(['whoami'], { env });
    expect(run.exit).toBe(3);
    const refused = `${host} refused the connection.`;
    expect(run.stderr).toContain(`Vocobase's API: ${refused} Waiting `);
    expect(run.stderr.split(refused)).toHaveLength(5);
  });
});
