import type { Command } from 'commander';

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
  /** Progress as JSON lines on stderr. */
  readonly events: boolean;
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
    .option('--events', 'print progress as JSON lines on stderr')
    .option('--no-color', 'no colour');
}
