/** Words of somebody else, ended as a sentence, so that another one can follow. */
export function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
