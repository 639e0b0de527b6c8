/**
 * One assignment of a dotenv file: the text before the value, the name, and the value with its
 * quotes. A quoted value may span lines, so that a line inside it is not read as an assignment.
 */
const assignment =
  /^((?:\xef\xbb\xbf|\ufeff)?[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*)("(?:\\[\s\S]|[^"\\])*"|'[^']*'|`[^`]*`|[^\r\n]*?)(?=[ \t]*(?:#[^\r\n]*)?(?:\r?\n|(?![\s\S])))/gm;

/**
 * Returns the text of a dotenv file with the variable set to this value. An existing assignment is
 * replaced in place, keeping its `export`, quotes, and trailing comment; a missing one is added at
 * the end with the file's line ends. Everything else is kept byte for byte. The value may contain
 * letters, digits, and `. _ : -`.
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
