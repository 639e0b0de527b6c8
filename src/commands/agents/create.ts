import type { Parsed } from '../../domain/text/parsed.ts';
import { isUuid, select } from '../../domain/text/selector.ts';
import { shellQuote } from '../../domain/text/shell-command.ts';
import type { Agent, AgentFields, Voice } from '../../domain/vocobase/agent.ts';
import {
  parseAgentName,
  parseAgentType,
  parseIntro,
  parsePrompt,
} from '../../domain/vocobase/agent-fields.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import { differences, requireSame } from '../../domain/vocobase/read-back.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import { accept, type Missing, requireInputs, withMissingKey } from '../../flows/input.ts';
import { pick, requireOne } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { agentCard } from './view.ts';

interface CreateAgentInput {
  readonly name?: string | undefined;
  /** The text itself, or `@` and a path. */
  readonly prompt?: string | undefined;
  readonly voice?: string | undefined;
  readonly type: string;
  readonly intro?: string | undefined;
}

interface CreatedAgent {
  readonly agent: AsReceived<Agent>;
}

/** `agents create`: creates an agent and reads it back. */
export const createAgent: Action<CreateAgentInput, CreatedAgent> = {
  async run(ctx, input) {
    const read = <T>(
      value: string | undefined,
      parse: (text: string) => Parsed<T>,
      flag: string,
    ) => (value === undefined ? null : accept(ctx, parse(value), flag));
    const name = read(input.name, parseAgentName, '--name');
    const prompt = read(await promptText(ctx, input.prompt), parsePrompt, '--prompt');
    const type = accept(ctx, parseAgentType(input.type), '--type');
    const intro = read(input.intro, parseIntro, '--intro');
    const missing: Missing[] = [
      name === null && { flag: '--name', env: null, what: 'agent name' },
      prompt === null && { flag: '--prompt', env: null, what: 'prompt' },
      input.voice === undefined && { flag: '--voice', env: null, what: 'voice' },
    ].filter((one) => one !== false);
    requireInputs(ctx, await withMissingKey(ctx, missing));
    const vocobase = await ctx.vocobase();

    const fields: AgentFields = {
      agent_name: name ?? (await ask(ctx, 'Agent name', '--name', parseAgentName)),
      prompt: prompt ?? (await ask(ctx, 'Prompt (what the agent does)', '--prompt', parsePrompt)),
      voice_id: await chooseVoice(ctx, vocobase, input.voice),
      agent_type: type,
      ...(intro ? { intro_message: intro } : {}),
    };
    const created = await ctx.log.progress(`Creating the agent ${fields.agent_name}`, () =>
      vocobase.createAgent(fields),
    );
    return { agent: (await readBack(ctx, vocobase, created, fields)).received };
  },

  view({ agent }, style) {
    return [
      `${style.mark.pass} ${style.bold('Agent created')}`,
      '',
      agentCard(agent, style),
      '',
      style.next([{ label: 'Test call', command: `call test <number> --agent ${typed(agent)}` }]),
    ].join('\n');
  },
};

/** The agent's name if it needs no quoting beyond quotation marks, else its id. */
function typed({ agent_name: name = '', id = '<agent>' }: AsReceived<Agent>): string {
  return /^[\p{L}\p{N} ._-]+$/u.test(name) ? `"${name}"` : id;
}

function promptText(
  ctx: Pick<Context, 'inputs'>,
  given: string | undefined,
): string | undefined | Promise<string> {
  if (given === '-') return ctx.inputs.stdin();
  return given?.startsWith('@') ? ctx.inputs.file(given.slice(1)) : given;
}

function ask(
  ctx: Pick<Context, 'prompt'>,
  message: string,
  flag: string,
  parse: (typed: string) => Parsed<string>,
): Promise<string> {
  return ctx.prompt.text({
    message,
    flag,
    what: flag === '--name' ? 'agent name' : 'prompt',
    parse,
  });
}

/** Reads the agent back. Throws UNEXPECTED_RESPONSE if it differs from what was sent. */
async function readBack(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'getAgent'>,
  created: Agent,
  { agent_name, voice_id, agent_type }: AgentFields,
): Promise<Agent> {
  const agent = await ctx.log
    .progress('Reading back', () => vocobase.getAgent(created.id))
    .catch((error: unknown) => {
      if (!isKnownFailure(error)) throw error;
      ctx.log.warn(`The new agent could not be read back: ${error.message}`);
      return created;
    });
  const shown = Object.entries({ ...agent }).filter(([, value]) => value !== null);
  requireSame(
    `the new agent ${agent.id}`,
    differences({ agent_name, voice_id, agent_type }, Object.fromEntries(shown)),
    [`agents show ${shellQuote(agent.id)}`],
    { agent_id: agent.id },
  );
  return agent;
}

/**
 * The id of the voice named by its id or its name in the catalog; without one, a person picks. The
 * catalog's shape is undocumented, so an id of the usual form is used unchanged. Throws NOT_FOUND
 * with near names, AMBIGUOUS_SELECTOR.
 */
async function chooseVoice(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listVoices'>,
  named: string | undefined,
): Promise<string> {
  if (named !== undefined && isUuid(named)) return named;
  const voices = await ctx.log.progress('Reading the voice catalog', () => vocobase.listVoices());
  if (named !== undefined) return findVoice(voices, named).id;
  const voice = await pick(ctx, {
    message: 'Voice',
    flag: '--voice',
    what: 'voice',
    items: voices,
    columns: columnsOf,
    about: ({ id }) => [id],
    none: {
      message: 'The voice catalog of Vocobase is empty.',
      hints: ['Ask Vocobase for a voice id, and pass it with --voice.'],
      commands: [],
    },
  });
  return voice.id;
}

function findVoice(voices: readonly Voice[], named: string): Voice {
  const found = select(voices, named, ({ id, name }) => ({ id, name: name ?? '' }));
  const names = voices.map(({ id, name }) => name ?? id);
  return requireOne(found, {
    named,
    one: 'voice',
    many: 'voices',
    commands: [],
    candidate: (voice) => ({ id: voice.id, name: describe(voice) }),
    missing: {
      unlessNear: [`The voices are ${names.slice(0, 20).join(', ')}.`],
      details: { voices: voices.map(({ id, name }) => ({ id, name })) },
    },
  });
}

function describe(voice: Voice): string {
  return columnsOf(voice)
    .filter((part) => part !== null)
    .join('  ');
}

function columnsOf({ id, name, language, gender }: Voice): readonly (string | null)[] {
  return [name ?? id, language, gender];
}
