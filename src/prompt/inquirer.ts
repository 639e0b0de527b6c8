import { cleanLines, cleanText, shorten } from '../domain/text/clean-text.ts';
import type { Parsed, Problem } from '../domain/text/parsed.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Prompt, Question, TextQuestion } from '../ports/prompt.ts';

export interface PromptOptions {
  readonly input: NodeJS.ReadStream;
  /** stderr: stdout is for the answer. */
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
  /** Whether a person is there: stdin and stderr are terminals, no CI, no `--no-input`, no `--json`. */
  readonly available: boolean;
  readonly color: boolean;
  notice(text: string): void;
  warn(text: string): void;
  /** Breaks a text at words; inquirer breaks in their middle. */
  wrap(text: string): string;
  /** Told each secret that was typed, so that it can be masked. */
  onSecret(secret: string): void;
}

/**
 * The only user of inquirer. Asks on stderr, and only where a person can answer: a prompt on a
 * stream that nobody types into would hang, or end the process with exit 0 when the stream closes.
 */
export function createPrompt(options: PromptOptions): Prompt {
  const refuse = (question: Question): never => {
    throw new CliError('INPUT_REQUIRED', {
      message: `${question.what} is missing, and nobody can be asked here.`,
      details: { missing: [missingInput(question)] },
    });
  };
  const settle = <T>(parsed: Parsed<T>): T => {
    if (!parsed.ok) throw new CliError(parsed.problem.code, parsed.problem);
    for (const notice of parsed.notices) options.notice(notice);
    return parsed.value;
  };
  const asking = (question: Question) => options.wrap(shown(question.message));
  /** A line of a menu. The room beside a question is not needed here, and a row kept whole is read better. */
  const fitted = (text: string) => {
    const line = shown(text);
    const room = (options.output.columns || 80) - pointer.length;
    return [...line].length <= room ? line : options.wrap(line).replaceAll('\n', '\n    ');
  };
  /** A choice as the answer behind its question, without the spaces that made a column of it. */
  const behind = (question: Question, name: string) => {
    const asked = shown(question.message);
    const whole = options.wrap(`${asked} ${shown(name).replace(/ {2,}/g, '  ')}`);
    return whole.slice(options.wrap(asked).length).replace(/^ /, '');
  };
  const validate =
    <T>(question: TextQuestion<T>) =>
    (typed: string): true | string => {
      const parsed = question.parse(typed === '' ? (question.preset ?? '') : typed);
      return parsed.ok || options.wrap(problemText(parsed.problem));
    };

  return {
    available: options.available,
    async text(question) {
      if (!options.available) return refuse(question);
      const { input } = await import('@inquirer/prompts');
      const typed = await ask(options, (context) =>
        input(
          {
            message: asking(question),
            ...(question.preset === undefined ? {} : { default: question.preset }),
            validate: validate(question),
            ...(question.hides === undefined ? {} : hiding(question.hides)),
          },
          context,
        ),
      );
      return settle(question.parse(typed));
    },
    async secret(question) {
      if (!options.available) return refuse(question);
      const { password } = await import('@inquirer/prompts');
      // inquirer keeps what was typed when it refuses an answer. Nobody can see that here, and a
      // second paste would join the first, so a refused secret is asked for afresh.
      for (;;) {
        const typed = await ask(options, (context) =>
          // Without toggleMask: false, Ctrl+T would show the secret.
          password({ message: asking(question), mask: '*', toggleMask: false }, context),
        );
        options.onSecret(typed);
        const parsed = question.parse(typed === '' ? (question.preset ?? '') : typed);
        if (parsed.ok) return settle(parsed);
        options.warn(problemText(parsed.problem));
      }
    },
    async choose(question) {
      if (!options.available) return refuse(question);
      const { select } = await import('@inquirer/prompts');
      return ask(options, (context) =>
        select(
          {
            message: asking(question),
            pageSize: 12,
            choices: question.choices.map((choice) => ({
              value: choice.value,
              name: fitted(choice.name),
              short: behind(question, choice.name),
              ...(choice.description === undefined
                ? {}
                : { description: fitted(choice.description) }),
            })),
          },
          context,
        ),
      );
    },
    async confirm(question) {
      if (!options.available) {
        throw new CliError('CONFIRMATION_REQUIRED', {
          message: `${cleanLines(question.message)} Nobody can be asked here, so nothing was done.`,
          details: { missing: [missingInput(question)] },
        });
      }
      const { confirm } = await import('@inquirer/prompts');
      return ask(options, (context) =>
        confirm({ message: asking(question), default: false }, context),
      );
    },
  };
}

/** What inquirer puts before a choice. */
const pointer = '❯ ';

/** What an API said may stand in a question. */
function shown(text: string): string {
  return shorten(cleanText(text));
}

/** What looks like a secret in the wrong place is neither shown nor kept for the next paste. */
function hiding(hides: (typed: string) => boolean) {
  return {
    transformer: (typed: string) => (hides(typed) ? '*'.repeat(typed.length) : typed),
    theme: { validationFailureMode: 'clear' as const },
  };
}

function problemText(problem: Problem): string {
  return [problem.message, ...problem.hints].join(' ');
}

/** One entry of `details.missing`. */
function missingInput(question: Question): {
  flag: string | null;
  env: string | null;
  what: string;
} {
  return { flag: question.flag, env: question.env ?? null, what: question.what };
}

type InquirerContext = {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  signal: AbortSignal;
  clearPromptOnDone: boolean;
};

async function ask<T>(
  options: PromptOptions,
  show: (context: InquirerContext) => Promise<T>,
): Promise<T> {
  // inquirer colours by util.styleText, which looks at the environment only.
  if (!options.color) {
    delete process.env.FORCE_COLOR;
    process.env.NO_COLOR = '1';
  }
  // When stdin closes the prompt's promise never settles and the process would end with exit 0:
  // the abort turns that into an error while code can still run.
  const closed = new AbortController();
  const onExit = () => closed.abort();
  process.once('beforeExit', onExit);
  // Ctrl-D on an empty line closes inquirer's readline, which leaves raw mode. With the sandbox
  // running in this process `beforeExit` would never come.
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
