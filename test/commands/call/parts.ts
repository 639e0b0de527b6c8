import type { Call, CallSession } from '../../../src/domain/vocobase/call.ts';
import { CliError } from '../../../src/errors/cli-error.ts';
import type { Mode } from '../../../src/ports/context.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { Choice, Prompt } from '../../../src/ports/prompt.ts';
import type { ProfileSettings, Settings } from '../../../src/ports/settings.ts';

/** A clock that moves only during sleep. */
export function slowlessClock(start = Date.UTC(2026, 0, 1, 10)) {
  let time = start;
  return {
    now: () => new Date(time),
    /** Seconds since the start. */
    passed: () => (time - start) / 1000,
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

/** Takes down what is said. */
export function listener(): Log & { readonly said: string[] } {
  const said: string[] = [];
  const note = (text: string) => {
    said.push(text);
  };
  return {
    said,
    heading: note,
    note,
    paragraph: (lines) => note(lines.join('\n')),
    gap: () => {},
    notice: note,
    warn: note,
    done: (title, evidence) => note(`${title} ${evidence ?? ''}`),
    skipped: note,
    failed: note,
    event: () => {},
    trace: () => {},
    progress: (_, work) => work(() => {}),
  };
}

export const logMode: Mode = {
  program: 'plivo',
  json: false,
  yes: false,
  dryRun: false,
  sandbox: null,
  stderrIsTerminal: false,
  animated: false,
};

/** A prompt that no one can answer. */
export const nobody: Prompt = {
  available: false,
  text: () => Promise.reject(new CliError('INPUT_REQUIRED')),
  secret: () => Promise.reject(new CliError('INPUT_REQUIRED')),
  choose: () => Promise.reject(new CliError('INPUT_REQUIRED')),
  search: () => Promise.reject(new CliError('INPUT_REQUIRED')),
  checkbox: () => Promise.reject(new CliError('INPUT_REQUIRED')),
  confirm: () => Promise.reject(new CliError('CONFIRMATION_REQUIRED')),
};

/** A person who agrees to everything and picks the choice that begins so. */
export function picking(name: string): Prompt & { readonly offered: string[] } {
  const offered: string[] = [];
  return {
    ...nobody,
    available: true,
    offered,
    confirm: async () => true,
    choose: async <T>({ choices }: { readonly choices: readonly Choice<T>[] }) => {
      offered.push(...choices.map((choice) => choice.name));
      const choice = choices.find((one) => one.name.startsWith(name));
      if (choice === undefined) throw new Error(`${name} was not offered`);
      return choice.value;
    },
  };
}

export function remembering(values: ProfileSettings): () => Promise<Settings> {
  return async () => ({
    path: '/nowhere/config.json',
    profile: { name: 'default', source: 'default' },
    read: () => values,
    write: async () => {},
    lock: (_subject, work) => work(),
    profiles: () => [],
    useProfile: async () => {},
    removeProfile: async () => false,
  });
}

/** A call as the API gives it, with what the test is about. */
export function aCall(facts: Partial<Call> = {}): Call {
  return {
    call_id: '3c90c3cc-0d44-4b50-8888-8dd25736052a',
    status: 'pending',
    provider: 'plivo',
    connection_id: null,
    from_number: '+14155550100',
    to_number: '+14155550101',
    agent_id: '0a9e4b10-5a4d-4b0c-8d3e-000000000001',
    duration_seconds: null,
    error_message: null,
    started_at: null,
    ended_at: null,
    created_at: null,
    disposition: null,
    answered_by: null,
    ...facts,
  };
}

/** A session of which the API says nothing, with what the test is about. */
export function aSession(facts: Partial<CallSession> = {}): CallSession {
  return {
    session_id: null,
    status: null,
    started_at: null,
    ended_at: null,
    duration_seconds: null,
    credits_used: null,
    recording: null,
    transcript: null,
    ...facts,
  };
}
