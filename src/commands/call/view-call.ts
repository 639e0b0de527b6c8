import { shellQuote } from '../../domain/text/shell-command.ts';
import { isCompleted, isTerminal } from '../../domain/vocobase/call.ts';
import type { Style } from '../../ports/style.ts';
import type { CallResult, Diagnosis } from './call-result.ts';

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
