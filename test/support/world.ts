import { afterEach } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts';

const open: Sandbox[] = [];

/** A sandbox of this test, closed when the test ends. */
export async function openWorld(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  open.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** What a partner engineer has in the environment: the key and both addresses. */
export function addresses(sandbox: Sandbox): Record<string, string> {
  return {
    VOCOBASE_BASE_URL: sandbox.vocobaseBaseUrl,
    PLIVO_BASE_URL: sandbox.plivoBaseUrl,
    VOCOBASE_API_KEY: sandbox.apiKey,
  };
}

/** The same with the Plivo credentials. */
export function everything(sandbox: Sandbox): Record<string, string> {
  return {
    ...addresses(sandbox),
    PLIVO_AUTH_ID: sandbox.authId,
    PLIVO_AUTH_TOKEN: sandbox.authToken,
  };
}

/** `GET /config` and the like, as the emulator saw them, without those of tests themselves. */
export function requestLines(sandbox: Sandbox): string[] {
  return sandbox.requests().map(({ method, path }) => `${method} ${path.replace(/\?.*$/, '')}`);
}
