import type { Command } from 'commander';
import type { Launch } from '../ports/launch.ts';

/**
 * Declares what can follow a command: flags, verbs, examples. `whole` returns the program with
 * every command declared.
 */
export type Declare = (command: Command, launch: Launch, whole: () => Promise<Command>) => void;

interface Listed {
  readonly name: string;
  /** Each with a description, where the name is not enough. */
  readonly args?: readonly (readonly [term: string, what?: string])[];
  readonly what: string;
  /** Loaded when the command is typed, so startup pays for one command, and `--help` for none. */
  declare(): Promise<Declare>;
}

/** The commands in the order of the help: what a newcomer needs first. */
export const registry: readonly { readonly title: string; readonly members: readonly Listed[] }[] =
  [
    {
      title: 'Start here',
      members: [
        {
          name: 'setup',
          what: 'Connect a Plivo account, step by step',
          declare: async () => (await import('../commands/setup/command.ts')).declareSetup,
        },
        {
          name: 'status',
          what: 'Show onboarding progress',
          declare: async () => (await import('../commands/status/command.ts')).declareStatus,
        },
        {
          name: 'doctor',
          what: 'Find out why calls fail, and how to fix it',
          declare: async () => (await import('../commands/doctor/command.ts')).declareDoctor,
        },
        {
          name: 'report',
          what: 'Write a report to hand over or attach to a ticket',
          declare: async () => (await import('../commands/report/command.ts')).declareReport,
        },
        {
          name: 'explain',
          args: [['[code or words...]']],
          what: 'Explain an error code, a hangup cause, or a symptom',
          declare: async () => (await import('../commands/explain/command.ts')).declareExplain,
        },
      ],
    },
    {
      title: 'Telephony',
      members: [
        {
          name: 'connections',
          what: 'Manage carrier connections',
          declare: async () =>
            (await import('../commands/connections/command.ts')).declareConnections,
        },
        {
          name: 'credentials',
          what: 'Replace the Plivo credentials that Vocobase uses',
          declare: async () =>
            (await import('../commands/credentials/command.ts')).declareCredentials,
        },
        {
          name: 'numbers',
          what: 'Manage imported phone numbers',
          declare: async () => (await import('../commands/numbers/command.ts')).declareNumbers,
        },
        {
          name: 'call',
          what: 'Place test calls, and show why calls failed',
          declare: async () => (await import('../commands/call/command.ts')).declareCall,
        },
        {
          name: 'agents',
          what: 'Manage voice agents',
          declare: async () => (await import('../commands/agents/command.ts')).declareAgents,
        },
      ],
    },
    {
      title: 'This machine',
      members: [
        {
          name: 'login',
          what: 'Save an API key on this machine',
          declare: async () => (await import('../commands/login/command.ts')).declareLogin,
        },
        {
          name: 'logout',
          what: 'Remove the saved API key',
          declare: async () => (await import('../commands/login/command.ts')).declareLogout,
        },
        {
          name: 'whoami',
          what: 'Show which account the API key belongs to',
          declare: async () => (await import('../commands/login/command.ts')).declareWhoami,
        },
        {
          name: 'config',
          what: 'Manage local settings',
          declare: async () => (await import('../commands/config/command.ts')).declareConfig,
        },
        {
          name: 'profiles',
          what: 'Manage profiles: named sets of local settings',
          declare: async () => (await import('../commands/profiles/command.ts')).declareProfiles,
        },
      ],
    },
    {
      title: 'For programs',
      members: [
        {
          name: 'sandbox',
          what: 'Run the built-in emulator of both APIs',
          declare: async () => (await import('../commands/sandbox/command.ts')).declareSandbox,
        },
        {
          name: 'api',
          args: [['<method>'], ['<path>']],
          what: 'Send a request to the Vocobase API',
          declare: async () => (await import('../commands/api/command.ts')).declareApi,
        },
        {
          name: 'schema',
          args: [['[command...]', 'Command, error, or event']],
          what: 'Print the JSON Schema of a result',
          declare: async () => (await import('../commands/schema/command.ts')).declareSchema,
        },
        {
          name: 'completion',
          args: [['<shell>', 'the shell']],
          what: 'Print a completion script for a shell',
          declare: async () => {
            const [{ declareCompletion }, { topics }] = await Promise.all([
              import('../commands/completion/command.ts'),
              import('./help.ts'),
            ]);
            return (completion, launch, whole) =>
              declareCompletion(completion, launch, whole, Object.keys(topics));
          },
        },
        {
          name: 'help',
          args: [['[words...]']],
          what: 'Show help for a command or a topic',
          declare: async () => (await import('./help.ts')).declareHelp,
        },
      ],
    },
  ];
