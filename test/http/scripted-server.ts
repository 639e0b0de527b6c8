import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as it arrived. */
export interface Hit {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The clocks of the tests stand still, so the servers' do too. */
const serverTime = 'Sun, 01 Mar 2026 12:00:00 GMT';

/** What a server does with one request: answer, or do something worse to it. */
export type Move =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Text is sent as it is, all else as JSON. */
      readonly body?: unknown;
    }
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** Moves by `METHOD /path` (without query), else by `*`. The last of several repeats forever. */
export type Script = Readonly<Record<string, Move | readonly Move[]>>;

export interface ScriptedServer {
  readonly url: string;
  readonly host: string;
  readonly hits: Hit[];
  /** `GET /config`, in the order of arrival. */
  readonly asked: () => readonly string[];
  close(): Promise<void>;
}

/** A real server on a port of its own, closed when the test ends. */
export async function startServer(script: Script): Promise<ScriptedServer> {
  const hits: Hit[] = [];
  const taken = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      hits.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const address = `${method} ${url.replace(/\?.*/, '')}`;
      const key = address in script ? address : '*';
      const moves = [script[key] ?? { status: 501, body: `no move for ${address}` }].flat();
      const turn = taken.get(key) ?? 0;
      taken.set(key, turn + 1);
      play(moves[Math.min(turn, moves.length - 1)] as Move, request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    hits,
    asked: () => hits.map((hit) => `${hit.method} ${hit.url}`),
    close,
  };
}

function play(move: Move, request: IncomingMessage, response: ServerResponse): void {
  if (typeof move === 'function') {
    move(request, response);
    return;
  }
  const text = typeof move.body === 'string' ? move.body : JSON.stringify(move.body ?? {});
  response.writeHead(move.status ?? 200, {
    'content-type': 'application/json',
    date: serverTime,
    ...move.headers,
  });
  response.end(text);
}

export const reset: Move = (request) => request.socket.destroy();

export const hang: Move = () => undefined;

/** Headers and a first piece come, the rest never does. */
export const slowBody: Move = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"success":');
};

/** Less comes than the headers promised, then the connection ends. */
export const truncated: Move = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"success":true,');
  setImmediate(() => response.destroy());
};

/** Accepted, with a body of 20 MB that nothing announces. */
export const oversized: Move = (_request, response) => {
  response.writeHead(201, { 'content-type': 'application/json' });
  response.write('{"success":true,"data":"');
  response.end(Buffer.alloc(20_000_000, 'x'));
};

export const nested = (depth: number): Move => ({
  body: `${'{"data":['.repeat(depth)}${']}'.repeat(depth)}`,
});

export const ok = (data: unknown): Move => ({ body: { success: true, data } });

export const failed = (status: number, code: string | null, message: string): Move => ({
  status,
  body: { success: false, error: { ...(code === null ? {} : { code }), message } },
});

export const page = (status: number): Move => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Sign in</title><p>Welcome to the network</p>',
});

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
