import http from 'node:http';
import { HeaderBag } from './header-bag.ts';
import { type ProxyEnv, proxyFor } from './proxy-for.ts';
import type { ProxyTransport } from './proxy-transport.ts';
import {
  BodyReader,
  TransportFault,
  type TransportInit,
  type TransportResponse,
} from './transport-shapes.ts';

/**
 * A `fetch`-like function over `node:http`, which starts 40 to 180 ms sooner than Node's own. It
 * follows no redirect, requests no compression, and its signal covers the whole body. If the
 * environment names a proxy for the URL, it loads and uses undici instead.
 */
export interface Transport {
  readonly fetch: (url: string, init: TransportInit) => Promise<TransportResponse>;
  /** Closes the connections that were kept open. */
  close(): Promise<void>;
}

/**
 * Creates the fetch function below ofetch: Node's own http and https with kept connections, or
 * undici where a proxy applies. Never follows a redirect.
 */
export function createTransport(env: ProxyEnv): Transport {
  const agents: http.Agent[] = [];
  let plain: http.Agent | undefined;
  let secure: http.Agent | undefined;
  const proxied = new Map<string, Promise<ProxyTransport>>();

  const keep = <T extends http.Agent>(agent: T): T => {
    agents.push(agent);
    return agent;
  };

  const direct = async (url: URL, init: TransportInit): Promise<TransportResponse> => {
    if (url.protocol !== 'https:') {
      plain ??= keep(new http.Agent({ keepAlive: true }));
      return sendDirect(http.request, url, init, mayReuse(init) ? plain : false);
    }
    const https = process.getBuiltinModule('node:https');
    secure ??= keep(new https.Agent({ keepAlive: true }));
    return sendDirect(https.request, url, init, mayReuse(init) ? secure : false);
  };

  const throughProxy = async (proxy: string, url: URL, init: TransportInit) => {
    let transport = proxied.get(proxy);
    if (!transport) {
      transport = import('./proxy-transport.ts').then((module) =>
        module.createProxyTransport(proxy),
      );
      proxied.set(proxy, transport);
    }
    const ready = await transport.catch((cause: unknown) => {
      throw new TransportFault(cause, { sent: false, proxy });
    });
    return ready.fetch(url, init);
  };

  return {
    async fetch(address, init) {
      const url = new URL(address);
      const proxy = proxyFor(url, env);
      return proxy === null ? direct(url, init) : throughProxy(proxy, url, init);
    },
    async close() {
      for (const agent of agents) agent.destroy();
      const opened = await Promise.allSettled(proxied.values());
      for (const result of opened) if (result.status === 'fulfilled') await result.value.close();
    },
  };
}

/**
 * True if the request may reuse an idle connection, which the server may close at that moment. A
 * read is then repeated. A request that creates something would have an unknown outcome, so it gets
 * a connection of its own.
 */
function mayReuse(init: TransportInit): boolean {
  return ['GET', 'HEAD', 'PUT'].includes(init.method ?? 'GET');
}

function sendDirect(
  open: typeof http.request,
  url: URL,
  init: TransportInit,
  agent: http.Agent | false,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    let sent = false;
    const fail = (cause: unknown) => reject(new TransportFault(cause, { sent, proxy: null }));
    const request = open(url, {
      agent,
      method: init.method ?? 'GET',
      headers: Object.fromEntries(init.headers ?? []),
      ...(init.signal ? { signal: init.signal } : {}),
      ...patientWithAddresses,
    });
    request.on('socket', (socket) => {
      const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect';
      if (request.reusedSocket) sent = true;
      else socket.once(ready, () => (sent = true));
    });
    request.on('error', fail);
    request.on('response', (response) => {
      sent = true;
      const body = new BodyReader(response.statusCode ?? 0);
      response.on('data', (piece: Buffer) => {
        try {
          body.add(piece);
        } catch (error) {
          fail(error);
          request.destroy();
        }
      });
      response.on('error', fail);
      response.on('end', () => resolve(toResponse(response, body.text())));
    });
    request.end(init.body);
  });
}

/**
 * Node 20 gives each address of a host 250 ms before it tries the next, and counts a slow one as
 * failed, which is too short for a distant server. The request's own timeout ends a long wait.
 */
const patientWithAddresses = { autoSelectFamilyAttemptTimeout: 2000 };

function toResponse(response: http.IncomingMessage, body: string): TransportResponse {
  const headers = new HeaderBag();
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return {
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    headers,
    body,
    text: async () => body,
  };
}
