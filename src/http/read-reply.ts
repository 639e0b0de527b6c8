import { cleanText } from '../domain/text/clean-text.ts';
import type { Masker } from '../domain/text/mask.ts';
import type { HttpReply } from '../ports/http.ts';
import { hideAuthIds } from './hide-auth-ids.ts';

/** True for every 2xx, including an empty 204. */
export function isSuccess(reply: HttpReply): boolean {
  return reply.status >= 200 && reply.status <= 299;
}

/**
 * The first 200 characters, safe to show, without the words of a call. Masked before cutting,
 * because half a secret is not recognized.
 */
export function bodyStart(text: string, masker: Masker): string {
  return safeText(withoutTranscript(text), masker).slice(0, 200);
}

/**
 * The words of a call are personal, so a transcript is shown as its number of turns. If the JSON
 * cannot be parsed, the end of the words is unknown, so the body is shown up to them.
 */
export function withoutTranscript(body: string): string {
  const start = body.search(/"[^"]*transcript[^"]*"\s*:/i);
  if (start === -1) return body;
  const hide = (name: string, value: unknown) => {
    if (!/transcript/i.test(name) || value === null || typeof value === 'boolean') return value;
    return Array.isArray(value) ? `(${value.length} turns)` : '(not shown)';
  };
  try {
    return JSON.stringify(JSON.parse(body, hide));
  } catch {
    return `${body.slice(0, start)}(a transcript that cannot be read)`;
  }
}

/** API text that is safe to show: no secrets, no control characters. */
export function safeText(text: string, masker: Masker): string {
  return hideAuthIds(masker.text(cleanText(text))).trim();
}

/** True if the reply is a web page instead of API data. */
export function isPage(reply: HttpReply): boolean {
  return /^<(!doctype|html|\?xml|head|body)/i.test(reply.text.trim());
}

/** A short description of a body that is not the expected JSON. */
export function bodyKind(reply: HttpReply): string {
  const text = reply.text.trim();
  if (text === '') return 'it is empty';
  if (isPage(reply)) return 'it is a web page';
  return /^[[{]/.test(text) ? 'its JSON cannot be read' : 'it is not JSON';
}
