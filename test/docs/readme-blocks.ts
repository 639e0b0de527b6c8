/** A piece of code in README.md that a reader can run. */
export interface Block {
  /** `terminal`: one command that asks a person. */
  readonly kind: 'sh' | 'js' | 'terminal';
  readonly text: string;
  /** 0 unless the fence says `exit=<code>`. */
  readonly exit: number;
}

export interface Section {
  readonly title: string;
  /** The state that the sandbox begins in: `<!-- scenario: <name> -->`, else `default`. */
  readonly scenario: string;
  readonly blocks: readonly Block[];
}

/** The sections of a page, by its second headings, each with what can be run in it, in order. */
export function readSections(page: string): Section[] {
  return page.split(/^## /m).map((text) => ({
    title: text.split('\n', 1)[0] ?? '',
    scenario: /<!-- scenario: (\S+) -->/.exec(text)?.[1] ?? 'default',
    blocks: [...text.matchAll(/^```([^\n]*)\n(.*?)\n```$/gms)].flatMap(
      ([, fence = '', code = '']) => readBlock(fence, code),
    ),
  }));
}

/** What names no command of this program (`npm ci`) is not run; of a workflow, its `run:` steps are. */
function readBlock(fence: string, code: string): Block[] {
  const [language, ...marks] = fence.split(' ');
  const exit = Number(/\bexit=(\d+)/.exec(fence)?.[1] ?? 0);
  if (language === 'js') return [{ kind: 'js', text: code, exit }];
  const commands =
    language === 'yaml'
      ? [...code.matchAll(/^\s*- run: (plivo .*)$/gm)].map(([, command = '']) => command)
      : code.split('\n');
  const isOurs = commands.some((line) => line.startsWith('plivo '));
  if (!isOurs || !['sh', 'yaml'].includes(language ?? '')) return [];
  const kind = marks.includes('terminal') ? 'terminal' : 'sh';
  return [{ kind, text: commands.join('\n'), exit }];
}
