import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../../src/sandbox/server.ts';

export interface FixedAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Stands before a sandbox, and answers one path in its own way. */
export async function breakPath(
  sandbox: Sandbox,
  path: string,
  answer: FixedAnswer,
): Promise<{ addresses: Record<string, string>; close(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', `http://127.0.0.1:${sandbox.port}`);
    if (url.pathname === path) {
      outgoing.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
      return;
    }
    const reply = await fetch(url, {
      headers: { authorization: incoming.headers.authorization ?? '' },
    });
    outgoing.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' });
    outgoing.end(await reply.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    addresses: {
      VOCOBASE_BASE_URL: `http://127.0.0.1:${port}/api/v2`,
      PLIVO_BASE_URL: `http://127.0.0.1:${port}/v1`,
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
