import { cleanLines, cleanText, shorten } from '../domain/text/clean-text.ts';
import type { Masker } from '../domain/text/mask.ts';
import type { Log } from '../ports/log.ts';
import type { Paint, Style } from '../ports/style.ts';
import { createSpinner } from './spinner.ts';
import type { Output } from './write.ts';

interface LogOptions {
  readonly stderr: Output;
  readonly style: Paint & Pick<Style, 'wrap'>;
  readonly masker: Masker;
  /** `--json`: only the trace. */
  readonly json: boolean;
  /** `--quiet`: warnings only. */
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** `--events`: JSON lines instead of text. */
  readonly events: boolean;
  readonly now: () => Date;
  /** True if a spinner may move: a terminal with a width, and no CI. */
  readonly animate: boolean;
  /** Whole lines only: a wait is reported once. */
  readonly accessible: boolean;
  readonly color: boolean;
  /** Runs work while typed keys are neither shown nor kept. */
  ignoreKeys<T>(work: () => Promise<T>): Promise<T>;
}

/** Lines up with the text of a question, after its mark. */
const margin = '    ';
/** Shorter waits show nothing. Milliseconds. */
const silentWait = 300;

/** The conversation on stderr. Every line passes the masker and loses its control characters. */
export function createLog(options: LogOptions): Log {
  const { stderr, style, masker, quiet, events } = options;
  const wordless = options.json || events;
  const talkative = !wordless && !quiet;
  const watched = talkative && stderr.isTTY;
  const safe = (text: string) => shorten(masker.text(cleanText(text)));
  const print = (line: string) => {
    // A conversation that cannot be written, as on a full disk, must not end the work.
    spinner.around(() => void stderr.write(`${line}\n`).catch(() => {}));
  };
  const event: Log['event'] = (kind, data) => {
    if (!events) return;
    print(JSON.stringify(masker.json({ event: kind, at: options.now().toISOString(), ...data })));
  };
  const spinning = options.animate && talkative;
  const spinner = createSpinner({
    output: stderr,
    color: options.color,
    ignoreKeys: options.ignoreKeys,
  });
  /**
   * Prints one line of the conversation. A log keeps one line per step; a terminal breaks it at
   * words.
   */
  const line = (text: string) => {
    print(watched ? margin + style.wrap(text, `${margin}  `).trimStart() : text);
  };
  const tellWait = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    const timer = setTimeout(() => print(margin + label), silentWait);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
    }
  };
  const step = (mark: string, title: string, detail: string | undefined) => {
    if (!talkative) return;
    const text = detail === undefined ? '' : `  ${style.dim(safe(detail))}`;
    line(`${mark} ${safe(title)}${text}`);
  };
  return {
    heading(title, position) {
      if (!watched) return;
      const before = position === undefined ? '' : `${style.dim(safe(position))}  `;
      print(`\n${style.wrap(`${before}${style.bold(safe(title))}`, '  ')}`);
    },
    note(text) {
      if (watched) print(style.dim(style.wrap(safe(text), margin)));
    },
    paragraph(lines) {
      if (!watched) return;
      print('');
      for (const text of lines) print(style.wrap(safe(text), '  '));
      print('');
    },
    gap() {
      if (watched) print('');
    },
    notice(text) {
      event('notice', { level: 'info', text });
      if (talkative) line(safe(text));
    },
    warn(text) {
      event('notice', { level: 'warning', text });
      if (!wordless) line(`${style.mark.warn} ${safe(text)}`);
    },
    done: (title, evidence) => step(style.mark.pass, title, evidence),
    skipped: (title, reason) => step(style.mark.skip, title, reason),
    failed: (title, reason) => step(style.mark.fail, title, reason),
    event,
    trace(text) {
      if (options.verbose) print(masker.text(cleanLines(text)));
    },
    progress(label, work) {
      if (spinning) {
        return spinner.during(safe(label), (update) => work((next) => update(safe(next))));
      }
      const inLines = options.accessible && watched;
      return inLines ? tellWait(safe(label), () => work(() => {})) : work(() => {});
    },
  };
}
