import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Certificate } from './certificates.ts';

/** TLS before a server that speaks plain http on this machine, closed when the test ends. */
export interface SecureFront {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
}

/** The server behind sees its own host, because the sandbox refuses any other. */
export async function startSecureFront(
  { cert, key }: Certificate,
  behind: string,
): Promise<SecureFront> {
  const { host, port: portBehind } = new URL(behind);
  const server = createServer({ cert, key }, (incoming, answer) => {
    const { method, url: path, headers } = incoming;
    const onward = request(
      { host: '127.0.0.1', port: portBehind, method, path, headers: { ...headers, host } },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, port };
}
