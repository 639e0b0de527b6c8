import { cleanText } from '../domain/text/clean-text.ts';
import type { Masker } from '../domain/text/mask.ts';
import type { HttpReply } from '../ports/http.ts';
import { hideAuthIds } from './hide-auth-ids.ts';

export function isSuccess(reply: HttpReply): boolean {
  return reply.status >= 200 && reply.status <= 299;
}

/**
 * The first 200 characters, safe to show. Masked before cutting, because half a secret is not
 * recognized.
 */
export function bodyStart(text: string, masker: Masker): string {
  return safeText(text, masker).slice(0, 200);
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
