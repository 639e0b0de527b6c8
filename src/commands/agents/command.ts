import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

export function declareAgents(agents: Command, launch: Launch): void {
  explainCommand(agents, {
    examples: ['agents list', 'agents create', 'agents voicemail "Demo Agent" --enable'],
  });

  const list = agents
    .command('list')
    .description('list the agents, newest first')
    .action(
      launch(
        async () => (await import('./list.ts')).listAgents,
        () => ({}),
      ),
    );
  explainCommand(list, { examples: ['agents list'], codes: ['API_KEY_MISSING', 'UNAUTHORIZED'] });

  const show = agents
    .command('show [agent]')
    .description('show an agent')
    .action(
      launch(
        async () => (await import('./show.ts')).showAgent,
        ({ args }) => ({ agent: args[0] }),
      ),
    );
  explainCommand(show, {
    examples: ['agents show "Demo Agent"', 'agents show 3c90c3cc'],
    notes: [
      'An agent is named by its id, its name, or the first 4 characters of its id.',
      'Without one a person picks it; a script has to name it.',
    ],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'NOT_FOUND', 'AMBIGUOUS_SELECTOR', 'INPUT_REQUIRED'],
  });

  const create = agents
    .command('create')
    .description('create an agent')
    .option('--name <name>', 'its name, at most 50 characters')
    .option('--prompt <text>', 'what it shall do; @<file> reads a file, - standard input')
    .option('--voice <voice>', "its voice: id or name in Vocobase's catalogue")
    .option('--type <type>', 'outbound or inbound', 'outbound')
    .option('--intro <text>', 'what it says first, at most 500 characters')
    .action(
      launch(
        async () => (await import('./create.ts')).createAgent,
        ({ options }) => options,
      ),
    );
  explainCommand(create, {
    examples: [
      'agents create',
      'agents create --name Reminders --prompt @reminders.txt --voice Asha --intro "Hello, this is Acme."',
    ],
    notes: [
      'What is not given is asked for, the voice from the catalogue; a script gives all of it.',
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'INPUT_REQUIRED',
      'INVALID_VALUE',
      'NOT_FOUND',
      'AMBIGUOUS_SELECTOR',
      'CONFLICT',
      'VALIDATION_ERROR',
      'OUTCOME_UNKNOWN',
    ],
    writes: true,
    values: { '--type': ['outbound', 'inbound'] },
  });

  const voicemail = agents
    .command('voicemail [agent]')
    .description('set what happens when a call reaches a mailbox')
    .option('--enable', 'detect mailboxes')
    .option('--disable', 'do not detect them')
    .option('--message <text>', 'what a mailbox hears, at most 500 characters')
    .option('--no-message', 'nothing is said')
    .action(
      launch(
        async () => (await import('./voicemail.ts')).voicemail,
        ({ args, options }) => ({ ...options, agent: args[0] }),
      ),
    );
  explainCommand(voicemail, {
    examples: [
      'agents voicemail "Demo Agent" --enable --message "Please call us back."',
      'agents voicemail "Demo Agent" --no-message',
    ],
    notes: [
      'With a message a detected mailbox hears it and the call ends; without one the call just ends.',
      'Vocobase must enable carrier-side detection for the connection too, or calls ignore this setting; no API shows whether it has.',
      'A person is asked for the agent and the change where they are not given; a script has to name both.',
      'Only what is named is sent, then read back.',
    ],
    codes: [
      'API_KEY_MISSING',
      'UNAUTHORIZED',
      'USAGE',
      'INPUT_REQUIRED',
      'INVALID_VALUE',
      'NOT_FOUND',
      'AMBIGUOUS_SELECTOR',
      'UNEXPECTED_RESPONSE',
    ],
    writes: true,
  });
}
