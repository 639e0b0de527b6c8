import { parseTimeout, timeoutRule } from '../domain/text/timeout.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Globals } from './globals.ts';

/** Reads the global flags. Throws USAGE and INVALID_VALUE for combinations that make no sense. */
export function readGlobals(options: Readonly<Record<string, unknown>>): Globals {
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
  const flag = (name: string) => options[name] === true;
  const timeout = text('timeout');
  if (flag('sandbox') && text('baseUrl') !== undefined) {
    throw new CliError('USAGE', {
      message:
        '--base-url and --sandbox exclude each other: the sandbox has an address of its own.',
      hints: ['Leave one of them out.'],
      commands: [],
    });
  }
  return {
    json: typeof options.json === 'boolean' ? options.json : undefined,
    input: options.input !== false,
    yes: flag('yes'),
    dryRun: flag('dryRun'),
    sandbox: flag('sandbox'),
    scenario: text('scenario'),
    profile: text('profile'),
    baseUrl: text('baseUrl'),
    timeoutMs: timeout === undefined ? undefined : readTimeout(timeout, '--timeout'),
    quiet: flag('quiet'),
    verbose: flag('verbose'),
    events: flag('events'),
    color: options.color !== false,
  };
}

/** A timeout, typed or stored in seconds, as milliseconds. Throws INVALID_VALUE. */
export function readTimeout(text: string, where: string): number {
  const seconds = parseTimeout(text);
  if (!seconds.ok) {
    throw new CliError(seconds.problem.code, {
      message: `${where} takes ${timeoutRule}.`,
      hints: [`For example ${where} 30`],
      commands: [],
    });
  }
  // Never 0, which would be no time at all or, to some timers, no limit.
  return Math.max(1, Math.round(seconds.value * 1000));
}
