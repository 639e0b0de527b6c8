import { shellQuote } from '../../../domain/text/shell-command.ts';
import { conversationOf, silentSpeakers } from '../../../domain/vocobase/conversation.ts';
import { advise, type Check, pass, skip, unknown, warn } from '../check.ts';
import { count, dateOf } from '../words.ts';

/** Finds a completed call in which someone was not heard, which no API status shows. */
export const lastConversation: Check = {
  id: 'conversation',
  group: 'calls',
  title: 'Conversation in the last call',
  guide: [],
  source: 'GET /calls/{id}',
  async run({ conversation: last }) {
    const call = await last.own();
    if (call === null) return skip('No call was completed in the last seven days');
    const when = dateOf(call);
    const dated = when === '' ? '' : ` (${when})`;
    const show = `call show ${shellQuote(call.call_id)}`;
    const silent = silentSpeakers(call);
    if (silent.includes('agent')) {
      return warn(
        `The agent said nothing in the last completed call${dated}`,
        advise(
          'The call was answered, and Vocobase recorded no words of the agent. Check its prompt, its voice, and its intro message.',
          show,
          'explain silent-agent',
        ),
      );
    }
    if (silent.includes('callee')) {
      return warn(
        `The callee was not heard in the last completed call${dated}`,
        advise(
          'Vocobase recorded no words of the callee. They may have said nothing, or their audio did not arrive.',
          show,
          'explain one-way-audio',
        ),
      );
    }
    const found = conversationOf(call);
    if (found === null || found.agent_turns === null || found.callee_turns === null) {
      return unknown(`Vocobase recorded no transcript of the last completed call${dated}`);
    }
    const turns = `Agent ${count(found.agent_turns, 'turn')}, callee ${count(found.callee_turns, 'turn')}${dated}`;
    return found.agent_turns > 0 && found.callee_turns > 0
      ? pass(turns)
      : unknown(`${turns}. Vocobase has not said that its record is complete`);
  },
};
