import type { HeaderBag } from './header-bag.ts';

/** The parts of ofetch's request that are used here. */
export interface TransportInit {
  readonly method?: string;
  readonly headers?: HeaderBag;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** The parts of a response that ofetch reads. The body has arrived in full. */
export interface TransportResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderBag;
  readonly body: string | null;
  text(): Promise<string>;
}

/**
 * Largest body that is read, in bytes. Without a limit a faulty server could exhaust the memory.
 */
export const longestBody = 16 * 1024 * 1024;

/** A body that was not read completely. `start` is its first 1,000 characters. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
  readonly status: number;
  readonly start: string;

  constructor(status: number, start: string) {
    super('the body is too large');
    this.status = status;
    this.start = start;
  }
}

/** Collects the pieces of a body as text. Throws BodyTooLarge. */
export class BodyReader {
  readonly #pieces: Buffer[] = [];
  #length = 0;
  readonly #status: number;

  constructor(status: number) {
    this.#status = status;
  }

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length <= longestBody) return;
    throw new BodyTooLarge(this.#status, this.text(1000));
  }

  text(length?: number): string {
    return Buffer.concat(this.#pieces, length).toString('utf8');
  }
}

/** Finds the first error of the class among an error and its causes; null if there is none. */
export function causeOf<T extends Error>(
  thrown: unknown,
  kind: abstract new (...args: never[]) => T,
): T | null {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error instanceof kind) return error;
  }
  return null;
}

/** A request without a complete response. */
export class TransportFault extends Error {
  override readonly name = 'TransportFault';
  /** True if the request may have reached the server. */
  readonly sent: boolean;
  /** The proxy's address if the request used one. Contains credentials: never show it. */
  readonly proxy: string | null;

  constructor(cause: unknown, facts: { sent: boolean; proxy: string | null }) {
    super('no complete response', { cause });
    this.sent = facts.sent;
    this.proxy = facts.proxy;
  }
}
