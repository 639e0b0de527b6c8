import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isUpKey,
  makeTheme,
  useKeypress,
  usePagination,
  usePrefix,
  useRef,
  useState,
} from '@inquirer/core';
import { checkbox, confirm, input, select } from '@inquirer/prompts';
import { CliError } from '../errors/cli-error.ts';
import type { Style } from '../ports/style.ts';
import type { Asker, Check, Row } from './asker.ts';
import { filterRows } from './filter-rows.ts';
import type { PromptOptions, PromptTerminal } from './prompt.ts';

/** The space before a question, which holds its mark while the question is open. */
const margin = '  ';
const pointer = '❯';
/** The columns before a choice's name. */
const choiceMargin = 4;

type AskerOptions = PromptTerminal & Pick<PromptOptions, 'signal'>;

/** Draws questions with inquirer. The only user of inquirer. */
export function createInquirerAsker(options: AskerOptions): Asker {
  const { style } = options;
  const theme = createTheme(style);
  // inquirer breaks lines within words. The width leaves room for the mark and a short answer.
  const wrapped = (text: string) => style.wrap(text, '    ', style.width - 12).trimStart();
  /** The most rows that keep the question and its help on the screen. */
  const pageSize = () => Math.max(3, Math.min(12, (options.output.rows || 24) - 8));
  const lines = (rows: readonly Row[], before = choiceMargin) =>
    style.columns(
      rows.map(({ name, description }) => [name, description]),
      {
        width: style.width - before,
        paint: (shown, column) => (column === 0 ? shown : style.dim(shown)),
      },
    );
  /** True if every description fits beside its name. */
  const haveRoom = (rows: readonly Row[], before = choiceMargin) =>
    style
      .columns(
        rows.map(({ name, description }) => [name, description]),
        { width: 1000 },
      )
      .every((line) => before + line.length <= style.width);
  /** A text that is too wide continues below its beginning. */
  const below = (text: string) => style.wrap(text, ' '.repeat(choiceMargin)).trimStart();
  /** The description of the active choice, below a list that has no room for it. */
  const belowList = ({ description }: Row, fits: boolean) =>
    fits || description === ''
      ? {}
      : { description: ' '.repeat(choiceMargin) + below(description) };
  const ask = <T>(show: (context: InquirerContext) => Promise<T>) => askInquirer(options, show);

  return {
    text: ({ message, preset, check, hides }) =>
      ask((context) =>
        input(
          {
            message: wrapped(message),
            ...(preset === undefined ? {} : { default: preset }),
            validate: check,
            // Text that looks like a secret in the wrong place is not shown, and not kept for the
            // next paste. The stars keep the cursor in place.
            transformer: (typed) => (hides?.(typed) ? '*'.repeat(typed.length) : typed),
            theme: { ...theme, validationFailureMode: hides === undefined ? 'keep' : 'clear' },
          },
          context,
        ),
      ),
    secret: ({ message, hint, check }) =>
      ask((context) =>
        hiddenInput({ message: wrapped(message), hint, check, theme, style }, context),
      ),
    choose: ({ message, rows, preset }) =>
      ask((context) => {
        const fits = haveRoom(rows);
        const shown = fits ? lines(rows) : rows.map(({ name }) => below(name));
        return select(
          {
            message: wrapped(message),
            pageSize: pageSize(),
            default: preset,
            choices: rows.map((row, value) => ({
              value,
              name: margin + shown[value],
              short: shortName(row),
              ...belowList(row, fits),
            })),
            theme,
          },
          context,
        );
      }),
    search: ({ message, rows, preset }) =>
      ask((context) =>
        searchList(
          {
            message: wrapped(message),
            rows,
            lines: lines(rows),
            preset,
            pageSize: pageSize(),
            theme,
            style,
          },
          context,
        ),
      ),
    checkbox: ({ message, rows }) =>
      ask((context) => {
        // A box takes two more columns.
        const fits = haveRoom(rows, choiceMargin + 2);
        const shown = fits ? lines(rows, choiceMargin + 2) : rows.map(({ name }) => name);
        return checkbox(
          {
            message: wrapped(message),
            pageSize: pageSize(),
            loop: false,
            shortcuts: { all: null, invert: null },
            choices: rows.map((row, value) => ({
              value,
              name: shown[value] ?? '',
              short: shortName(row),
              checked: row.checked,
              ...belowList(row, fits),
            })),
            theme: {
              ...theme,
              style: {
                ...theme.style,
                keysHelpTip: () => checkboxHelp(style),
                // The answer follows the question on its line, so both are wrapped together.
                renderSelectedChoices: (chosen: readonly { readonly short: string }[]) =>
                  below(`${message} ${theme.style.renderSelectedChoices(chosen)}`).slice(
                    message.length + 1,
                  ),
              },
            },
          },
          context,
        );
      }),
    confirm: ({ message, preset }) =>
      ask((context) => confirm({ message: wrapped(message), default: preset, theme }, context)),
  };
}

/** A choice as the answer after its question, without the spaces that align columns. */
function shortName({ name }: Row): string {
  return name.replace(/ {2,}/g, '  ');
}

function checkboxHelp(style: Style): string {
  return ' '.repeat(choiceMargin) + style.dim('Space to change, Enter to continue');
}

type Theme = ReturnType<typeof createTheme>;

/** One theme for every question. inquirer's own colors would not follow `--no-color`. */
function createTheme(style: Style) {
  const same = (text: string) => text;
  return {
    prefix: { idle: `${margin}${style.accent('?')}`, done: `${margin} ` },
    spinner: { interval: 200, frames: [`${margin}${style.accent('?')}`] },
    icon: {
      cursor: pointer,
      checked: `${margin} ◉`,
      unchecked: `${margin} ◯`,
    },
    style: {
      answer: same,
      message: (text: string, status: string) => {
        const shown = status === 'done' ? text : style.bold(text);
        // A question mark is a separator; a label needs space before its value.
        return text.endsWith('?') ? shown : `${shown} `;
      },
      error: (text: string) => style.wrap(`${style.mark.warn} ${text}`, '    '),
      defaultAnswer: (text: string) => style.dim(`(${text})`),
      confirmDefault: (text: string) => text.toUpperCase(),
      help: style.dim,
      highlight: (text: string) =>
        text.replace(/^(\S+) {3}(.*)/s, (_, cursor: string, name: string) => {
          return `${margin}${style.accent(cursor)} ${style.bold(name)}`;
        }),
      keysHelpTip: () => '',
      description: style.dim,
      disabled: style.dim,
      renderSelectedChoices: (chosen: readonly { readonly short: string }[]) =>
        chosen.map(({ short }) => short).join(', ') || 'None',
    },
    keywords: { yes: 'Yes', no: 'No', error: () => 'Answer y or n.' },
  };
}

interface HiddenInput {
  readonly message: string;
  readonly hint: string;
  readonly check: Check;
  readonly theme: Theme;
  readonly style: Style;
}

/**
 * A hidden prompt. inquirer's own keeps refused text, so a second paste would be appended, and its
 * cursor shows the length. This one starts empty and moves no cursor.
 */
const hiddenInput = createPrompt<string, HiddenInput>(
  ({ message, hint, check, theme: given, style }, done) => {
    const theme = makeTheme(given);
    const [status, setStatus] = useState<'idle' | 'done'>('idle');
    const [problem, setProblem] = useState('');
    const typed = useRef('');
    const prefix = usePrefix({ status, theme });
    useKeypress((key, rl) => {
      if (status === 'done') return;
      if (isEnterKey(key)) {
        const answer = typed.current;
        typed.current = '';
        const accepted = check(answer);
        if (accepted === true) {
          setStatus('done');
          done(answer);
        } else {
          setProblem(accepted);
        }
        return;
      }
      if (key.name === 'backspace') typed.current = typed.current.slice(0, -1);
      else if (key.ctrl && (key.name === 'u' || key.name === 'w')) typed.current = '';
      else typed.current += rl.line;
      // Cleared from readline, which would move the cursor with each character.
      rl.clearLine(0);
      if (problem !== '') setProblem('');
    });
    const label = theme.style.message(message, status).trimEnd();
    return [
      `${prefix} ${label} ${style.dim(status === 'done' ? '(hidden)' : hint)}`,
      problem === '' ? '' : theme.style.error(problem),
    ];
  },
);

interface SearchList {
  readonly message: string;
  readonly rows: readonly Row[];
  /** The rows as they are shown. */
  readonly lines: readonly string[];
  readonly preset: number;
  readonly pageSize: number;
  readonly theme: Theme;
  readonly style: Style;
}

/**
 * A list narrowed by typing. inquirer's own search filters after a pause, so Enter right after a
 * paste is lost or selects another row; this one filters on each key.
 */
const searchList = createPrompt<number, SearchList>(
  ({ message, rows, lines, preset, pageSize, theme: given, style }, done) => {
    const theme = makeTheme(given);
    const [status, setStatus] = useState<'idle' | 'done'>('idle');
    const [typed, setTyped] = useState('');
    const [active, setActive] = useState(preset);
    const prefix = usePrefix({ status, theme });
    const found = filterRows(rows, typed);
    const chosen = found[active];
    useKeypress((key, rl) => {
      if (status === 'done') return;
      if (isEnterKey(key)) {
        if (chosen === undefined) return rl.write(typed);
        setStatus('done');
        done(chosen);
      } else if (isUpKey(key) || isDownKey(key)) {
        const next = active + (isUpKey(key) ? -1 : 1);
        setActive(Math.max(0, Math.min(found.length - 1, next)));
      } else if (rl.line !== typed) {
        setTyped(rl.line);
        setActive(rl.line.trim() === '' ? preset : 0);
      }
    });
    const page = usePagination({
      items: found,
      active: Math.min(active, Math.max(0, found.length - 1)),
      renderItem: ({ item, isActive }) => {
        const line = lines[item] ?? '';
        return isActive
          ? `${margin}${style.accent(pointer)} ${style.bold(line)}`
          : ' '.repeat(choiceMargin) + line;
      },
      pageSize,
      loop: false,
    });
    const asked = theme.style.message(message, status);
    if (status === 'done') {
      const row = chosen === undefined ? undefined : rows[chosen];
      return `${prefix} ${asked} ${row === undefined ? '' : shortName(row)}`;
    }
    const count = `${found.length} of ${rows.length}`;
    return [
      `${prefix} ${asked} ${style.dim('type to search')}  ${typed}`,
      [...(found.length === 0 ? [] : [page]), ' '.repeat(choiceMargin) + style.dim(count)].join(
        '\n',
      ),
    ];
  },
);

type InquirerContext = {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  signal: AbortSignal;
  clearPromptOnDone: boolean;
};

async function askInquirer<T>(
  options: AskerOptions,
  show: (context: InquirerContext) => Promise<T>,
): Promise<T> {
  // When stdin closes, the prompt's promise never settles, and the process would end with exit 0.
  // The abort makes that an error while code can still run.
  const closed = new AbortController();
  const onExit = () => closed.abort();
  process.once('beforeExit', onExit);
  // Ctrl-D on an empty line closes inquirer's readline, which leaves raw mode. With the sandbox
  // running in this process, `beforeExit` would never come.
  const onKey = (_: string, key: { ctrl?: boolean; name?: string } | undefined) => {
    if (key?.ctrl && key.name === 'd') setImmediate(() => options.input.isRaw || closed.abort());
  };
  options.input.on('keypress', onKey);
  try {
    return await show({
      input: options.input,
      output: options.output,
      signal: AbortSignal.any([options.signal, closed.signal]),
      clearPromptOnDone: false,
    });
  } catch (error) {
    if (error instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(error.name)) {
      throw new CliError('INTERRUPTED', { cause: error });
    }
    throw error;
  } finally {
    process.removeListener('beforeExit', onExit);
    options.input.removeListener('keypress', onKey);
  }
}
