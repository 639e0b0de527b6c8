/**
 * One assignment of a dotenv file: what stands before the value, the name, and the value with its
 * quotes. A quoted value may span lines, so that a line inside it is not taken for an assignment.
 */
const assignment =
  /^((?:\xef\xbb\xbf|\ufeff)?[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*)("(?:\\[\s\S]|[^"\\])*"|'[^']*'|`[^`]*`|[^\r\n]*?)(?=[ \t]*(?:#[^\r\n]*)?(?:\r?\n|(?![\s\S])))/gm;

/**
 * The text of a dotenv file in which a variable has this value. An assignment is replaced where it
 * stands, with its `export`, its quotes, and the comment after it; a missing one is added at the end
 * with the line ends of the file. All else is kept byte for byte. The value is letters, digits, and
 * `. _ : -`.
 */
export function setVariable(text: string, name: string, value: string): string {
  let found = false;
  const replaced = text.replace(assignment, (whole, start: string, known: string, old: string) => {
    if (known !== name) return whole;
    found = true;
    const quote = /^(["'`])[\s\S]*\1$/.exec(old)?.[1] ?? '';
    return `${start}${quote}${value}${quote}`;
  });
  if (found) return replaced;
  const end = /\r\n/.test(text) ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : end;
  return `${text}${gap}${name}=${value}${end}`;
}
