import type { Command } from 'commander';
import { parseTimeout, timeoutRule } from '../domain/timeout.ts';
import { CliError } from '../errors/cli-error.ts';

/** The global flags, as typed; they work before and after the subcommand. */
export interface Globals {
  readonly json: boolean | undefined;
  /** False with `--no-input`. */
  readonly input: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly sandbox: boolean;
  readonly scenario: string | undefined;
  readonly profile: string | undefined;
  readonly baseUrl: string | undefined;
  /** Milliseconds. */
  readonly timeoutMs: number | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** False with `--no-color`. */
  readonly color: boolean;
}

export function declareGlobals(program: Command): void {
  program
    .option('--json', 'print JSON: the result on stdout, an error on stderr')
    .option('--no-json', 'print words even into a pipe')
    .option('--no-input', 'never ask; name every missing flag instead')
    .option('-y, --yes', 'consent to what this command was asked to do')
    .option('--dry-run', 'show the writing requests instead of sending them')
    .option('--sandbox', 'use the built-in emulator of both APIs')
    .option('--scenario <name>', 'the state of the sandbox, with --sandbox')
    .option('--profile <name>', 'the settings and the stored key to use')
    .option('--base-url <url>', "Vocobase's API, https or loopback")
    .option('--timeout <seconds>', 'for each request, its body included (default: 30)')
    .option('-q, --quiet', 'say less')
    .option('--verbose', 'show each request and reply, secrets masked')
    .option('--no-color', 'no colour');
}

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
