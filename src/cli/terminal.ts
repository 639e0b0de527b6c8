import type { Masker } from '../domain/text/mask.ts';
import { colorLevel, isAccessible, loadColor, type Terminal } from '../output/color.ts';
import { createLog } from '../output/log.ts';
import { canAnimate } from '../output/spinner.ts';
import { createStyle } from '../output/style.ts';
import { ignoreKeys } from '../prompt/ignore-keys.ts';
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
  const look = { called, accessible: isAccessible(io.env) };
  const levelOf = (stream: Terminal) => colorLevel(stream, io.env, !globals.color);
  const stderrLevel = levelOf(io.stderr);
  const [color, stderrColor] = await Promise.all([
    loadColor(levelOf(io.stdout)),
    loadColor(stderrLevel),
  ]);
  const stderrStyle = createStyle({ ...look, color: stderrColor, columns: io.stderr.columns });
  const log = createLog({
    stderr: io.stderr,
    style: stderrStyle,
    masker,
    json,
    quiet: globals.quiet,
    verbose: globals.verbose,
    events: globals.events,
    now: () => new Date(),
    animate: canAnimate(io.stderr, io.env, ci),
    accessible: look.accessible,
    ignoreKeys: (work) => ignoreKeys(io.stdin, work),
    color: stderrLevel > 0,
  });
  const prompt = createPrompt({
    input: io.stdin,
    output: io.stderr,
    signal,
    // stdin last: looking at it opens it.
    available: globals.input && !json && !ci && io.stderr.isTTY === true && io.stdin.isTTY === true,
    accessible: look.accessible,
    style: stderrStyle,
    notice: (text) => log.notice(text),
    onSecret: (secret) => secrets.add(secret),
  });
  return { style: createStyle({ ...look, color, columns: io.stdout.columns }), log, prompt };
}
