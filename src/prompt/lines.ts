import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { CliError } from '../errors/cli-error.ts';
import type { Asker, Row } from './asker.ts';
import { filterRows } from './filter-rows.ts';
import type { PromptOptions, PromptTerminal } from './prompt.ts';

type LineOptions = PromptTerminal & Pick<PromptOptions, 'signal'>;

/** Ctrl-C and Ctrl-D. */
const endingKeys: ReadonlySet<string> = new Set(['\u0003', '\u0004']);

/** The most rows of a long list that are read out at once. */
const mostRows = 12;

/**
 * Asks in plain lines, for screen readers and terminals without cursor movement: nothing is redrawn
 * and no escape sequence is sent. Lists are numbered and answered by number.
 */
export function createLineAsker(options: LineOptions): Asker {
  const { output, style } = options;
  const reader = createLineReader(options);
  const print = (text: string) => output.write(`${text}\n`);
  const ask = (question: string, hidden = false) => {
    // The echo is off before the question appears, so that a quick answer is never visible.
    const answer = reader.line(hidden).catch((error: unknown) => {
      // Nobody pressed Enter, so the cursor is still after the question.
      print('');
      throw error;
    });
    const margin = question.startsWith(' ') ? '  ' : '';
    output.write(`${margin}${style.wrap(question, '  ').trimStart()} `);
    return answer;
  };
  const refuse = (problem: string) => print(style.wrap(problem, '  '));
  const list = (rows: readonly Row[], indexes: readonly number[]) => {
    const cells = indexes.map((index, at) => {
      const row = rows[index];
      return [String(at + 1), row?.name ?? '', row?.description ?? ''];
    });
    for (const line of style.columns(cells, { width: style.width - 2 })) print(`  ${line}`);
  };

  /** Asks until the answer is the number of a listed row. */
  const pickNumber = async (count: number, preset: number): Promise<number> => {
    for (;;) {
      const typed = (await ask(`  Number from 1 to ${count} (${preset + 1})`)).trim();
      if (typed === '') return preset;
      const number = Number(typed);
      if (/^\d+$/.test(typed) && number >= 1 && number <= count) return number - 1;
      refuse(`Answer with a number from 1 to ${count}.`);
    }
  };

  return {
    async text({ message, preset, check, hides }) {
      const offered = preset === undefined || preset === '' ? '' : ` (${preset})`;
      for (;;) {
        const typed = await ask(`? ${message}${offered}`);
        const accepted = check(typed);
        if (accepted === true) return typed === '' ? (preset ?? '') : typed;
        // The terminal has already echoed the text, so only the reason can be shown.
        refuse(hides?.(typed) ? `${accepted} It is visible above.` : accepted);
      }
    },
    async secret({ message, hint, check }) {
      for (;;) {
        const typed = await ask(`? ${message} ${hint}`, true);
        print('');
        const accepted = check(typed);
        if (accepted === true) return typed;
        refuse(accepted);
      }
    },
    async choose({ message, rows, preset }) {
      print(`? ${message}`);
      list(rows, [...rows.keys()]);
      return pickNumber(rows.length, preset);
    },
    async search({ message, rows, preset }) {
      let found: readonly number[] = [...rows.keys()];
      let first = preset;
      print(`? ${message}`);
      for (;;) {
        // The row that Enter takes comes first, so that it is always read out.
        const ordered = [first, ...found.filter((index) => index !== first)].slice(0, mostRows);
        list(rows, ordered);
        if (found.length > ordered.length) print(`  ${ordered.length} of ${found.length} shown`);
        const typed = await ask(`  Number from 1 to ${ordered.length} (1), or text to search`);
        if (typed.trim() === '') return first;
        const listed = ordered[Number(typed) - 1];
        if (/^\s*\d{1,2}\s*$/.test(typed) && listed !== undefined) return listed;
        const matches = filterRows(rows, typed);
        const [best] = matches;
        if (best === undefined) {
          refuse('Nothing matches. Type something else.');
          continue;
        }
        print(`  ${matches.length} of ${rows.length}`);
        found = matches;
        first = best;
      }
    },
    async checkbox({ message, rows }) {
      const checked = [...rows.keys()].filter((index) => rows[index]?.checked);
      const preset = checked.map((index) => index + 1).join(', ') || 'none';
      print(`? ${message}`);
      list(rows, [...rows.keys()]);
      for (;;) {
        const typed = await ask(`  Numbers separated by commas, or none (${preset})`);
        const named = typed.trim().toLowerCase();
        if (named === '') return checked;
        if (named === 'none' || named === '0') return [];
        const numbers = named.split(/[\s,]+/).map(Number);
        if (numbers.every((one) => Number.isInteger(one) && one >= 1 && one <= rows.length)) {
          return numbers.map((one) => one - 1);
        }
        refuse(`Answer with numbers from 1 to ${rows.length}, such as 1, 2.`);
      }
    },
    async confirm({ message, preset }) {
      for (;;) {
        const typed = (await ask(`? ${message} (${preset ? 'Y/n' : 'y/N'})`)).trim().toLowerCase();
        if (typed === '') return preset;
        if ('yes'.startsWith(typed)) return true;
        if ('no'.startsWith(typed)) return false;
        refuse('Answer y or n.');
      }
    },
  };
}

/**
 * Reads lines from a terminal without drawing. The terminal itself edits and echoes a visible line.
 * A hidden line is read key by key with the echo off, which sends no escape sequence.
 */
function createLineReader({ input, signal }: LineOptions) {
  const decoder = new StringDecoder('utf8');
  /** Input that arrived after the last line. */
  let rest = '';
  return {
    line: (hidden: boolean): Promise<string> =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          input.removeListener('data', onData);
          input.removeListener('end', onEnd);
          signal.removeEventListener('abort', onEnd);
          if (hidden) input.setRawMode(false);
          input.pause();
          settle();
        };
        const onEnd = () => end(() => reject(new CliError('INTERRUPTED')));
        const take = () => {
          // In raw mode these keys have to be turned into a signal or an end here.
          const stop = hidden ? [...rest].findIndex((key) => endingKeys.has(key)) : -1;
          const at = rest.search(/[\r\n]/);
          if (stop >= 0 && (at < 0 || stop < at)) return onEnd();
          if (at < 0) return;
          const line = rest.slice(0, at);
          rest = rest.slice(at + (rest.startsWith('\r\n', at) ? 2 : 1));
          end(() => resolve(hidden ? edited(line) : line));
        };
        const onData = (chunk: Buffer) => {
          rest += decoder.write(chunk);
          take();
        };
        if (signal.aborted) return reject(new CliError('INTERRUPTED'));
        if (hidden) input.setRawMode(true);
        signal.addEventListener('abort', onEnd, { once: true });
        input.on('end', onEnd);
        input.on('data', onData);
        input.resume();
        take();
      }),
  };
}

/**
 * A hidden line after applying its editing keys: backspace, Ctrl-U, Ctrl-W; arrows have no effect.
 */
function edited(keys: string): string {
  let line = '';
  for (const key of stripVTControlCharacters(keys)) {
    if (key === '\u007f' || key === '\b') line = line.slice(0, -1);
    else if (key === '\u0015' || key === '\u0017') line = '';
    else if (key >= ' ') line += key;
  }
  return line;
}
