import { afterAll, describe, expect, test } from 'vitest';
import { removeFolders, runPlivo } from '../support/run.ts';

afterAll(removeFolders);

interface Line {
  readonly event: string;
  readonly at: string;
  readonly level: string;
  readonly text: string;
}

const token = 'abcdefghijklmnopqrstuvwxyz0123456789ABCD';
// An Auth Token on the command line gives a notice.
const noticed = ['setup', '--sandbox', '--no-input', '--auth-token', token];

describe('--events', () => {
  test('prints each notice as one JSON object per line, and no text', async () => {
    const { stderr } = await runPlivo([...noticed, '--events']);
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const notice = lines.find(({ event }) => event === 'notice');
    expect(notice?.text).toMatch(/--auth-token/);
    expect(new Date(notice?.at ?? '').toISOString()).toBe(notice?.at);
    expect(stderr).not.toContain(token);
  });

  test('adds the events to the output of --json', async () => {
    const { stderr } = await runPlivo([...noticed, '--events', '--json']);
    expect(stderr.split('\n')[0]).toMatch(/^\{"event":"notice","at":"/);
  });

  test('prints none without the flag', async () => {
    const { stderr } = await runPlivo(noticed);
    expect(stderr).not.toContain('"event"');
  });
});
