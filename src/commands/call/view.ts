import { shellQuote } from '../../domain/text/shell-command.ts';
import {
  type Call,
  isCompleted,
  isoTime,
  isShortCall,
  isTerminal,
  normalStatus,
} from '../../domain/vocobase/call.ts';
import type { Style } from '../../ports/style.ts';
import type { CallResult, Diagnosis } from './result.ts';

/** A call as a person reads it: how it went, the facts, and what to do about it last. */
export function viewCall(call: CallResult, style: Style): string {
  const blocks = [
    statusLine(call, style),
    style.facts([
      ['Call', call.call_id],
      ['To', call.to_number],
      ['From', call.from_number],
      ['Connection', call.connection_id],
      ['Agent', call.agent_id],
      ['Error', isExplained(call) ? null : call.error_message],
      ['Timeline', timeline(call)],
    ]),
  ];
  if (call.diagnosis !== null) blocks.push(viewDiagnosis(call.diagnosis, style));
  else if (!isTerminal(call.status)) {
    blocks.push(`Look at it with ${style.command(`call show ${shellQuote(call.call_id)}`)}`);
  }
  return blocks.join('\n\n');
}

/** The diagnosis may have the same words in it. */
function isExplained({ error_message: message, diagnosis }: CallResult): boolean {
  if (message === null || diagnosis === null) return false;
  const words = message.trim().replace(/\.$/, '').toLowerCase();
  return diagnosis.cause.toLowerCase().includes(words);
}

function statusLine(call: CallResult, style: Style): string {
  const words = style.bold(call.status.replaceAll('_', ' '));
  const seconds = call.duration_seconds === null ? '' : `, ${call.duration_seconds} s`;
  return `${mark(call, style)} ${words}${seconds}`;
}

function mark({ status, diagnosis }: CallResult, style: Style): string {
  if (!isTerminal(status)) return style.mark.pending;
  if (!isCompleted(status)) return style.mark.fail;
  return diagnosis === null ? style.mark.pass : style.mark.warn;
}

function timeline(call: CallResult): string | null {
  if (call.timeline.length === 0) return null;
  return call.timeline
    .map(({ status, at }) => `${status.replaceAll('_', ' ')} ${at.slice(11, 19)}`)
    .join(', ')
    .concat(' UTC');
}

function viewDiagnosis(diagnosis: Diagnosis, style: Style): string {
  const { title, cause, actor, remedies, commands } = diagnosis;
  return [
    style.bold(title),
    style.wrap(cause),
    actor.startsWith('nobody') ? 'Nobody has to act.' : `Who can act: ${actor}.`,
    ...remedies.map((remedy) => style.wrap(remedy, '  ')),
    ...commands.map((command) => `  ${style.accent(command)}`),
  ].join('\n');
}

/** When a call was created, in UTC: `2026-03-01 12:00`. */
export function createdWords(call: Call): string {
  return isoTime(call.created_at)?.slice(0, 16).replace('T', ' ') ?? '–';
}

/** `no answer`; `completed, short` where it ended after a few seconds. */
export function callStatusWords(call: Call): string {
  const words = call.status.replaceAll('_', ' ');
  return isShortCall(call) ? `${words}, short` : words;
}

/** What the API gives as a reason; a disposition that only repeats the status is none. */
export function reasonWords({ error_message, disposition, status }: Call): string | null {
  if (error_message !== null && error_message !== '') return error_message;
  if (disposition === null || normalStatus(disposition) === normalStatus(status)) return null;
  return disposition.replaceAll('_', ' ') || null;
}
