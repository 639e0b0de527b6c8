import type { Command } from 'commander';
import type { CommandTree } from '../commands/tree.ts';
import { nearNames } from '../domain/text/selector.ts';
import { CliError } from '../errors/cli-error.ts';
import { wrapText } from '../output/table.ts';
import type { Action } from '../ports/action.ts';
import type { Launch } from '../ports/launch.ts';

/**
 * Declares `help`, for the program, a command (`help connections list`), or a topic (`help
 * exit-codes`).
 */
export function declareHelp(help: Command, launch: Launch, whole: () => Promise<Command>): void {
  const { writeOut, getOutHelpWidth } = help.configureOutput();
  const asData = launch(
    async () => treeOf(whole),
    ({ args }) => splitWords(args.flat()),
  );
  help.action(async (given: string[], ...received: unknown[]) => {
    if (wantsJson(help.optsWithGlobals())) return asData(given, ...received);
    const words = splitWords(given);
    const program = await whole();
    const name = words.join(' ');
    const topic = topics[name];
    if (topic === undefined) return findCommand(program, words).outputHelp();
    const text = await topic(program.name(), program);
    // The skill is a file for programs, so its lines stay as they are.
    writeOut?.(name === 'skill' ? text : fitWidth(text, getOutHelpWidth?.() ?? 80));
  });
}

/** The words of a command, also if it is quoted as one: `help "call test"`. */
function splitWords(given: readonly (string | undefined)[]): string[] {
  return given.flatMap((word) => word?.split(/\s+/) ?? []).filter((word) => word !== '');
}

/** `--fields` implies `--json`, which commander does not know while it parses. */
function wantsJson(options: Readonly<Record<string, unknown>>): boolean {
  return options.json === true || options.fields !== undefined;
}

/** The JSON of `help <topic> --json`. */
interface TopicText {
  readonly topic: string;
  readonly text: string;
}

/** `help --json`: a topic as text, else the command tree or the part below the given command. */
function treeOf(whole: () => Promise<Command>): Action<readonly string[], CommandTree | TopicText> {
  return {
    async run(_ctx, words) {
      const [{ readTree }, program] = await Promise.all([import('../commands/tree.ts'), whole()]);
      const topic = words.join(' ');
      const text = await topics[topic]?.(program.name(), program);
      return text === undefined ? readTree(program, findCommand(program, words)) : { topic, text };
    },
    view: () => '',
  };
}

function findCommand(program: Command, words: readonly string[]): Command {
  let at = program;
  for (const word of words) {
    const next = at.commands.find((one) => one.name() === word || one.aliases().includes(word));
    if (next === undefined) {
      const names = [...at.commands.map((one) => one.name()), ...Object.keys(topics)];
      const near = nearNames(names, word);
      throw new CliError('USAGE', {
        message: `There is no command or topic called ${words.join(' ')}.`,
        hints: near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : [],
        commands: ['--help'],
      });
    }
    at = next;
  }
  return at;
}

/**
 * Fits a topic to the width: prose is wrapped, and an indented line that is too long continues
 * below its own text. Commands to copy (`$ …`) stay whole.
 */
export function fitWidth(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.length <= width || /^\s*\$ /.test(line)) return line;
      // ` NAME what it means`: the meaning begins after the first gap.
      const before = /^\s*(?:\S+(?: \S+)*\s{2,})?/.exec(line)?.[0] ?? '';
      const text = line.slice(before.length);
      if (before.length > width / 2) {
        const below = wrapText(text, width, ' '.repeat(6));
        return before.trim() === '' ? below : `${before.trimEnd()}\n${below}`;
      }
      return before + wrapText(text, width, ' '.repeat(before.length)).trimStart();
    })
    .join('\n');
}

/**
 * The help topics. Each receives the name that the program was started by, and the program with
 * every command declared.
 */
export const topics: Readonly<
  Record<string, (name: string, program: Command) => string | Promise<string>>
> = {
  options: (name, program) =>
    [
      'Options that every command takes, before or after its name.',
      '',
      ...program.options.map(({ flags, description }) => `  ${flags.padEnd(21)}  ${description}`),
      '  -h, --help             Show help',
      '',
      `Options of one command: ${name} help <command>`,
      '',
    ].join('\n'),
  environment: (
    name,
  ) => `Variables that ${name} reads. A flag beats the environment, which beats the profile, which beats the default. --verbose shows where each value came from.

  VOCOBASE_API_KEY        API key, rg_live_…
  VOCOBASE_BASE_URL       Vocobase API (default: https://api.vocobase.com/api/v2)
  VOCOBASE_PROFILE        Profile
  VOCOBASE_CONNECTION_ID  Connection that calls and number imports use
  VOCOBASE_AGENT_ID       Agent that calls use
  VOCOBASE_CONFIG_DIR     Folder of the settings (default: the platform's config folder)
  PLIVO_AUTH_ID           Auth ID, MA… or SA…, 20 characters
  PLIVO_AUTH_TOKEN        Auth Token, 40 characters; never stored
  PLIVO_BASE_URL          Plivo API (default: https://api.plivo.com/v1)
  ACCESSIBLE              1: plain line-by-line prompts and output
  NO_COLOR, FORCE_COLOR   No color, or color in any case
  CI                      Set: never prompt (CI=false and CI=0 mean no CI)
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY
                          Proxy
  NODE_EXTRA_CA_CERTS     File with more certificate authorities
  NODE_DISABLE_COMPILE_CACHE
                          1: keep no compiled code in the cache folder

A secret, URL, profile, or id that is set but empty is an error for the command that reads it.
With --sandbox, keys, tokens, addresses, and ids of the environment are ignored.
`,
  'exit-codes': (name) => `Exit codes of ${name}. They never change.

    0  Done, and verified where it can be
    1  A bug in ${name}, or a reply that is not what the API promises
    2  Used wrongly; nothing was written
    3  Not reachable, not answering, or an outcome that stays unknown
    4  Credentials missing or refused
    5  Not permitted
    6  Blocked by the account's current state
    7  A limit is reached, and waiting did not help
    8  Result: the call was still live when --max-wait ended
   20  Result: doctor, status, or setup found something failing
   21  Result: the test call did not complete, or an expectation was not met
  129  Hung up: the terminal was closed
  130  Interrupted or canceled
  143  Terminated

Exits 8, 20, and 21 print a result on stdout and no error. With every other failure stdout stays empty and the error is on stderr; only ${name} api prints what the API answered there, whatever its exit. ${name} explain <code> says what an error means and what to do.
`,
  output: (
    name,
  ) => `stdout is the answer. stderr is the conversation: prompts, progress, notices, and errors.

On a terminal the answer is for people. When stdout is not a terminal it is JSON. --json and --no-json decide otherwise.

  $ ${name} connections list | jq '.connections[].name'
  $ ${name} connections list --fields connection_id,name

JSON is one document: indented on a terminal, on one line in a pipe. Names are those of the API, and the shape is a promise. --fields keeps the named members of each row, or of the result where it holds no list; a dotted name goes deeper. With --json nothing is asked, and stderr carries nothing but an error document:

  { "error": { "code", "message", "hints", "commands", "docs_url", "retryable",
               "exit_code", "origin", "http", "details" } }

--events prints progress as JSON lines on stderr:

  { "event": "step" or "call" or "wait" or "notice", "at", … }

A pipe alone changes the answer and not the errors, because a person may be watching. Text from an API is stripped of control characters before a person sees it.
`,
  security: (name) => `How ${name} handles secrets.

The Auth Token is never stored. It comes from a hidden prompt, PLIVO_AUTH_TOKEN, --auth-token-stdin, --auth-token-file <path>, or --auth-token <token>. The last one can be seen by other users of this machine and stays in the shell's history: the value is removed from the process list, but only after the start.

The API key comes from a hidden prompt, VOCOBASE_API_KEY, or what ${name} login stored: in the system's key store, or in a file that only you can read. A stored key is sent only to the base URL that it was stored for.

No key or token appears in output, errors, traces, or --dry-run; Auth IDs are masked. Plain http is refused except on this machine. Redirects are not followed, because they would carry the credentials along.
`,
  async skill(_, program) {
    const [{ renderSkill }, { readTree }] = await Promise.all([
      import('../commands/skill.ts'),
      import('../commands/tree.ts'),
    ]);
    return renderSkill(await readTree(program));
  },
};
