/**
 * Fits prose to a width: paragraphs are broken anew, and an indented line that is too long goes on
 * below its own text. Commands to copy (`$ …`) stay whole.
 */
export function reflow(text: string, width: number): string {
  return text
    .split('\n\n')
    .flatMap((paragraph) => {
      if (/^\s/.test(paragraph)) return [paragraph.split('\n').map((line) => fold(line, width))];
      return [[fold(paragraph.replaceAll('\n', ' ').trimEnd(), width)]];
    })
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .replace(/\n*$/, '\n');
}

function fold(line: string, width: number): string {
  if (line.length <= width || /^\s*\$ /.test(line)) return line;
  // `  NAME   what it means`: the meaning begins behind the first gap.
  const before = /^\s*(?:\S+(?: \S+)*\s{2,})?/.exec(line)?.[0] ?? '';
  const indent = ' '.repeat(before.length > width / 2 ? 4 : before.length);
  const lines: string[] = [];
  let current = before;
  for (const word of line.slice(before.length).split(' ')) {
    const gap = current === before || current === indent ? '' : ' ';
    if (current.trim() !== '' && current.length + gap.length + word.length > width) {
      lines.push(current.trimEnd());
      current = indent + word;
    } else current += gap + word;
  }
  return [...lines, current].join('\n');
}
