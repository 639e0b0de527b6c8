import { maskAuthId } from '../domain/text/mask.ts';

/** Masks Auth IDs in URLs: Plivo puts them into its paths. */
export function hideAuthIds(text: string): string {
  return text.replace(/\b(?:MA|SA)[A-Z0-9]{18}\b/g, maskAuthId);
}
