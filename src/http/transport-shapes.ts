import type { HeaderBag } from './header-bag.ts';

/** What ofetch hands over for one request, as far as it is used here. */
export interface TransportInit {
  readonly method?: string;
  readonly headers?: HeaderBag;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** What ofetch reads of a response. The body has arrived in full. */
export interface TransportResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderBag;
  readonly body: string | null;
  text(): Promise<string>;
}

/** A request that brought no complete response. */
export class TransportFault extends Error {
  override readonly name = 'TransportFault';
  /** Whether the request may have reached the server. */
  readonly sent: boolean;
  /** The proxy's address when the request went through one, credentials included: never show it. */
  readonly proxy: string | null;

  constructor(cause: unknown, facts: { sent: boolean; proxy: string | null }) {
    super('no complete response', { cause });
    this.sent = facts.sent;
    this.proxy = facts.proxy;
  }
}
