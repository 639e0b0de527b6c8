import type { Command } from 'commander';
import type { Launch } from '../ports/launch.ts';

/**
 * Gives a command what can be typed behind it: flags, verbs, examples. `whole` gives the program
 * with every command declared.
 */
export type Declare = (command: Command, launch: Launch, whole: () => Promise<Command>) => void;

export interface Listed {
  readonly name: string;
  /** Each with what it is, where the name does not say it. */
  readonly args?: readonly (readonly [term: string, what?: string])[];
  readonly what: string;
  /** Loaded when the command is typed: a start pays for one command, and `--help` for none. */
  declare(): Promise<Declare>;
}

/** The commands in the order of the help: what a newcomer needs first. */
export const contents: readonly { readonly title: string; readonly members: readonly Listed[] }[] =
  [
    {
      title: 'Start here:',
      members: [
        {
          name: 'setup',
          what: 'connect a Plivo account to Vocobase, step by step, and prove that it works',
          declare: async () => (await import('../commands/setup/command.ts')).declareSetup,
        },
        {
          name: 'status',
          what: 'how far the onboarding is, one line a step; when calls fail, see doctor',
          declare: async () => (await import('../commands/status/command.ts')).declareStatus,
        },
        {
          name: 'doctor',
          what: 'find what keeps calls from working, and say what to do',
          declare: async () => (await import('../commands/doctor/command.ts')).declareDoctor,
        },
        {
          name: 'explain',
          args: [['[code or words...]']],
          what: 'what a code, a number or a symptom means, and what to do; offline',
          declare: async () => (await import('../commands/explain/command.ts')).declareExplain,
        },
      ],
    },
    {
      title: 'Telephony:',
      members: [
        {
          name: 'connections',
          what: 'carrier accounts registered at Vocobase',
          declare: async () =>
            (await import('../commands/connections/command.ts')).declareConnections,
        },
        {
          name: 'credentials',
          what: 'the Plivo credentials that Vocobase holds',
          declare: async () =>
            (await import('../commands/credentials/command.ts')).declareCredentials,
        },
        {
          name: 'numbers',
          what: 'phone numbers imported at Vocobase: what calls show, and which agent answers',
          declare: async () => (await import('../commands/numbers/command.ts')).declareNumbers,
        },
        {
          name: 'call',
          what: 'test calls, and why calls went as they did',
          declare: async () => (await import('../commands/call/command.ts')).declareCall,
        },
        {
          name: 'agents',
          what: 'the voice agents that calls speak with',
          declare: async () => (await import('../commands/agents/command.ts')).declareAgents,
        },
      ],
    },
    {
      title: 'This machine:',
      members: [
        {
          name: 'login',
          what: 'check the API key with Vocobase and keep it for the next commands',
          declare: async () => (await import('../commands/login/command.ts')).declareLogin,
        },
        {
          name: 'logout',
          what: 'forget the stored API key',
          declare: async () => (await import('../commands/login/command.ts')).declareLogout,
        },
        {
          name: 'whoami',
          what: 'whose account the API key belongs to, and where the key comes from',
          declare: async () => (await import('../commands/login/command.ts')).declareWhoami,
        },
        {
          name: 'config',
          what: 'what this machine remembers',
          declare: async () => (await import('../commands/config/command.ts')).declareConfig,
        },
        {
          name: 'profiles',
          what: 'named sets of settings: base URL, stored key, defaults',
          declare: async () => (await import('../commands/profiles/command.ts')).declareProfiles,
        },
      ],
    },
    {
      title: 'For programs:',
      members: [
        {
          name: 'sandbox',
          what: 'the built-in emulator of both APIs, to try and to test against',
          declare: async () => (await import('../commands/sandbox/command.ts')).declareSandbox,
        },
        {
          name: 'api',
          args: [['<method>'], ['<path>']],
          what: 'send any request to the Vocobase API, with the key; prints the body as it came',
          declare: async () => (await import('../commands/api/command.ts')).declareApi,
        },
        {
          name: 'schema',
          args: [['[command...]', 'a command, error, or event']],
          what: 'Print the JSON Schema of a result',
          declare: async () => (await import('../commands/schema/command.ts')).declareSchema,
        },
        {
          name: 'completion',
          args: [['<shell>', 'the shell']],
          what: 'print the script that completes commands and flags in a shell',
          declare: async () => {
            const [{ declareCompletion }, { topics }] = await Promise.all([
              import('../commands/completion/command.ts'),
              import('./topic-texts.ts'),
            ]);
            return (completion, launch, whole) =>
              declareCompletion(completion, launch, whole, Object.keys(topics));
          },
        },
        {
          name: 'help',
          args: [['[words...]']],
          what: 'help for a command, or on a topic: environment, exit-codes, output, security',
          declare: async () => (await import('./help.ts')).declareHelp,
        },
      ],
    },
  ];
