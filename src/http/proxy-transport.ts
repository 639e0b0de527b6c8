import { ProxyAgent } from 'undici';
import { HeaderBag } from './header-bag.ts';
import {
  BodyReader,
  TransportFault,
  type TransportInit,
  type TransportResponse,
} from './transport-shapes.ts';

/**
 * Sends requests through one proxy, always through a tunnel (CONNECT), so that the proxy sees no
 * credentials.
 */
export interface ProxyTransport {
  fetch(url: URL, init: TransportInit): Promise<TransportResponse>;
  close(): Promise<void>;
}

/** Loaded only when a proxy is in use: importing undici takes 140 ms on Node 20. */
export function createProxyTransport(proxy: string): ProxyTransport {
  const dispatcher = new ProxyAgent(proxy);
  return {
    async fetch(url, init) {
      try {
        const response = await dispatcher.request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: (init.method ?? 'GET') as 'GET',
          headers: Object.fromEntries(init.headers ?? []),
          body: init.body ?? null,
          signal: init.signal ?? null,
          // The signal is the only timeout, as it is without a proxy.
          headersTimeout: 0,
          bodyTimeout: 0,
        });
        const reader = new BodyReader(response.statusCode);
        for await (const piece of response.body) reader.add(piece as Buffer);
        const body = reader.text();
        return {
          status: response.statusCode,
          statusText: '',
          headers: headerBag(response.headers),
          body,
          text: async () => body,
        };
      } catch (cause) {
        // undici does not say how far a request got; an early failure is recognized by its kind.
        throw new TransportFault(cause, { sent: true, proxy });
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function headerBag(headers: Record<string, string | string[] | undefined>): HeaderBag {
  const bag = new HeaderBag();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) bag.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return bag;
}
