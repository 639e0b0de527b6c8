import { cleanLines, cleanText, shorten } from '../domain/text/clean-text.ts';
import { once } from '../domain/text/once.ts';
import type { Parsed, Problem } from '../domain/text/parsed.ts';
import { CliError } from '../errors/cli-error.ts';
import type {
  CheckboxChoice,
  Prompt,
  Question,
  SearchChoice,
  TextQuestion,
} from '../ports/prompt.ts';
import type { Style } from '../ports/style.ts';
import type { Asker, Check, Row } from './asker.ts';

/** Where questions are asked. */
export interface PromptTerminal {
  readonly input: NodeJS.ReadStream;
  /** stderr, because stdout is for the answer. */
  readonly output: NodeJS.WriteStream;
  /** The style of the output. */
  readonly style: Style;
}

/** How questions are asked, and whether a person can answer them. */
export interface PromptOptions {
  /** Opens the terminal for the first question. */
  open(): Promise<PromptTerminal>;
  readonly signal: AbortSignal;
  /**
   * True if a person can answer: stdin and stderr are terminals, no CI, no `--no-input`, no
   * `--json`.
   */
  readonly available: boolean;
  /** Line by line, without escape sequences: for screen readers and dumb terminals. */
  readonly accessible: boolean;
  notice(text: string): void;
  /** Receives each typed secret, so that it can be masked. */
  onSecret(secret: string): void;
}

/**
 * Asks on stderr, and only if a person can answer: otherwise a prompt would hang, or end the
 * process with exit 0 when the stream closes. Questions may contain API text, so control characters
 * are removed first.
 */
export function createPrompt(options: PromptOptions): Prompt {
  const asker = once(async (): Promise<Asker> => {
    const terminal = { ...(await options.open()), signal: options.signal };
    if (options.accessible) return (await import('./lines.ts')).createLineAsker(terminal);
    return (await import('./inquirer.ts')).createInquirerAsker(terminal);
  });
  const refuse = (question: Question): never => {
    throw new CliError('INPUT_REQUIRED', {
      message: `${question.what} is missing, and no one can answer here.`,
      details: { missing: [missingInput(question)] },
    });
  };
  const settle = <T>(parsed: Parsed<T>): T => {
    if (!parsed.ok) throw new CliError(parsed.problem.code, parsed.problem);
    for (const notice of parsed.notices) options.notice(notice);
    return parsed.value;
  };
  const orPreset = <T>(question: TextQuestion<T>, typed: string) =>
    question.parse(typed === '' ? (question.preset ?? '') : typed);
  const check =
    <T>(question: TextQuestion<T>): Check =>
    (typed) => {
      const parsed = orPreset(question, typed);
      return parsed.ok || safe(problemText(parsed.problem));
    };

  return {
    available: options.available,
    async text(question) {
      if (!options.available) return refuse(question);
      const typed = await (await asker()).text({
        message: safe(question.message),
        preset: question.preset,
        check: check(question),
        hides: question.hides,
      });
      return settle(orPreset(question, typed));
    },
    async secret(question) {
      if (!options.available) return refuse(question);
      const accepts = check(question);
      const typed = await (await asker()).secret({
        message: safe(question.message),
        hint: question.presetHint === undefined ? '(hidden)' : `(hidden, ${question.presetHint})`,
        check(typed) {
          options.onSecret(typed);
          return accepts(typed);
        },
      });
      return settle(orPreset(question, typed));
    },
    async choose(question) {
      if (!options.available) return refuse(question);
      return (await choiceAt(question, (list) => asker().then((one) => one.choose(list)))).value;
    },
    async search(question) {
      if (!options.available) return refuse(question);
      return (await choiceAt(question, (list) => asker().then((one) => one.search(list)))).value;
    },
    async checkbox(question) {
      if (!options.available) return refuse(question);
      const chosen = await (await asker()).checkbox({
        message: safe(question.message),
        rows: question.choices.map(rowOf),
      });
      return question.choices
        .filter((_, index) => chosen.includes(index))
        .map(({ value }) => value);
    },
    async confirm(question) {
      if (!options.available) {
        throw new CliError('CONFIRMATION_REQUIRED', {
          message: `${cleanLines(question.message)} Nobody can be asked here, so nothing was done.`,
          details: { missing: [missingInput(question)] },
        });
      }
      return (await asker()).confirm({
        message: safe(question.message),
        preset: question.default === true,
      });
    },
  };
}

/** Asks for one of the choices and returns its value. */
async function choiceAt<T>(
  question: Question & { readonly choices: readonly SearchChoice<T>[]; readonly preset?: T },
  ask: (list: { message: string; rows: Row[]; preset: number }) => Promise<number>,
): Promise<SearchChoice<T>> {
  const preset = question.choices.findIndex(({ value }) => value === question.preset);
  const index = await ask({
    message: safe(question.message),
    rows: question.choices.map(rowOf),
    preset: Math.max(0, preset),
  });
  const chosen = question.choices[index];
  if (chosen === undefined) throw new Error('the prompt answered with no choice');
  return chosen;
}

function rowOf(choice: SearchChoice<unknown> & CheckboxChoice<unknown>): Row {
  return {
    name: safe(choice.name),
    description: safe(choice.description ?? ''),
    keywords: safe(choice.keywords ?? ''),
    checked: choice.checked === true,
  };
}

function safe(text: string): string {
  return shorten(cleanText(text));
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
