import {
  type Body,
  clearableText,
  e164,
  oneOf,
  optionalBoolean,
  requiredText,
  uuid,
  variableName,
} from '../http/fields.ts';
import { invalid, notFound, Refusal, type Reply, success } from '../http/reply.ts';
import { type Route, type RouteRequest, route } from '../http/router.ts';
import { blankAgent } from '../world/seed.ts';
import type { Agent, World } from '../world/world.ts';
import { listReply } from './list.ts';
import { agentView } from './views.ts';

const PROMPT_MAX = 120_000;
const MAX_VARIABLES = 100;

/** The routes of agents and voices. Both lists are documented, but not their shape (U28). */
export const agentRoutes: readonly Route[] = [
  route('GET', '/agent', list),
  route('POST', '/agent', create),
  route('GET', '/agent/voices', listVoices),
  route('GET', '/agent/:id', show),
  route('PUT', '/agent/:id', update),
  route('DELETE', '/agent/:id', remove),
];

/** Requests may spell these in camel case, as one guide does. */
const snakeCase: Readonly<Record<string, string>> = {
  transferEnabled: 'transfer_enabled',
  transferNumber: 'transfer_number',
  transferMessage: 'transfer_message',
  endCallEnabled: 'end_call_enabled',
  endCallMessage: 'end_call_message',
};

function list({ world, query }: RouteRequest): Reply {
  const agents = world.agents
    .filter((agent) => !agent.deleted)
    .toReversed()
    .toSorted((one, other) => other.created_at - one.created_at);
  return listReply(world.choices, query, agents.map(agentView), {
    name: 'agents',
    shape: world.choices.agentListShape,
    paging: world.choices.agentListPaging,
  });
}

function listVoices({ world }: RouteRequest): Reply {
  return success({ voices: world.voices, total: world.voices.length });
}

function show({ world, params }: RouteRequest): Reply {
  return success(agentView(knownAgent(world, params.id)));
}

function create({ world, now, body }: RouteRequest): Reply {
  const fields = readFields(world, body);
  requiredText(body, 'agent_name', 50);
  requiredText(body, 'prompt', PROMPT_MAX);
  requiredText(body, 'voice_id');
  refuseTakenName(world, fields.agent_name, null);
  const agent: Agent = { ...blankAgent(now), ...fields };
  refuseTransferWithoutNumber(agent);
  world.agents.push(agent);
  return success(agentView(agent), world.choices.createdStatus);
}

function update({ world, now, params, body }: RouteRequest): Reply {
  const agent = knownAgent(world, params.id);
  const fields = readFields(world, body);
  if (Object.keys(fields).length === 0) throw invalid('At least one field is required');
  refuseTakenName(world, fields.agent_name, agent);
  const changed: Agent = { ...agent, ...fields, updated_at: now };
  if (fields.transfer_enabled === false) {
    changed.transfer_number = null;
    changed.transfer_message = null;
    changed.transfer_instructions = null;
  }
  refuseTransferWithoutNumber(changed);
  Object.assign(agent, changed);
  return success(
    world.choices.agentPutAnswer === 'agent'
      ? agentView(agent)
      : { message: 'Agent updated successfully' },
  );
}

function remove({ world, params }: RouteRequest): Reply {
  knownAgent(world, params.id).deleted = true;
  return success({ message: 'Agent deleted successfully' });
}

function knownAgent(world: World, id: string | undefined): Agent {
  const agent = world.agents.find((each) => each.id === id && !each.deleted);
  if (!agent) throw notFound('Agent');
  return agent;
}

function refuseTakenName(world: World, name: string | undefined, itself: Agent | null): void {
  const taken = world.agents.some(
    (each) => each !== itself && !each.deleted && each.agent_name === name,
  );
  if (taken) throw new Refusal(409, 'CONFLICT', `An agent named ${name} already exists`);
}

function refuseTransferWithoutNumber(agent: Agent): void {
  if (agent.transfer_enabled && !agent.transfer_number) {
    throw invalid('transfer_number is required when transfer is enabled');
  }
}

/** The fields that were sent, checked. Unknown ones are ignored (U33). */
function readFields(world: World, sent: Body): Partial<Agent> {
  const body = Object.fromEntries(
    Object.entries(sent).map(([field, value]) => [snakeCase[field] ?? field, value]),
  );
  return present({
    agent_name: 'agent_name' in body ? requiredText(body, 'agent_name', 50) : undefined,
    prompt: 'prompt' in body ? requiredText(body, 'prompt', PROMPT_MAX) : undefined,
    ...voice(world, body),
    agent_type:
      'agent_type' in body
        ? oneOf('agent_type', body.agent_type, ['inbound', 'outbound'])
        : undefined,
    intro_message: clearableText(body, 'intro_message', 500),
    voicemail_detection_enabled: optionalBoolean(body, 'voicemail_detection_enabled'),
    voicemail_message: clearableText(body, 'voicemail_message', 500),
    project_id: 'project_id' in body ? uuid('project_id', body.project_id) : undefined,
    enable_recording: optionalBoolean(body, 'enable_recording'),
    variables: variables(body),
    extraction_config: body.extraction_config,
    transfer_enabled: optionalBoolean(body, 'transfer_enabled'),
    transfer_number: body.transfer_number
      ? e164('transfer_number', body.transfer_number)
      : clearableText(body, 'transfer_number', 16),
    transfer_message: clearableText(body, 'transfer_message', 500),
    transfer_instructions: clearableText(body, 'transfer_instructions', 2000),
    end_call_enabled: optionalBoolean(body, 'end_call_enabled'),
    end_call_message: clearableText(body, 'end_call_message', 500),
    end_call_instructions: clearableText(body, 'end_call_instructions', 2000),
    max_call_duration_secs: bounded(body, 'max_call_duration_secs', 60, 3600),
    kb_threshold:
      body.kb_threshold == null
        ? (body.kb_threshold as null | undefined)
        : oneOf('kb_threshold', body.kb_threshold, ['low', 'medium', 'high']),
    background_audio_id:
      body.background_audio_id == null
        ? (body.background_audio_id as null | undefined)
        : uuid('background_audio_id', body.background_audio_id),
    background_audio_volume: bounded(body, 'background_audio_volume', 0, 1) ?? undefined,
  });
}

type Sparse<T> = { [Field in keyof T]?: T[Field] | undefined };

function present(fields: Sparse<Agent>): Partial<Agent> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Agent>;
}

/** The voice fixes the language. */
function voice(world: World, body: Body): Sparse<Agent> {
  if (!('voice_id' in body)) return {};
  const id = requiredText(body, 'voice_id');
  const found = world.voices.find((each) => each.id === id);
  if (!found) throw invalid('voice_id is not one of the voices of GET /agent/voices');
  return { voice_id: found.id, language: found.language };
}

function variables(body: Body): string[] | undefined {
  const given = body.variables;
  if (given === undefined) return undefined;
  if (given === null) return [];
  if (!Array.isArray(given)) throw invalid('variables must be an array of names');
  if (given.length > MAX_VARIABLES) {
    throw invalid(`variables must have at most ${MAX_VARIABLES} names`);
  }
  return given.map(variableName);
}

function bounded(body: Body, field: string, min: number, max: number): number | null | undefined {
  const value = body[field];
  if (value === undefined || value === null) return value;
  if (typeof value !== 'number' || value < min || value > max) {
    throw invalid(`${field} must be a number from ${min} to ${max}`);
  }
  return value;
}
