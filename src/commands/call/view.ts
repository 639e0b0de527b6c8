import { localClock, localTime, zoneAt } from '../../domain/text/local-time.ts';
import { shortenIds, type TypedNames, withNames } from '../../domain/text/shell-command.ts';
import { typedAgents } from '../../domain/vocobase/agent.ts';
import { type Call, isCompleted, isShortCall, normalStatus } from '../../domain/vocobase/call.ts';
import { type Conversation, speakerOf } from '../../domain/vocobase/conversation.ts';
import type { Style } from '../../ports/style.ts';
import { type Expectation, times } from './expectations.ts';
import type { CallResult, Diagnosis, TranscriptTurn } from './result.ts';

/** The names of a call's agent and connection; null if not known. */
export interface CallNames {
  readonly agent: string | null;
  readonly connection: string | null;
}

/** A call result with the facts that only people see. */
export interface ShownCall {
  readonly call: CallResult;
  /** True by its status, or by an end time. */
  readonly ended: boolean;
  readonly names: CallNames;
}

/** Shows a call: how it ended, the conversation, the facts, and last what to do about it. */
export function viewCall({ call, ended, names }: ShownCall, style: Style): string {
  const blocks = [
    [statusLine(call, ended, style), ...conversationLines(call, names, style)].join('\n'),
    ...(call.expectations.length > 0 ? [viewExpectations(call.expectations, style)] : []),
    style.facts([
      ['To', numbersText(call)],
      ['Agent', names.agent ?? call.agent_id],
      ['Connection', names.connection ?? call.connection_id],
      ['Error', isExplained(call) ? null : call.error_message],
      ['Timeline', timelineText(call)],
      ['Recorded', recordedText(call.conversation)],
      ['Call', call.call_id],
    ]),
  ];
  if (call.transcript !== undefined) blocks.push(viewTranscript(call.transcript, style));
  if (call.diagnosis !== null) {
    const { agent_id: id } = call;
    const known = id === null || names.agent === null ? [] : [{ id, agent_name: names.agent }];
    blocks.push(viewDiagnosis(call.diagnosis, typedAgents(known), style));
  }
  return blocks.join('\n\n');
}

/** True if the diagnosis already contains the error message. */
function isExplained({ error_message: message, diagnosis }: CallResult): boolean {
  if (message === null || diagnosis === null) return false;
  const words = message.trim().replace(/\.$/, '').toLowerCase();
  return diagnosis.cause.toLowerCase().includes(words);
}

function statusLine(call: CallResult, ended: boolean, style: Style): string {
  const words = call.status.replaceAll('_', ' ');
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  const title = style.bold(text);
  const seconds = call.duration_seconds ? ` after ${call.duration_seconds} s` : '';
  const shown = mark(call, ended, style);
  // A mark in words may say the same: "Failed: Failed".
  return shown === `${text}:` ? `${title}${seconds}` : `${shown} ${title}${seconds}`;
}

function mark({ status, diagnosis }: CallResult, ended: boolean, style: Style): string {
  if (!ended) return style.mark.pending;
  if (!isCompleted(status)) return style.mark.fail;
  return diagnosis === null ? style.mark.pass : style.mark.warn;
}

/** Who was heard in a completed call. The diagnosis explains the rest. */
function conversationLines(
  { status, conversation }: CallResult,
  names: CallNames,
  style: Style,
): string[] {
  if (!isCompleted(status)) return [];
  if (conversation === null || conversation.agent_turns === null) {
    const unknown = `${style.mark.unknown} Vocobase returned no transcript, so the conversation is unknown.`;
    return [style.wrap(unknown, '  ').trimStart()];
  }
  const { agent_turns, callee_turns, complete } = conversation;
  const first = conversation.agent_first_spoke_after_seconds;
  const when =
    first === null || agent_turns === 0 ? '' : `, first after ${Math.round(first * 10) / 10} s`;
  const spoke = (who: string, turns: number | null) =>
    turns ? `${who} spoke ${times(turns)}` : `${who} was not heard`;
  const said = `${spoke(names.agent ?? 'The agent', agent_turns)}${when}. ${spoke('The callee', callee_turns)}.`;
  const open = `${style.mark.unknown} Vocobase's record is not final yet.`;
  return [`  ${style.wrap(said, '  ').trimStart()}`, ...(complete ? [] : [open])];
}

function viewExpectations(expectations: readonly Expectation[], style: Style): string {
  const marks = { met: style.mark.pass, unmet: style.mark.fail, unknown: style.mark.unknown };
  return expectations
    .map(({ expect, status, evidence }) =>
      style.wrap(`${marks[status]} ${expect} ${status}: ${evidence}`, '  ').trimStart(),
    )
    .join('\n');
}

function timelineText({ timeline }: CallResult): string | null {
  const [first] = timeline;
  if (first === undefined) return null;
  const changes = timeline.map(
    ({ status, at }) => `${status.replaceAll('_', ' ')} ${localClock(at)}`,
  );
  const day = localTime(first.at)?.time.slice(0, 10) ?? '';
  return `${day} ${changes.join(', ')} ${zoneAt(new Date(first.at))}`;
}

function numbersText({ to_number: to, from_number: from }: CallResult): string | null {
  if (from === null) return to;
  return `${to ?? 'unknown'}, from ${from}`;
}

/** `transcript and recording, 0.9 credits used`; null if Vocobase gives no session. */
function recordedText(conversation: Conversation | null): string | null {
  if (conversation === null) return null;
  const { agent_turns, callee_turns, recording, credits_used } = conversation;
  const isEmpty = agent_turns === 0 && callee_turns === 0;
  const kept = [
    agent_turns === null ? 'no transcript' : isEmpty ? 'empty transcript' : 'transcript',
    recording === null ? 'recording unknown' : recording ? 'recording' : 'no recording',
  ];
  return [...kept, ...(credits_used === null ? [] : [`${credits_used} credits used`])].join(', ');
}

function viewTranscript(transcript: readonly TranscriptTurn[] | null, style: Style): string {
  if (transcript === null) return 'Vocobase returned no transcript of this call.';
  if (transcript.length === 0) return "Vocobase's transcript of this call is empty.";
  return transcript
    .map(({ role, content, at }) => {
      const who = style.bold(speakerOf({ role }) ?? role);
      const when = at === null ? '' : style.dim(`  ${localClock(at)}`);
      return `${who}${when}\n${style.wrap(content, '  ')}`;
    })
    .join('\n');
}

function viewDiagnosis(diagnosis: Diagnosis, names: TypedNames, style: Style): string {
  const { title, cause, actor, remedies } = diagnosis;
  const commands = diagnosis.commands.map((command) => withNames(command, names));
  const actions = [
    ...(actor.startsWith('nobody') ? [] : [style.facts([['Who can act', actor]])]),
    ...remedies.map((remedy) => `- ${style.wrap(remedy, '  ').trimStart()}`),
    ...shortenIds(commands, style.width - 2).map((command) => `  ${style.accent(command)}`),
  ];
  return [
    style.bold(title),
    style.wrap(cause),
    ...(actions.length === 0 ? [] : ['', ...actions]),
  ].join('\n');
}

/** `no answer`; `completed, short` if it ended after a few seconds. */
export function callStatusText(call: Call): string {
  const words = call.status.replaceAll('_', ' ');
  return isShortCall(call) ? `${words}, short` : words;
}

/** The API's reason; a disposition that only repeats the status is omitted. */
export function reasonText({ error_message, disposition, status }: Call): string | null {
  if (error_message !== null && error_message !== '') return error_message;
  if (disposition === null || normalStatus(disposition) === normalStatus(status)) return null;
  return disposition.replaceAll('_', ' ') || null;
}
