import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { removeFolders, runPlivo } from '../../support/run.ts';

afterAll(removeFolders);

const apiKey = 'rg_live_splitCanarySplitCanary';
const authToken = 'splitCanary0'.repeat(4).slice(0, 40);

/** An API that repeats a secret with something inside that a terminal does not show. */
async function answering(display_name: string) {
  const server = createServer((request, response) => {
    request.resume();
    const data = { name: 'acme', display_name, status: 'active', allowed_telephony_providers: [] };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ success: true, data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/api/v2` };
}

test.each([
  ['an escape sequence', '\u001b[0m'],
  ['a NUL', '\u0000'],
  ['a bidirectional mark', '\u202e'],
  ['a zero-width space', '\u200b'],
])('masks a secret that an API echoes with %s in it', async (_, inside) => {
  for (const secret of [apiKey, authToken]) {
    const split = `${secret.slice(0, 17)}${inside}${secret.slice(17)}`;
    const { server, url } = await answering(split);
    const env = { VOCOBASE_API_KEY: apiKey, VOCOBASE_BASE_URL: url, PLIVO_AUTH_TOKEN: authToken };
    for (const args of [
      ['whoami', '--no-json'],
      ['status', '--no-json'],
      ['whoami', '--json'],
    ]) {
      const { stdout, stderr } = await runPlivo(args, { env });
      expect(stdout).toContain('****');
      expect(stdout + stderr).not.toContain(secret);
      // Neither half is visible, or the halves could be joined.
      expect(stdout + stderr).not.toContain(secret.slice(17));
    }
    server.close();
  }
});
