import { cleanLines, cleanText, shorten } from '../domain/text/clean-text.ts';
import type { Masker } from '../domain/text/mask.ts';
import type { Log } from '../ports/log.ts';
import type { Style } from '../ports/style.ts';
import { createSpinner } from './spinner.ts';

export interface LogOptions {
  readonly stderr: NodeJS.WriteStream;
  readonly style: Style;
  readonly masker: Masker;
  /** `--json`: nothing but the trace. */
  readonly json: boolean;
  /** `--quiet`: warnings only. */
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** `--events`: JSON lines instead of words. */
  readonly events: boolean;
  readonly now: () => Date;
  /** Whether a spinner may move: a terminal with a width, and no CI. */
  readonly animate: boolean;
  readonly color: boolean;
}

/** The conversation on stderr. Everything said passes the masker and loses its control characters. */
export function createLog(options: LogOptions): Log {
  const { stderr, style, masker, quiet, events } = options;
  const wordless = options.json || events;
  const talkative = !wordless && !quiet;
  const watched = talkative && stderr.isTTY === true;
  const safe = (text: string) => shorten(masker.text(cleanText(text)));
  const print = (line: string) => {
    spinner.around(() => stderr.write(`${line}\n`));
  };
  const event: Log['event'] = (kind, data) => {
    if (!events) return;
    print(JSON.stringify(masker.json({ event: kind, at: options.now().toISOString(), ...data })));
  };
  const spinning = options.animate && talkative;
  const spinner = createSpinner({
    stream: stderr,
    color: options.color,
  });
  const step = (mark: string, title: string, detail: string | undefined) => {
    if (!talkative) return;
    const text = detail === undefined ? '' : `  ${style.dim(safe(detail))}`;
    const line = `${mark} ${safe(title)}${text}`;
    // A log keeps one line a step; a terminal breaks it at words, below its own text.
    print(watched ? style.wrap(line, '  ').trimStart() : line);
  };
  return {
    paragraph(lines) {
      if (!watched) return;
      print('');
      for (const line of lines) print(style.wrap(safe(line)));
      print('');
    },
    gap() {
      if (watched) print('');
    },
    notice(text) {
      event('notice', { level: 'info', text });
      if (talkative) print(style.wrap(safe(text)));
    },
    warn(text) {
      event('notice', { level: 'warning', text });
      if (!wordless) print(style.wrap(`${style.mark.warn} ${safe(text)}`));
    },
    done: (title, evidence) => step(style.mark.pass, title, evidence),
    skipped: (title, reason) => step(style.mark.skip, title, reason),
    failed: (title, reason) => step(style.mark.fail, title, reason),
    event,
    trace(text) {
      if (options.verbose) print(masker.text(cleanLines(text)));
    },
    progress: (label, work) =>
      spinning
        ? spinner.during(safe(label), (update) => work((next) => update(safe(next))))
        : work(() => {}),
  };
}
