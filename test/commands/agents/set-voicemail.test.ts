import { expect, test } from 'vitest';
import { parseVoicemailMessage, setVoicemail } from '../../../src/commands/agents/set-voicemail.ts';
import type { Agent } from '../../../src/domain/vocobase/agent.ts';

const agent: Agent = {
  id: '0a9e4b10-5a4d-4b0c-8d3e-000000000001',
  agent_name: 'Demo Agent',
  agent_type: 'outbound',
  prompt: 'Be kind.',
  voice_id: null,
  intro_message: null,
  voicemail_detection_enabled: false,
  voicemail_message: null,
  status: 'active',
  received: { voicemail_detection_enabled: false, voicemail_message: null },
};

/** An API that accepts the update and forgets it. */
const forgetful = { updateAgent: async () => agent, getAgent: async () => agent };

test.each([
  [{ enabled: true }, ['voicemail_detection_enabled']],
  [{ message: 'Bye.' }, ['voicemail_message']],
  [{ enabled: true, message: 'Bye.' }, ['voicemail_detection_enabled', 'voicemail_message']],
])(
  'fails with the field names when an update reads back differently: %j',
  async (change, fields) => {
    const failure = await setVoicemail(forgetful, agent.id, change).catch((error) => error);
    expect(failure).toMatchObject({ code: 'UNEXPECTED_RESPONSE' });
    expect(failure.message).toContain(fields.join(' and '));
    expect(failure.details.differing).toMatchObject(fields.map((field) => ({ field })));
  },
);

test('ignores a field that the API does not show', async () => {
  const silent = { ...agent, received: {} };
  const api = { updateAgent: async () => silent, getAgent: async () => silent };
  await expect(setVoicemail(api, agent.id, { enabled: true })).resolves.toBe(silent);
});

test.each([{ message: '' }, { message: null }, { enabled: false }])(
  'accepts null and an empty text as no message: %j',
  async (change) => {
    const empty = { ...agent, voicemail_message: '' };
    const api = { updateAgent: async () => empty, getAgent: async () => empty };
    await expect(setVoicemail(api, agent.id, change)).resolves.toBe(empty);
  },
);

test('allows 500 characters, counted as people count them', () => {
  expect(parseVoicemailMessage('ü'.repeat(500)).ok).toBe(true);
  expect(parseVoicemailMessage('👋'.repeat(500)).ok).toBe(true);
  expect(parseVoicemailMessage('x'.repeat(501))).toMatchObject({
    ok: false,
    problem: { code: 'INVALID_VALUE' },
  });
});
