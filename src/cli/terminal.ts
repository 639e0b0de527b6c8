import type { Masker } from '../domain/text/mask.ts';
import { colorLevel, loadColor, type Terminal } from '../output/color.ts';
import { createLog } from '../output/log.ts';
import { canAnimate } from '../output/spinner.ts';
import { createStyle } from '../output/style.ts';
import { createPrompt } from '../prompt/prompt.ts';
import type { Globals } from './globals.ts';
import { type Io, isCi } from './io.ts';
import type { Secrets } from './secrets.ts';

export interface TerminalOptions {
  readonly io: Io;
  readonly globals: Globals;
  /** The name that the program was called by. */
  readonly name: string;
  readonly masker: Masker;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/** The streams and what a person sees on them. */
export async function openTerminal({
  io,
  globals,
  name,
  masker,
  secrets,
  signal,
}: TerminalOptions) {
  const json = globals.json === true;
  const ci = isCi(io.env);
  const sandbox = globals.sandbox ? (globals.scenario ?? 'default') : null;
  const { profile, baseUrl } = globals;
  const called = { program: name, sandbox, profile, baseUrl };
  const look = { called, plainMarks: io.env.TERM === 'dumb' };
  const levelOf = (stream: Terminal) => colorLevel(stream, io.env, !globals.color);
  const stderrLevel = levelOf(io.stderr);
  const [color, stderrColor] = await Promise.all([
    loadColor(levelOf(io.stdout)),
    loadColor(stderrLevel),
  ]);
  const log = createLog({
    stderr: io.stderr,
    style: createStyle({ ...look, color: stderrColor, columns: io.stderr.columns }),
    masker,
    json,
    quiet: globals.quiet,
    verbose: globals.verbose,
    events: globals.events,
    now: () => new Date(),
    animate: canAnimate(io.stderr, io.env, ci),
    color: stderrLevel > 0,
  });
  const prompt = createPrompt({
    input: io.stdin,
    output: io.stderr,
    signal,
    // stdin last: looking at it opens it.
    available: globals.input && !json && !ci && io.stderr.isTTY === true && io.stdin.isTTY === true,
    color: stderrLevel > 0,
    notice: (text) => log.notice(text),
    warn: (text) => log.warn(text),
    // The mark stands before it, and a short answer behind it.
    wrap: (text) => wrapText(text, Math.max(20, (io.stderr.columns || 80) - 12)),
    onSecret: (secret) => secrets.add(secret),
  });
  return { style: createStyle({ ...look, color, columns: io.stdout.columns }), log, prompt };
}
