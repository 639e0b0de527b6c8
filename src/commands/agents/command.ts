import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';
import { valueOrNone } from '../value-or-none.ts';

/** Declares `agents` and its verbs. */
export function declareAgents(agents: Command, launch: Launch): void {
  explainCommand(agents, {
    examples: ['agents list', 'agents create', 'agents voicemail "Demo Agent" --enable'],
  });

  const list = agents
    .command('list')
    .description('List the agents, newest first')
    .action(
      launch(
        async () => (await import('./list.ts')).listAgents,
        () => ({}),
      ),
    );
  explainCommand(list, { examples: ['agents list'], codes: ['API_KEY_MISSING', 'UNAUTHORIZED'] });

  const show = agents
    .command('show [agent]')
    .description('Show an agent')
    .action(
      launch(
        async () => (await import('./show.ts')).showAgent,
        ({ args }) => ({ agent: args[0] }),
      ),
    );
  explainCommand(show, {
    examples: ['agents show "Demo Agent"', 'agents show 3c90c3cc'],
    notes: [
      'Name an agent by its id, its name, or the first 4 or more characters of its id.',
      'Without an agent, you pick one from a list at a terminal. A script must name it.',
    ],
    codes: ['API_KEY_MISSING', 'UNAUTHORIZED', 'NOT_FOUND', 'AMBIGUOUS_SELECTOR', 'INPUT_REQUIRED'],
  });

  const create = agents
    .command('create')
    .description('Create an agent')
    .option('--name <name>', 'Name, at most 50 characters')
    .option('--prompt <text>', 'What the agent does; @<file> reads a file, - stdin')
    .option('--voice <voice>', "Voice: id or name in Vocobase's catalog")
    .option('--type <type>', 'Outbound or inbound', 'outbound')
    .option('--intro <text>', 'What the agent says first, at most 500 characters')
    .action(
      launch(
        async () => (await import('./create.ts')).createAgent,
        ({ options }) => options,
      ),
    );
  explainCommand(create, {
    examples: [
      'agents create',
      'agents create --name Reminders --prompt @reminders.txt --voice Asha',
    ],
    notes: [
      'At a terminal you are asked for what is missing. A script must give name, prompt, and voice.',
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
    .description('Set what happens when a call reaches voicemail')
    .option('--enable', 'Detect voicemail')
    .option('--disable', 'Stop detecting voicemail');
  valueOrNone(
    voicemail,
    '--message <text>',
    'Message to leave on voicemail, at most 500 characters',
    'Remove the message',
  );
  voicemail.action(
    launch(
      async () => (await import('./voicemail.ts')).voicemail,
      ({ args, options }) => ({ ...options, agent: args[0] }),
    ),
  );
  explainCommand(voicemail, {
    examples: [
      'agents voicemail "Demo Agent" --enable --message "Call us back."',
      'agents voicemail "Demo Agent" --no-message',
    ],
    notes: [
      'When voicemail is detected, the message is played and the call ends. Without a message, the call ends without playback.',
      'Vocobase must first enable carrier-side detection for the connection. No API shows whether it has.',
      'At a terminal you are asked for the agent and the change. A script must give both.',
      'Only the fields you name are sent, and then read back.',
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
