import type { Masker } from '../domain/text/mask.ts';
import { colorLevel, isAccessible, loadColor, type Terminal } from '../output/color.ts';
import { createLog } from '../output/log.ts';
import { canAnimate } from '../output/spinner.ts';
import { createStyle } from '../output/style.ts';
import type { Log } from '../ports/log.ts';
import type { Prompt } from '../ports/prompt.ts';
import type { Style } from '../ports/style.ts';
import { ignoreKeys } from '../prompt/ignore-keys.ts';
import { createPrompt } from '../prompt/prompt.ts';
import type { Globals } from './globals.ts';
import type { Secrets } from './inputs.ts';

/** What the program uses of its process: streams, environment, signals. */
export type Io = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'stdin' | 'stdout' | 'stderr' | 'platform' | 'on' | 'removeListener'
>;

export interface TerminalOptions {
  readonly io: Io;
  readonly globals: Globals;
  /** The name that the program was started by. */
  readonly name: string;
  /** The sandbox's scenario, or null. */
  readonly scenario: string | null;
  readonly masker: Masker;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/** The streams of one run, and how they look to a person. */
export interface OpenTerminal {
  /** The style of stdout. */
  readonly style: Style;
  readonly log: Log;
  readonly prompt: Prompt;
  /** True if a spinner moves on stderr. */
  readonly animated: boolean;
}

export async function openTerminal(options: TerminalOptions): Promise<OpenTerminal> {
  const { io, globals, masker, secrets, signal } = options;
  const { scenario, profile, baseUrl, quiet, events } = globals;
  const json = globals.json === true;
  const ci = isCi(io.env);
  const called = { program: options.name, sandbox: options.scenario, scenario, profile, baseUrl };
  const look = { called, accessible: isAccessible(io.env) };
  const levelOf = (stream: Terminal) => colorLevel(stream, io.env, !globals.color);
  const stderrLevel = levelOf(io.stderr);
  const [color, stderrColor] = await Promise.all([
    loadColor(levelOf(io.stdout)),
    loadColor(stderrLevel),
  ]);
  const animate = canAnimate(io.stderr, io.env, ci);
  const stderrStyle = createStyle({ ...look, color: stderrColor, columns: io.stderr.columns });
  const log = createLog({
    stderr: io.stderr,
    style: stderrStyle,
    masker,
    json,
    quiet,
    verbose: globals.verbose,
    events,
    now: () => new Date(),
    animate,
    accessible: look.accessible,
    ignoreKeys: (work) => ignoreKeys(io.stdin, work),
    color: stderrLevel > 0,
  });
  const prompt = createPrompt({
    input: io.stdin,
    output: io.stderr,
    signal,
    // stdin last, because accessing it opens it.
    available: globals.input && !json && !ci && io.stderr.isTTY === true && io.stdin.isTTY === true,
    accessible: look.accessible,
    style: stderrStyle,
    notice: (text) => log.notice(text),
    onSecret: (secret) => secrets.add(secret),
  });
  return {
    style: createStyle({ ...look, color, columns: io.stdout.columns }),
    log,
    prompt,
    animated: animate && !quiet && !events && !json,
  };
}

/** True in CI, where nothing asks and nothing moves; `CI=false` and `CI=0` mean no CI. */
function isCi(env: NodeJS.ProcessEnv): boolean {
  const ci = env.CI;
  return ci !== undefined && ci !== '' && ci !== 'false' && ci !== '0';
}
