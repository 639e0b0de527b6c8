import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy that only tunnels (CONNECT), on a port of its own, closed when the test ends. */
export interface TestProxy {
  readonly host: string;
  /** With a user name and a password, which must never be seen. */
  readonly url: string;
  readonly password: string;
  readonly asked: { readonly target: string; readonly headers: IncomingHttpHeaders }[];
}

/** It takes every host to one port of this machine, or answers with a status. */
export async function startProxy(
  answer: { readonly to: string } | { readonly status: number },
): Promise<TestProxy> {
  const asked: TestProxy['asked'] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push({ target: request.url ?? '', headers: request.headers });
    socket.on('error', () => undefined);
    if ('status' in answer) {
      socket.end(`HTTP/1.1 ${answer.status} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(answer.to);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    onward.on('close', () => socket.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  const host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const password = 's3cret-pass';
  return { host, url: `http://ada:${password}@${host}`, password, asked };
}
