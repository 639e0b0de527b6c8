import type { CarrierCall } from '../../domain/plivo/account.ts';
import { shellQuote, wholeCommand } from '../../domain/text/shell-command.ts';
import {
  type Call,
  hasEnded,
  isCompleted,
  isShortCall,
  isTerminal,
  normalStatus,
  speaksOfRefusedCredentials,
} from '../../domain/vocobase/call.ts';
import { conversationOf, silentSpeakers } from '../../domain/vocobase/conversation.ts';
import { errorCatalogue } from '../../errors/catalogue/errors.ts';
import { hangupCause } from '../../errors/catalogue/hangup-causes.ts';
import { callStatuses, dispositions } from '../../errors/catalogue/results.ts';
import { symptoms } from '../../errors/catalogue/symptoms.ts';
import type { Actor, Entry } from '../../errors/entry.ts';
import { failureMeaning } from '../../errors/failure-words.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import { times } from './expectations.ts';
import { findRecord, type RecordFinding } from './plivo-record.ts';
import type { Diagnosis } from './result.ts';

/** The members of a call that a diagnosis reads. */
export type DiagnosedCall = Pick<
  Call,
  | 'call_id'
  | 'status'
  | 'provider'
  | 'from_number'
  | 'to_number'
  | 'agent_id'
  | 'duration_seconds'
  | 'error_message'
  | 'disposition'
  | 'created_at'
  | 'ended_at'
  | 'session'
  | 'processing_complete'
>;

type Diagnostician = Pick<Context, 'carrier' | 'now' | 'sleep' | 'mode' | 'log'>;

/**
 * Explains why a call ended as it did. Null for a completed call that lasted and in which no one is
 * known to have been silent. With credentials the reason comes from Plivo's record; without them,
 * from the API's message and the documentation. Throws INTERRUPTED only.
 */
export async function diagnoseCall(
  ctx: Diagnostician,
  call: DiagnosedCall,
  credentials: PlivoCredentials | null,
): Promise<Diagnosis | null> {
  if (!hasEnded(call)) return finish(ctx, call, explainLive(call.status), null);
  if (isGoodConversation(call)) return null;
  if (speaksOfRefusedCredentials(call.error_message)) {
    return finish(ctx, call, explainRefused(call), null);
  }
  const finding = await findRecord(ctx, call, credentials);
  if (finding.kind === 'found') {
    const { record } = finding;
    return finish(ctx, call, explainRecord(call, record), record.hangup_cause_code);
  }
  return finish(ctx, call, explainWithoutRecord(call, finding), null);
}

function isGoodConversation(call: DiagnosedCall): boolean {
  return isCompleted(call.status) && !isShortCall(call) && !isVoicemail(call) && !isSilent(call);
}

/** True for a completed call, long enough, in which someone is known not to have been heard. */
function isSilent(call: DiagnosedCall): boolean {
  return isCompleted(call.status) && !isShortCall(call) && silentSpeakers(call).length > 0;
}

/** A diagnosis before the program's name is added to its commands. */
type Draft = Omit<Diagnosis, 'hangup_cause_code'>;

const consoleLogs =
  'Read the reason in the Plivo console: Logs, Calls (https://cx.plivo.com/logs?tab=voice).';

// Live

function explainLive(status: string): Draft {
  const entry = statusEntry(status);
  if (entry !== null) return fromEntry(entry);
  return {
    title: `The call has the status "${status}"`,
    cause: 'This status is not documented. The call counts as live until Vocobase gives its end.',
    actor: 'nobody: nothing is wrong' satisfies Actor,
    remedies: ['Show the call later.'],
    commands: ['call show <call-id>'],
  };
}

// Ended, with Plivo's record

function explainRecord(call: DiagnosedCall, record: CarrierCall): Draft {
  const { hangup_cause_code: code } = record;
  const said = recordWords(record);
  const known = code === null ? null : hangupCause(code);
  if (isVoicemail(call)) return fromEntry(dispositions.voicemail, [said]);
  if (isSilent(call)) return explainSilence(call, [said]);
  if (known !== null) {
    const draft = fromEntry(known, [said, ...apiWordsBeside(call.error_message, record)]);
    // The record has already been read, so the command that reads it adds nothing.
    const commands = draft.commands.filter((command) => !command.startsWith('call show '));
    if (!isShortCall(call)) return { ...draft, commands };
    const short = {
      ...draft,
      title: shortTitle(call),
      cause: `${known.title}. ${draft.cause}`,
      commands: commands.length > 0 ? commands : ['doctor'],
    };
    return code === audioEnded ? { ...short, ...explainAudioEnded(call, said) } : short;
  }
  return {
    title: isShortCall(call) ? shortTitle(call) : statusTitle(call),
    cause: [
      said,
      code === null
        ? 'It contains no hangup cause.'
        : "This code is not in Plivo's published table.",
      ...apiWordsBeside(call.error_message, record),
    ].join(' '),
    actor: 'Plivo support' satisfies Actor,
    remedies: [consoleLogs, `Ask Plivo support, with the call UUID ${record.call_uuid}.`],
    commands: ['doctor'],
  };
}

/** "End Of XML Instructions": the normal end of a call that lasted, but not of a short one. */
const audioEnded = 4010;

function explainAudioEnded(call: DiagnosedCall, said: string): Pick<Draft, 'cause' | 'remedies'> {
  return {
    cause: `${said} So soon after the answer, the audio connection to the agent likely failed or was lost.`,
    remedies: [`Send the call id to Vocobase: ${call.call_id}.`],
  };
}

/** Vocobase's message, unless it only repeats the record. */
function apiWordsBeside(message: string | null, record: CarrierCall): string[] {
  if (message === null || plainWords(message) === plainWords(record.hangup_cause_name ?? '')) {
    return [];
  }
  return [apiWords(message)];
}

function recordWords(record: CarrierCall): string {
  const { hangup_cause_name: name, hangup_cause_code: code, hangup_source: source } = record;
  const reason = [name, code === null ? null : `(${code})`].filter((part) => part !== null);
  if (reason.length === 0) return "Plivo's record of the call was found.";
  const by = source === null || source === '' ? '' : `, ended by ${source}`;
  return `Plivo's record says: ${reason.join(' ')}${by}.`;
}

// Ended, without a record

function explainWithoutRecord(
  call: DiagnosedCall,
  finding: Exclude<RecordFinding, { kind: 'found' }>,
): Draft {
  const why = finding.kind === 'missing' ? [finding.why] : [];
  const api = call.error_message === null ? [] : [apiWords(call.error_message)];
  const more = howToKnowMore(finding);
  // Plivo's causes and console explain nothing about another carrier's call.
  const ofPlivo = finding.kind !== 'not-plivo';
  const logs = ofPlivo ? consoleLogs : `Read the reason in the console of ${call.provider}.`;

  if (isVoicemail(call)) return fromEntry(dispositions.voicemail, why);
  if (isSilent(call)) return explainSilence(call, why);
  if (isShortCall(call)) {
    const { meaning, causes, actor } = symptoms['ring-then-drop'];
    const disposition =
      call.disposition === null || call.disposition === 'completed'
        ? []
        : [`Vocobase gives the disposition ${call.disposition}.`];
    return {
      title: shortTitle(call),
      cause: [
        ...(ofPlivo ? [meaning] : []),
        ...api,
        ...disposition,
        ...why,
        ...(ofPlivo ? ['Known causes:', ...causes] : []),
      ].join(' '),
      actor,
      remedies: [...more, logs],
      commands: ofPlivo ? ['doctor', 'call show <call-id>'] : ['call show <call-id>'],
    };
  }
  const named = ofPlivo ? failureMeaning(call.error_message) : null;
  if (named !== null) {
    const draft = fromEntry(named.entry, [...api, named.source, ...why]);
    return { ...draft, remedies: [...draft.remedies, ...more] };
  }
  const entry = dispositionEntry(call.disposition) ?? statusEntry(call.status);
  if (entry === null || !isTerminal(call.status)) {
    return explainUnknownEnd(call, logs, [...api, ...why]);
  }
  const causes = ofPlivo && entry.causes.length > 0 ? ['Known causes:', ...entry.causes] : [];
  const draft = fromEntry(entry, [...api, ...why, ...causes]);
  if (entry !== callStatuses.failed) return { ...draft, remedies: [...draft.remedies, ...more] };
  return { ...draft, remedies: [...more, logs] };
}

/** Ended, because the API gives an end time, with a status that does not say how. */
function explainUnknownEnd(call: DiagnosedCall, logs: string, facts: readonly string[]): Draft {
  return {
    title: `The call ended with the status "${call.status}"`,
    cause: ['This status does not say how the call ended.', ...facts].join(' '),
    actor: 'Vocobase' satisfies Actor,
    remedies: [logs, `Ask Vocobase what the status means. The call id is ${call.call_id}.`],
    commands: ['call show <call-id>'],
  };
}

function howToKnowMore(finding: RecordFinding): string[] {
  if (finding.kind !== 'no-credentials') return [];
  return [
    "Set PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN, and show the call again: the exact reason is in Plivo's records.",
  ];
}

// Completed, without a conversation

function explainSilence(call: DiagnosedCall, facts: readonly string[]): Draft {
  const conversation = conversationOf(call);
  const silent = silentSpeakers(call);
  const send = `send Vocobase the call id ${call.call_id}`;
  if (silent.includes('agent')) {
    const heard = conversation?.callee_turns
      ? `The callee spoke ${times(conversation.callee_turns)}.`
      : 'The callee was not heard either.';
    return {
      title: 'The call completed, but the agent said nothing',
      cause: [
        `Vocobase's final record has no words of the agent. ${heard}`,
        'Likely causes: the agent waits for the callee to speak first, its prompt or voice does not work, or its audio did not reach the call.',
        ...facts,
      ].join(' '),
      actor: 'you' satisfies Actor,
      remedies: [
        "Check the agent's intro message, prompt, and voice.",
        `If the agent should have spoken, ${send}.`,
      ],
      commands: ['agents show <agent>', 'call test <number> --agent <agent>'],
    };
  }
  return {
    title: 'The call completed, but the callee was never heard',
    cause: [
      conversation?.agent_turns
        ? `The agent spoke ${times(conversation.agent_turns)}; Vocobase recorded no words of the callee.`
        : 'Vocobase recorded no words of the callee.',
      ...(call.disposition === null || call.disposition === 'completed'
        ? []
        : [`It gives the disposition ${call.disposition}.`]),
      "Likely causes: no one spoke, a voicemail answered, or the callee's audio did not reach Vocobase.",
      ...facts,
    ].join(' '),
    actor: 'you' satisfies Actor,
    remedies: [
      'Call your own phone, and say a few words after the greeting.',
      `If you are not heard either, ${send}.`,
    ],
    commands: ['call test <number> --agent <agent>'],
  };
}

// Refused by Plivo before a call existed

function explainRefused(call: DiagnosedCall): Draft {
  const { title, actor, remedies, commands } = errorCatalogue().PLIVO_UNAUTHORIZED;
  return {
    title,
    cause: `Plivo refused the credentials that Vocobase holds for this connection, so nothing was dialed. ${apiWords(call.error_message ?? '')}`,
    actor,
    remedies,
    commands: [...commands, 'doctor'],
  };
}

// Texts

function isVoicemail(call: Pick<DiagnosedCall, 'disposition'>): boolean {
  return call.disposition?.toLowerCase() === 'voicemail';
}

function shortTitle(call: DiagnosedCall): string {
  return `The call was answered and dropped after ${call.duration_seconds} s`;
}

function statusTitle(call: DiagnosedCall): string {
  return statusEntry(call.status)?.title ?? `The call ended as ${call.status}`;
}

function apiWords(message: string): string {
  return `Vocobase says: ${message}${/[.!?]$/.test(message) ? '' : '.'}`;
}

function plainWords(text: string): string {
  return text.trim().replace(/\.$/, '').toLowerCase();
}

function statusEntry(status: string): Entry | null {
  const entries: Readonly<Record<string, Entry>> = callStatuses;
  return own(entries, normalStatus(status));
}

function dispositionEntry(disposition: string | null): Entry | null {
  const entries: Readonly<Record<string, Entry>> = dispositions;
  return disposition === null ? null : own(entries, disposition.toLowerCase());
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}

function fromEntry(entry: Entry, facts: readonly string[] = []): Draft {
  const { title, meaning, actor, remedies, commands } = entry;
  return { title, cause: [meaning, ...facts].join(' '), actor, remedies, commands };
}

/**
 * Completes the commands with the call's facts; a command whose number or agent is unknown is
 * omitted.
 */
function finish(
  ctx: Pick<Context, 'mode'>,
  call: DiagnosedCall,
  draft: Draft,
  code: number | null,
): Diagnosis {
  const { title, cause, actor, remedies, commands } = draft;
  const known = { '<call-id>': call.call_id, '<agent>': call.agent_id, '<number>': call.to_number };
  const filled = commands
    .map((command) =>
      Object.entries(known).reduce(
        (text, [placeholder, value]) =>
          value === null ? text : text.replaceAll(placeholder, shellQuote(value)),
        command,
      ),
    )
    .filter((command) => !Object.keys(known).some((placeholder) => command.includes(placeholder)))
    .map((command) => wholeCommand(ctx, command));
  return { title, cause, actor, remedies, commands: filled, hangup_cause_code: code };
}
