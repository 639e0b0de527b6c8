import * as v from 'valibot';
import { isRecord } from '../domain/text/is-record.ts';
import type { Agent, Voice } from '../domain/vocobase/agent.ts';
import { pathSegment } from '../http/path-segment.ts';

import { booleanOrNull, reader, requiredText, textOr, textOrNull } from '../http/reply-schema.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import type { Api } from './api.ts';
import { changeUnclear, createOnce, isAccepted, markUnclear } from './create-once.ts';
import { clockOffset, createdSince } from './created-since.ts';
import { allPages, list, one, oneOrNull } from './replies.ts';
import { withReceived } from './with-received.ts';

interface AgentsNeeds {
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
}

type AgentsResource = Pick<
  Vocobase,
  'listAgents' | 'getAgent' | 'createAgent' | 'updateAgent' | 'listVoices'
>;

/** The list's parameters are undocumented (U28); these names are taken from `GET /calls`. */
const pageSize = 100;

/** https://docs.vocobase.com/api-reference/agents/get-an-agent */
export function agentsResource(api: Api, needs: AgentsNeeds): AgentsResource {
  const listAgents = async () => {
    const { items } = await allPages(
      async (query) => list(await api.get('/agent', query), 'agents', readAgent),
      { idOf: (agent) => agent.id, limit: pageSize, untilEmpty: true },
    );
    return items;
  };

  const getAgent = async (agentId: string) =>
    one(await api.get(`/agent/${pathSegment(agentId)}`), 'agent', readAgent);

  return {
    listAgents,
    getAgent,

    createAgent: (fields) => {
      let sentAt = needs.now();
      return createOnce({
        async send() {
          const answer = await api.send({
            method: 'POST',
            path: '/agent',
            body: fields,
            repeat: 'unless-sent',
            onSend: () => {
              sentAt = needs.now();
            },
          });
          return one(answer, 'agent', readAgent);
        },
        async look(fault) {
          const agents = await listAgents();
          // Names are unique, so an older agent with the name would have been a conflict.
          const named = agents.find((agent) => agent.agent_name === fields.agent_name);
          if (named === undefined) return { created: null, candidates: [] };
          const since = isAccepted(fault)
            ? 'yes'
            : createdSince(
                sentAt,
                { created_at: named.created_at },
                clockOffset(undefined, sentAt, sentAt),
              );
          const { id, agent_name, created_at } = named;
          return {
            created: since === 'yes' ? named : null,
            candidates: since === 'no' ? [] : [{ id, facts: { id, agent_name, created_at } }],
          };
        },
        sleep: needs.sleep,
        words: {
          what: `The agent "${fields.agent_name}"`,
          may: 'may have been created',
          list: 'the agent list',
          notSeen: 'shows no new agent of this name',
          commands: ['agents list'],
        },
      });
    },

    async updateAgent(agentId, fields) {
      const update = async () => {
        const answer = await api.send({
          method: 'PUT',
          path: `/agent/${pathSegment(agentId)}`,
          body: fields,
          repeat: 'repeatable',
        });
        // A reply that is only a message is read back.
        return oneOrNull(answer, 'agent', readAgent) ?? getAgent(agentId);
      };
      return markUnclear(update, changeUnclear);
    },

    listVoices: async () => [...list(await api.get('/agent/voices'), 'voices', readVoice).items],
  };
}

/** Members whose names in replies differ from requests. */
const requestNames: Readonly<Record<string, string>> = {
  transferEnabled: 'transfer_enabled',
  transferNumber: 'transfer_number',
  transferMessage: 'transfer_message',
  endCallEnabled: 'end_call_enabled',
  endCallMessage: 'end_call_message',
};

function underRequestNames(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [requestNames[name] ?? name, member]),
  );
}

const agent = v.looseObject({
  id: requiredText,
  agent_name: textOr(''),
  agent_type: textOrNull,
  prompt: textOrNull,
  voice_id: textOrNull,
  intro_message: textOrNull,
  voicemail_detection_enabled: booleanOrNull,
  voicemail_message: textOrNull,
  status: textOrNull,
});

const readShape = reader(agent);

function readAgent(sent: unknown): Agent | null {
  const renamed = underRequestNames(sent);
  const read = readShape(renamed);
  return read === null || !isRecord(renamed) ? null : withReceived(read, renamed);
}

/** The catalog's shape is undocumented: agents call the id `voice_id`. */
const voice = v.pipe(
  v.object({
    id: textOrNull,
    voice_id: textOrNull,
    name: textOrNull,
    language: textOrNull,
    gender: textOrNull,
  }),
  v.check((read) => Boolean(read.id ?? read.voice_id)),
  v.transform(({ voice_id, ...rest }): Voice => ({ ...rest, id: rest.id ?? voice_id ?? '' })),
);

const readVoice = reader(voice);
