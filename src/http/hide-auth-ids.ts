import { maskAuthId } from '../domain/text/mask.ts';

/** Plivo puts the Auth ID into its paths; what is shown keeps only its ends. */
export function hideAuthIds(text: string): string {
  return text.replace(/\b(?:MA|SA)[A-Z0-9]{18}\b/g, maskAuthId);
}
