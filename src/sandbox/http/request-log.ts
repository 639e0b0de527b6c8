import { withoutSecrets } from './secrets.ts';

/** One request as the sandbox received it. */
export interface RequestLogEntry {
  /** ISO 8601, UTC. */
  at: string;
  method: string;
  /** With the query string. */
  path: string;
  /** null if the connection was reset. */
  status: number | null;
  /** With secrets masked. Absent without a body. If it was not JSON, only its length. */
  body?: unknown;
}

/** The latest requests, which `GET /__sandbox/requests` and tests read. */
export interface RequestLog {
  entries(): RequestLogEntry[];
  add(entry: Omit<RequestLogEntry, 'body'>, rawBody: string): void;
  clear(): void;
}

const KEPT = 1000;

/** The last thousand requests of this process. */
export function createRequestLog(): RequestLog {
  let entries: RequestLogEntry[] = [];
  return {
    entries: () => structuredClone(entries),
    add: (entry, rawBody) => {
      entries = [...entries, rawBody ? { ...entry, body: shown(rawBody) } : entry].slice(-KEPT);
    },
    clear: () => {
      entries = [];
    },
  };
}

function shown(rawBody: string): unknown {
  try {
    return withoutSecrets(JSON.parse(rawBody));
  } catch {
    return `(${rawBody.length} characters that are not JSON)`;
  }
}
