import type { Masker } from '../domain/text/mask.ts';
import { once } from '../domain/text/once.ts';
import { colorLevel, createPaint, isAccessible, loadColor } from '../output/color.ts';
import { createLog } from '../output/log.ts';
import { canAnimate } from '../output/spinner.ts';
import type { Output } from '../output/write.ts';
import type { Log } from '../ports/log.ts';
import type { Prompt } from '../ports/prompt.ts';
import type { Style } from '../ports/style.ts';
import { ignoreKeys } from '../prompt/ignore-keys.ts';
import { createPrompt } from '../prompt/prompt.ts';
import type { Globals } from './globals.ts';
import type { Secrets } from './inputs.ts';

/** What the program uses of its process: streams, environment, signals. */
export interface Io extends Pick<NodeJS.Process, 'argv' | 'env' | 'platform'> {
  /** Opens standard input. */
  stdin(): NodeJS.ReadStream;
  readonly stdout: Output;
  readonly stderr: Output;
  on(signal: NodeJS.Signals, listener: () => void): void;
  removeListener(signal: NodeJS.Signals, listener: () => void): void;
}

/** What decides how this run looks and whether it may ask. */
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
  style(): Promise<Style>;
  readonly log: Log;
  readonly prompt: Prompt;
  /** True if a spinner moves on stderr. */
  readonly animated: boolean;
}

/**
 * Decides on color, width, animation, and prompts for this run, and creates the log, the prompt,
 * and the style of the answer.
 */
export async function openTerminal(options: TerminalOptions): Promise<OpenTerminal> {
  const { io, globals, masker, secrets, signal } = options;
  const { scenario, profile, baseUrl, quiet, events } = globals;
  const json = globals.json === true;
  const ci = isCi(io.env);
  const called = { program: options.name, sandbox: options.scenario, scenario, profile, baseUrl };
  const accessible = isAccessible(io.env);
  const levelOf = (output: Output) => colorLevel(output, io.env, !globals.color);
  const look = async (output: Output) => ({
    color: await loadColor(levelOf(output)),
    accessible,
  });
  // Layout is loaded only for a person: a pipe does not wait for it.
  const styleOf = async (output: Output): Promise<Style> => {
    const { createStyle } = await import('../output/style.ts');
    return createStyle({ ...(await look(output)), called, columns: output.columns });
  };
  const animate = canAnimate(io.stderr, io.env, ci);
  const stderrStyle = once(() => styleOf(io.stderr));
  const log = createLog({
    stderr: io.stderr,
    style: io.stderr.isTTY
      ? await stderrStyle()
      : { ...createPaint(await look(io.stderr)), wrap: (text) => text },
    masker,
    json,
    quiet,
    verbose: globals.verbose,
    events,
    now: () => new Date(),
    animate,
    accessible,
    ignoreKeys: (work) => ignoreKeys(io.stdin(), work),
    color: levelOf(io.stderr) > 0,
  });
  const prompt = createPrompt({
    open: async () => ({
      input: io.stdin(),
      output: io.stderr.stream,
      style: await stderrStyle(),
    }),
    signal,
    // stdin last, because accessing it opens it.
    available: globals.input && !json && !ci && io.stderr.isTTY && io.stdin().isTTY === true,
    accessible,
    notice: (text) => log.notice(text),
    onSecret: (secret) => secrets.add(secret),
  });
  return {
    style: once(() => styleOf(io.stdout)),
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
