import type { Command } from 'commander';

/** The global flags, as typed; they work before and after the subcommand. */
export interface Globals {
  readonly json: boolean | undefined;
  /** The members of the result to keep, as typed: `name,agent.id`. */
  readonly fields: string | undefined;
  /** Progress as JSON lines on stderr. */
  readonly events: boolean;
  /** False with `--no-input`. */
  readonly input: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly sandbox: boolean;
  readonly scenario: string | undefined;
  readonly profile: string | undefined;
  readonly baseUrl: string | undefined;
  /** Seconds, not checked yet. */
  readonly timeout: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** False with `--no-color`. */
  readonly color: boolean;
}

/** Declares the options that every command takes, in the groups of the help. */
export function declareGlobals(program: Command): void {
  program
    .optionsGroup('Output')
    .option('--json', 'Print JSON')
    .option('--no-json', 'Print text even when piped')
    .option('--fields <names>', 'Print only these members of the JSON result')
    .option('--events', 'Print progress as JSON lines on stderr')
    .option('--no-color', 'Print without color')
    .optionsGroup('Behavior')
    .option('--no-input', 'Never prompt; list every missing flag instead')
    .option('-y, --yes', 'Consent to what this command was asked to do')
    .option('--dry-run', 'Show write requests without sending them')
    .option('--timeout <seconds>', 'Limit each request, body included (default: 30)')
    .optionsGroup('Account')
    .option('--profile <name>', 'Use the settings and the stored key of a profile')
    .option('--base-url <url>', 'Use another address of the Vocobase API')
    .option('--sandbox', 'Use the built-in emulator of both APIs')
    .option('--scenario <name>', 'Choose the state of the sandbox')
    .optionsGroup('More')
    .option('-q, --quiet', 'Print only results and problems')
    .option('--verbose', 'Show each request and reply, secrets masked');
}

/** Reads the global flags from commander's options. `--fields` implies `--json`. */
export function readGlobals(options: Readonly<Record<string, unknown>>): Globals {
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
  const flag = (name: string) => options[name] === true;
  const fields = text('fields');
  const json = typeof options.json === 'boolean' ? options.json : undefined;
  return {
    json: fields === undefined ? json : true,
    fields,
    events: flag('events'),
    input: options.input !== false,
    yes: flag('yes'),
    dryRun: flag('dryRun'),
    sandbox: flag('sandbox'),
    scenario: text('scenario'),
    profile: text('profile'),
    baseUrl: text('baseUrl'),
    timeout: text('timeout'),
    quiet: flag('quiet'),
    verbose: flag('verbose'),
    color: options.color !== false,
  };
}
