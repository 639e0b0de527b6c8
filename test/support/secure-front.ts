import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Certificate } from './certificates.ts';

/** TLS before a server that speaks plain http on this machine, closed when the test ends. */
export interface SecureFront {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
}

export async function startSecureFront(
  { cert, key }: Certificate,
  behind: string,
): Promise<SecureFront> {
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer({ cert, key }, (socket) => {
    const onward = connect(Number(new URL(behind).port), '127.0.0.1');
    keep(socket);
    keep(onward);
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, port };
}
