import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts';

/** A clock that moves only when a test says so. */
export function testClock(start = Date.parse('2026-03-15T10:00:00Z')) {
  let at = start;
  return {
    now: () => at,
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
}

/** Runs a test against a sandbox of its own. */
export async function withSandbox(
  options: SandboxOptions,
  test: (sandbox: Sandbox) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox(options);
  try {
    await test(sandbox);
  } finally {
    await sandbox.close();
  }
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** undefined when the answer is no JSON. */
  body: ReturnType<typeof JSON.parse>;
}

/** Sends a request to the Partner API with the sandbox's key. */
export function ask(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  return request(`${sandbox.vocobaseBaseUrl}${path}`, method, `Bearer ${sandbox.apiKey}`, body);
}

/** Reads from the Plivo API with the sandbox's credentials; the path is below the account. */
export function askPlivo(sandbox: Sandbox, path = '/', user?: string): Promise<Answer> {
  const pair = user ?? `${sandbox.authId}:${sandbox.authToken}`;
  const url = `${sandbox.plivoBaseUrl}/Account/${sandbox.authId}${path}`;
  return request(url, 'GET', `Basic ${Buffer.from(pair).toString('base64')}`);
}

/** Sends a request to the admin routes. */
export function askAdmin(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  return request(`http://127.0.0.1:${sandbox.port}/__sandbox${path}`, method, null, body);
}

export async function request(
  url: string,
  method: string,
  authorization: string | null,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(authorization !== null && { authorization }),
      'content-type': 'application/json',
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends the demo credentials, as a first setup does. */
export function connect(sandbox: Sandbox, more: object = {}): Promise<Answer> {
  return ask(sandbox, 'PUT', '/config/telephony/plivo', { ...credentials(sandbox), ...more });
}

export function credentials(sandbox: Sandbox) {
  return {
    auth_id: sandbox.authId,
    auth_token: sandbox.authToken,
    from_number: sandbox.fromNumber,
  };
}

export function callTo(sandbox: Sandbox, to: string, more: object = {}): Promise<Answer> {
  const order = { agent_id: sandbox.agentId, to_number: to, provider: 'plivo', ...more };
  return ask(sandbox, 'POST', '/calls/start', order);
}
