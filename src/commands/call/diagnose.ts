import type { CarrierCall } from '../../domain/plivo/account.ts';
import { wholeCommand } from '../../domain/text/shell-command.ts';
import {
  type Call,
  isCompleted,
  isShortCall,
  isTerminal,
  normalStatus,
  speaksOfRefusedCredentials,
} from '../../domain/vocobase/call.ts';
import { errors } from '../../errors/catalogue/errors.ts';
import {
  type HangupCause,
  hangupCause,
  hangupCauses,
} from '../../errors/catalogue/hangup-causes.ts';
import { callStatuses, dispositions } from '../../errors/catalogue/results.ts';
import { symptoms } from '../../errors/catalogue/symptoms.ts';
import type { Actor, Entry } from '../../errors/entry.ts';
import type { PlivoCredentials } from '../../ports/carrier.ts';
import type { Context } from '../../ports/context.ts';
import { findRecord, type RecordFinding } from './plivo-record.ts';
import type { Diagnosis } from './result.ts';

/** What a diagnosis looks at. */
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
>;

type Diagnostician = Pick<Context, 'carrier' | 'now' | 'sleep' | 'mode' | 'log'>;

/**
 * Why a call is where it is: null for one that completed and lasted, unless a voicemail took it.
 * With credentials the reason is Plivo's own; without, what the API's words and the documentation's
 * advice allow to say. Throws INTERRUPTED only.
 */
export async function diagnoseCall(
  ctx: Diagnostician,
  call: DiagnosedCall,
  credentials: PlivoCredentials | null,
): Promise<Diagnosis | null> {
  if (!isTerminal(call.status)) return finish(ctx, call, explainLive(call.status), null);
  if (isCompleted(call.status) && !isShortCall(call) && !isVoicemail(call)) return null;
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

/** A diagnosis before its commands are made whole. */
type Draft = Omit<Diagnosis, 'hangup_cause_code'>;

const consoleLogs =
  'Read the reason in the Plivo console: Logs, Calls (https://cx.plivo.com/logs?tab=voice).';

// Live

function explainLive(status: string): Draft {
  const entry = statusEntry(status);
  if (entry !== null) return fromEntry(entry);
  return {
    title: `The status "${status}" is not known here`,
    cause:
      'It counts as live, because a call has ended only with completed, failed, no_answer, busy or canceled.',
    actor: 'nobody: nothing is wrong' satisfies Actor,
    remedies: ['Show the call later.'],
    commands: ['call show <call-id>'],
  };
}

// Ended, Plivo's record at hand

function explainRecord(call: DiagnosedCall, record: CarrierCall): Draft {
  const { hangup_cause_code: code } = record;
  const said = recordWords(record);
  const known = code === null ? null : hangupCause(code);
  if (isVoicemail(call)) return fromEntry(dispositions.voicemail, [said]);
  if (known !== null) {
    const draft = fromEntry(known, [said, ...apiWordsBeside(call.error_message, record)]);
    // Here the record has been read: the command that reads it leads nowhere new.
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
        ? 'That record gives no hangup cause.'
        : "This code is not in Plivo's published table, so what it means is not known here.",
      ...apiWordsBeside(call.error_message, record),
    ].join(' '),
    actor: 'Plivo support' satisfies Actor,
    remedies: [consoleLogs, `Ask Plivo, with the call UUID ${record.call_uuid}.`],
    commands: ['doctor'],
  };
}

/** "End Of XML Instructions": ordinary for a call that had its length, and only for that. */
const audioEnded = 4010;

function explainAudioEnded(call: DiagnosedCall, said: string): Pick<Draft, 'cause' | 'remedies'> {
  return {
    cause: `${said} Seconds after the answer that is no ordinary end: likely the audio connection to the agent was not made, or broke off.`,
    remedies: [`Send the id of the call to Vocobase: ${call.call_id}.`],
  };
}

/** What Vocobase says, unless it only repeats the record. */
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
  // Plivo's words and console explain nothing of another carrier's call.
  const ofPlivo = finding.kind !== 'not-plivo';
  const logs = ofPlivo ? consoleLogs : `Read the reason in the console of ${call.provider}.`;

  if (isVoicemail(call)) return fromEntry(dispositions.voicemail, why);
  if (isShortCall(call)) {
    const { meaning, causes, actor } = symptoms['ring-then-drop'];
    const disposition =
      call.disposition === null || call.disposition === 'completed'
        ? []
        : [`Vocobase's word for how it went is ${call.disposition}.`];
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
  const named = ofPlivo ? causeNamedBy(call.error_message) : null;
  if (named !== null) {
    const [code, cause] = named;
    const draft = fromEntry(cause, [
      ...api,
      `That is the name of Plivo's hangup cause ${code}.`,
      ...why,
    ]);
    return { ...draft, remedies: [...draft.remedies, ...more] };
  }
  const entry = dispositionEntry(call.disposition) ?? statusEntry(call.status);
  if (entry === null) throw new Error(`an ended call has the status ${call.status}`);
  const causes = ofPlivo && entry.causes.length > 0 ? ['Known causes:', ...entry.causes] : [];
  const draft = fromEntry(entry, [...api, ...why, ...causes]);
  if (entry !== callStatuses.failed) return { ...draft, remedies: [...draft.remedies, ...more] };
  return { ...draft, remedies: [...more, logs] };
}

function howToKnowMore(finding: RecordFinding): string[] {
  if (finding.kind !== 'no-credentials') return [];
  return [
    'Set PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN and show the call: the exact reason is then read from the records of Plivo.',
  ];
}

/**
 * What `error_message` can say is not documented (U24). When it is the very name of a hangup cause,
 * that cause is meant.
 */
function causeNamedBy(message: string | null): readonly [string, HangupCause] | null {
  const wanted = plainWords(message ?? '');
  if (!wanted || wanted === 'unknown') return null;
  const table: Readonly<Record<string, HangupCause>> = hangupCauses;
  return Object.entries(table).find(([, { name }]) => name.toLowerCase() === wanted) ?? null;
}

// Refused by Plivo before there was a call

function explainRefused(call: DiagnosedCall): Draft {
  const { title, actor, remedies, commands } = errors.PLIVO_UNAUTHORIZED;
  return {
    title,
    cause: `Plivo refused the credentials that Vocobase holds for this connection, so nobody was dialled. ${apiWords(call.error_message ?? '')}`,
    actor,
    remedies,
    commands: [...commands, 'doctor'],
  };
}

// Words

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

/** The commands filled in with what is known of the call; what stays open is for the reader. */
function finish(
  ctx: Pick<Context, 'mode'>,
  call: DiagnosedCall,
  draft: Draft,
  code: number | null,
): Diagnosis {
  const { title, cause, actor, remedies, commands } = draft;
  const filled = commands.map((command) => {
    const about = command.replaceAll('<call-id>', call.call_id);
    const words = call.agent_id === null ? about : about.replaceAll('<agent>', call.agent_id);
    return wholeCommand(ctx, words);
  });
  return { title, cause, actor, remedies, commands: filled, hangup_cause_code: code };
}
