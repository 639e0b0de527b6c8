/** Ends text from an API as a sentence, so that another sentence can follow. */
export function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
