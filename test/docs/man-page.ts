import type { CommandData, CommandTree, FlagData } from '../../src/commands/tree.ts';

/** The manual page `plivo.1`, in the format of man(7), from the command tree. */
export function renderManPage(
  { commands, global_flags }: CommandTree,
  summary: string,
  topics: readonly (readonly [name: string, text: string])[],
): string {
  return `${[
    // The date of a release would make every build another; man shows the section instead.
    '.TH PLIVO 1 "" "vocobase-plivo" "User Commands"',
    '.SH NAME',
    `plivo \\- ${roff(summary)}`,
    '.SH SYNOPSIS',
    '.B plivo\n.I command\n[\\fIoptions\\fR]',
    '.SH DESCRIPTION',
    roff(
      'The program is also installed as vocobase-plivo, because the command line of Plivo is called plivo too.',
    ),
    '.SH COMMANDS',
    ...commands.map(command),
    '.SH GLOBAL OPTIONS',
    'They work before and after the command.',
    ...global_flags.map(flag),
    ...topics.flatMap(([name, text]) => [
      `.SH ${name.toUpperCase().replaceAll('-', ' ')}`,
      `.nf\n${text.trimEnd().split('\n').map(roff).join('\n')}\n.fi`,
    ]),
    '.SH SEE ALSO',
    'plivo help \\fIcommand\\fR, plivo explain \\fIcode\\fR, https://docs.vocobase.com',
  ].join('\n')}\n`;
}

function command(data: CommandData): string {
  const words = data.arguments.map(({ name, required, repeatable }) => {
    const shown = `\\fI${roff(name)}\\fR${repeatable ? '...' : ''}`;
    return required ? shown : `[${shown}]`;
  });
  return [
    `.SS "${roff(['plivo', data.command].join(' '))}"`,
    `\\fBplivo ${roff(data.command)}\\fR ${words.join(' ')}`.trimEnd(),
    '.PP',
    ...data.description
      .split('\n')
      .map((line) => (line.startsWith(' ') ? `.br\n${roff(line)}` : `${roff(line)}\n.br`)),
    ...data.flags.map(flag),
    ...(data.examples.length === 0
      ? []
      : [`.PP\n.nf\n${data.examples.map((example) => `  ${roff(example)}`).join('\n')}\n.fi`]),
    `.PP\nExit codes: ${data.exit_codes.join(', ')}`,
  ].join('\n');
}

function flag({ flag, short, value, env, summary }: FlagData): string {
  const names = [short, flag]
    .filter((name) => name !== null)
    .map((name) => `\\fB${roff(name)}\\fR`);
  const takes = value === null ? '' : ` \\fI${roff(value)}\\fR`;
  const also = env === null ? '' : ` Environment: ${env}.`;
  return `.TP\n${names.join(', ')}${takes}\n${roff(summary)}.${also}`;
}

/** A backslash, a hyphen, and a dot or quote at the start of a line mean something to man(7). */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('"', '\\(dq')
    .replace(/^(\s*)([.'])/, '$1\\&$2')
    .replace(/[^ -~]/gu, (letter) => `\\[u${hex(letter)}]`);
}

function hex(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
