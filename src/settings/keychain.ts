import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { isRecord } from '../domain/text/is-record.ts';

/** The system's store for secrets. Every call rejects when the store refuses or the signal aborts. */
export interface Keychain {
  /** Null if the store has nothing under the account. */
  read(account: string, signal: AbortSignal): Promise<string | null>;
  write(account: string, secret: string, signal: AbortSignal): Promise<void>;
  remove(account: string, signal: AbortSignal): Promise<boolean>;
}

type Operation = 'read' | 'write' | 'remove';

/** The name of the entries in the system's own list of secrets. */
const service = 'vocobase-plivo';

/**
 * The script of the child process. On Linux the library would fall back to the kernel's keyring,
 * which is lost at the next reboot, so the script names the persistent store.
 */
const script = `
const [library, operation, service, account] = process.argv.slice(1);
let secret = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (part) => { secret += part; });
process.stdin.on('end', () => {
  let reply;
  try {
    const { Entry } = require(library);
    const entry = new Entry(service, account, { linux: { store: 'secret-service' } });
    if (operation === 'read') reply = { value: entry.getPassword() };
    else if (operation === 'write') reply = { value: entry.setPassword(secret) ?? null };
    else reply = { value: entry.deletePassword() };
  } catch (error) {
    reply = { fault: String(error && error.message) };
  }
  process.stdout.write(JSON.stringify(reply));
});
`;

/** The system's key store, or null when the optional library for it is not installed. */
export async function openSystemKeychain(): Promise<Keychain | null> {
  try {
    return createKeychain(createRequire(import.meta.url).resolve('@napi-rs/keyring'));
  } catch {
    return null;
  }
}

/** A key store through the library at a path, which has the interface of @napi-rs/keyring. */
export function createKeychain(library: string): Keychain {
  const ask = (operation: Operation, account: string, secret: string, signal: AbortSignal) =>
    askChild([library, operation, service, account], secret, signal);
  return {
    async read(account, signal) {
      const value = await ask('read', account, '', signal);
      return typeof value === 'string' ? value : null;
    },
    async write(account, secret, signal) {
      await ask('write', account, secret, signal);
    },
    async remove(account, signal) {
      return (await ask('remove', account, '', signal)) === true;
    },
  };
}

/**
 * Runs one operation in a process of its own. The library can wait for the desktop without a limit,
 * on the main thread, for instance while a locked keyring shows an unseen question. Neither a
 * promise nor ending its thread stops a blocked native call; ending a process does. The secret goes
 * through pipes, never through arguments.
 */
async function askChild(
  args: readonly string[],
  secret: string,
  signal: AbortSignal,
): Promise<unknown> {
  const child = spawn(process.execPath, ['-e', script, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: childEnvironment(),
    windowsHide: true,
    signal,
    killSignal: 'SIGKILL',
  });
  // The pipe fails if the process ends before it has read everything; its reply says why.
  child.stdin.on('error', () => {});
  child.stdin.end(secret);
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (part: string) => {
    output += part;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const reply = parseReply(output);
  if (reply === null) throw new Error('it ended without an answer');
  if (typeof reply.fault === 'string') throw new Error(reply.fault);
  return reply.value;
}

function parseReply(output: string): Record<string, unknown> | null {
  try {
    const reply: unknown = JSON.parse(output);
    return isRecord(reply) ? reply : null;
  } catch {
    return null;
  }
}

/**
 * The environment without variables that would slow down or change the child process, and without
 * secrets that it does not need.
 */
function childEnvironment(): NodeJS.ProcessEnv {
  const {
    NODE_OPTIONS: _options,
    NODE_EXTRA_CA_CERTS: _certificates,
    VOCOBASE_API_KEY: _apiKey,
    PLIVO_AUTH_TOKEN: _authToken,
    ...env
  } = process.env;
  return env;
}
