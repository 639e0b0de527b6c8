import type { IncomingMessage, ServerResponse } from 'node:http';

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly text?: string;
}

/** A way in which one request goes wrong. */
export interface Fault {
  /** Whether the server does what it was asked before it goes wrong. */
  readonly acts: boolean;
  /** Nothing listens on the port. */
  readonly refused?: true;
  /** Only a timeout ends it. */
  readonly hangs?: true;
  play(moment: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    /** The body of the request. */
    readonly text: string;
    /** What a healthy server would answer. */
    readonly answer: Reply;
    send(reply: Reply): void;
  }): void;
}

/** A status of the Vocobase API, in its documented envelope; nothing is done. */
export function status(
  code: number,
  error: { readonly code?: string; readonly message?: string } = {},
  headers: Readonly<Record<string, string>> = {},
): Fault {
  const names: Readonly<Record<number, string>> = {
    401: 'UNAUTHORIZED',
    403: 'FORBIDDEN',
    404: 'NOT_FOUND',
    409: 'CONFLICT',
    422: 'VALIDATION_ERROR',
    429: 'LIMIT_REACHED',
    500: 'INTERNAL_ERROR',
  };
  const { code: name = names[code], message = `Fault ${code}` } = error;
  return raw(code, JSON.stringify({ success: false, error: { code: name, message } }), headers);
}

/** Any text with any status. */
export function raw(
  code: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
  acts = false,
): Fault {
  return {
    acts,
    play: ({ response }) => {
      response.writeHead(code, { 'content-type': 'application/json', ...headers });
      response.end(text);
    },
  };
}

/** The healthy answer, changed. */
export function changed(change: (body: unknown) => unknown): Fault {
  return { acts: true, play: ({ answer, send }) => send({ ...answer, body: change(answer.body) }) };
}

export const acting = (fault: Fault): Fault => ({ ...fault, acts: true });

export const refused: Fault = { acts: false, refused: true, play: () => {} };

export const reset: Fault = { acts: false, play: ({ request }) => request.socket.destroy() };

export const silence: Fault = { acts: false, hangs: true, play: () => {} };

/** Headers and a first piece come; the rest never does. */
export const slowBody: Fault = {
  acts: true,
  hangs: true,
  play: ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"success":');
  },
};

/** Half of the healthy answer comes, then the connection ends. */
export const truncated: Fault = {
  acts: true,
  play: ({ response, answer }) => {
    const text = JSON.stringify(answer.body);
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      'content-length': String(text.length),
    });
    response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
  },
};

/** Half of the healthy answer comes, as if that were all. */
export const cutOff: Fault = {
  acts: true,
  play: ({ response, answer }) => {
    const text = JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(text.slice(0, Math.floor(text.length / 2)));
  },
};

export const page = '<!doctype html><title>Sign in</title><p>Welcome to the network</p>';

export const html = raw(200, page, { 'content-type': 'text/html' });

export const empty = raw(200, '');

export const nothing = raw(200, 'null');

/** Each value becomes one of another type; the lists stay lists. */
export const wrongTypes = changed((body) => twist(body, 0));

function twist(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return value.map((item) => twist(item, depth + 1));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        // The envelope and its first level keep their form, so that the change is met deeper down.
        depth === 0 && name === 'success' ? member : twist(member, depth + 1),
      ]),
    );
  }
  if (typeof value === 'string') return { unexpected: value.length };
  if (typeof value === 'number') return [value];
  return 'yes';
}

/** Replaces every word of a closed set by an unknown one. */
export const newWords = changed((body) => reword(body));

function reword(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => reword(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, reword(member, key)]),
    );
  }
  const closed = [
    'status',
    'number_type',
    'account_type',
    'billing_mode',
    'limit_source',
    'direction',
  ];
  return closed.includes(name) && typeof value === 'string' ? 'warming_up' : value;
}

/** Members that no page mentions, at every level. */
export const extraMembers = changed((body) => pad(body));

function pad(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pad);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, pad(member)]);
  return { ...Object.fromEntries(members), added_later: { deep: [1, null] }, __proto_: 'x' };
}

/** Sent on to another server, in a way that repeats the body there. */
export function redirect(target: string, code = 307): Fault {
  return raw(code, '', { location: target });
}

/** All that a request carried, as a careless server may repeat it. */
function carried(request: IncomingMessage, text: string): string {
  const authorization = request.headers.authorization ?? '';
  const bare = authorization.replace(/^(Basic|Bearer) /, '');
  const pair = Buffer.from(bare, 'base64').toString('latin1');
  const forms = [authorization, bare, pair, text, encodeURIComponent(text), request.url];
  return `You sent ${forms.join(' and ')}`;
}

function tattlingHeaders(request: IncomingMessage): Record<string, string> {
  const authorization = request.headers.authorization ?? '';
  return {
    'x-request-id': authorization.replace(/^\w+ /, ''),
    'x-debug': authorization,
    'set-cookie': `auth=${authorization}`,
  };
}

/** Refuses, and repeats in every place what it was sent. */
export function tattlingRefusal(code: number): Fault {
  return {
    acts: false,
    play: ({ request, response, text }) => {
      const message = carried(request, text);
      response.writeHead(code, { 'content-type': 'application/json', ...tattlingHeaders(request) });
      response.end(
        JSON.stringify({ success: false, error: { code: message, message }, api_id: message }),
      );
    },
  };
}

/** A page that repeats what was sent, so that any cut of it may fall within a secret. */
export const tattlingPage: Fault = {
  acts: false,
  play: ({ request, response, text }) => {
    response.writeHead(200, { 'content-type': 'text/html', ...tattlingHeaders(request) });
    response.end(`<html>${'x'.repeat(150)}${carried(request, text).repeat(3)}`);
  },
};

/** Does what it was asked, and repeats what it was sent in every name and text of the answer. */
export const tattlingSuccess: Fault = {
  acts: true,
  play: ({ request, response, answer, text }) => {
    const more = carried(request, text);
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...tattlingHeaders(request),
    });
    response.end(answer.text ?? JSON.stringify(tattle(answer.body, more)));
  },
};

const texts = ['name', 'display_name', 'message', 'alias', 'agent_name', 'friendly_name', 'region'];

function tattle(value: unknown, more: string): unknown {
  if (Array.isArray(value)) return value.map((item) => tattle(item, more));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    texts.includes(name) ? `${member ?? ''} ${more}` : tattle(member, more),
  ]);
  return { ...Object.fromEntries(members), [more.slice(0, 400)]: more };
}
