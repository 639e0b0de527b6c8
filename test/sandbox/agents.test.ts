import { describe, expect, test } from 'vitest';
import { ask, callTo, withSandbox } from './ask.ts';

const VOICE = '0f0e4b10-5a4d-4b0c-8d3e-000000000002';
const draft = { agent_name: 'Sales', prompt: 'Sell.', voice_id: VOICE };

describe('agents', () => {
  test('are returned with the documented mixed case', () =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await ask(sandbox, 'POST', '/agent', {
        ...draft,
        agent_type: 'inbound',
        transfer_enabled: true,
        transfer_number: '+14155550150',
      });
      expect(status).toBe(201);
      expect(body.data).toMatchObject({
        agent_name: 'Sales',
        agent_type: 'inbound',
        language: 'hi',
        transferEnabled: true,
        transferNumber: '+14155550150',
        transfer_instructions: null,
        endCallEnabled: false,
        max_call_duration_secs: 600,
        voicemail_detection_enabled: false,
        voicemail_message: null,
      });
      expect(body.data).not.toHaveProperty('transfer_enabled');
      const shown = await ask(sandbox, 'GET', `/agent/${body.data.id}`);
      expect(shown.body.data).toEqual(body.data);
    }));

  test('change only in the fields sent, in either spelling', () =>
    withSandbox({}, async (sandbox) => {
      const path = `/agent/${sandbox.agentId}`;
      const put = async (body: object) => (await ask(sandbox, 'PUT', path, body)).body.data;
      const before = (await ask(sandbox, 'GET', path)).body.data;
      expect(await put({ endCallEnabled: true, voicemail_message: 'Later.' })).toMatchObject({
        prompt: before.prompt,
        endCallEnabled: true,
        voicemail_message: 'Later.',
      });
      expect((await put({ end_call_enabled: false })).endCallEnabled).toBe(false);
      expect((await put({ voicemail_message: '' })).voicemail_message).toBeNull();
    }));

  test('forget their transfer settings when transfer is turned off', () =>
    withSandbox({}, async (sandbox) => {
      const path = `/agent/${sandbox.agentId}`;
      await ask(sandbox, 'PUT', path, {
        transfer_enabled: true,
        transfer_number: '+14155550150',
        transfer_message: 'One moment.',
      });
      const { body } = await ask(sandbox, 'PUT', path, { transfer_enabled: false });
      expect(body.data).toMatchObject({ transferNumber: null, transferMessage: null });
    }));

  test.each([
    [{ agent_name: undefined }, /^agent_name is required/],
    [{ agent_name: 'x'.repeat(51) }, /^agent_name must be at most 50/],
    [{ prompt: 'x'.repeat(120_001) }, /^prompt must be at most 120000/],
    [{ intro_message: 'x'.repeat(501) }, /^intro_message must be at most 500/],
    [{ voicemail_message: 'x'.repeat(501) }, /^voicemail_message must be at most 500/],
    [{ end_call_instructions: 'x'.repeat(2001) }, /^end_call_instructions must be at most 2000/],
    [{ voice_id: 'nobody' }, /^voice_id/],
    [{ agent_type: 'OUTBOUND' }, /^agent_type must be one of inbound, outbound/],
    [{ voicemail_detection_enabled: 'yes' }, /must be a boolean/],
    [{ max_call_duration_secs: 59 }, /from 60 to 3600/],
    [{ kb_threshold: 'none' }, /^kb_threshold/],
    [{ variables: ['2x'] }, /^variables/],
    [{ transfer_enabled: true }, /^transfer_number is required/],
    [{ transfer_number: '123' }, /^transfer_number must be/],
  ])('refuse %j', (change, message) =>
    withSandbox({}, async (sandbox) => {
      const { status, body } = await ask(sandbox, 'POST', '/agent', { ...draft, ...change });
      expect([status, body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
      expect(body.error.message).toMatch(message);
    }),
  );

  test('accept the documented lengths exactly', () =>
    withSandbox({}, async (sandbox) => {
      const { status } = await ask(sandbox, 'POST', '/agent', {
        ...draft,
        agent_name: 'x'.repeat(50),
        prompt: 'x'.repeat(120_000),
        intro_message: 'x'.repeat(500),
        voicemail_message: 'x'.repeat(500),
      });
      expect(status).toBe(201);
    }));

  test('have unique names, also when renamed', () =>
    withSandbox({}, async (sandbox) => {
      const taken = await ask(sandbox, 'POST', '/agent', { ...draft, agent_name: 'Demo Agent' });
      expect([taken.status, taken.body.error.code]).toEqual([409, 'CONFLICT']);
      const { body } = await ask(sandbox, 'POST', '/agent', draft);
      const rename = { agent_name: 'Demo Agent' };
      const renamed = await ask(sandbox, 'PUT', `/agent/${body.data.id}`, rename);
      expect(renamed.status).toBe(409);
      const itself = await ask(sandbox, 'PUT', `/agent/${sandbox.agentId}`, rename);
      expect(itself.status).toBe(200);
    }));

  test('need at least one field to change', () =>
    withSandbox({}, async (sandbox) => {
      expect((await ask(sandbox, 'PUT', `/agent/${sandbox.agentId}`, {})).status).toBe(400);
    }));

  test('disappear from lists and calls once deleted, and free their name', () =>
    withSandbox({ scenario: 'healthy' }, async (sandbox) => {
      const gone = await ask(sandbox, 'DELETE', `/agent/${sandbox.agentId}`);
      expect(gone.body.data).toEqual({ message: 'Agent deleted successfully' });
      expect((await ask(sandbox, 'GET', '/agent')).body.data.total).toBe(0);
      expect((await ask(sandbox, 'GET', `/agent/${sandbox.agentId}`)).status).toBe(404);
      expect((await callTo(sandbox, '+14155550142')).status).toBe(404);
      const again = await ask(sandbox, 'POST', '/agent', { ...draft, agent_name: 'Demo Agent' });
      expect(again.status).toBe(201);
    }));

  test('are listed newest first, in pages', () =>
    withSandbox({}, async (sandbox) => {
      await ask(sandbox, 'POST', '/agent', draft);
      const { data } = (await ask(sandbox, 'GET', '/agent?limit=1')).body;
      expect(data).toMatchObject({ total: 2, limit: 1, offset: 0 });
      expect(data.agents.map((agent: { agent_name: string }) => agent.agent_name)).toEqual([
        'Sales',
      ]);
    }));

  test('choose among voices', () =>
    withSandbox({}, async (sandbox) => {
      const { data } = (await ask(sandbox, 'GET', '/agent/voices')).body;
      expect(data.voices[0]).toEqual({
        id: expect.any(String),
        name: 'Asha',
        language: 'en',
        gender: 'female',
      });
    }));
});
