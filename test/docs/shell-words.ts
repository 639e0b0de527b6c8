/** The words of a command line up to its first pipe, redirection or `&`; quotes are taken off. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  for (const [whole, double, single] of line.matchAll(/"([^"]*)"|'([^']*)'|[^\s"']+/g)) {
    if (/^[|<>&]/.test(whole)) break;
    words.push(double ?? single ?? whole);
  }
  return words;
}
