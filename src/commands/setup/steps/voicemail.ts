import { chooseAgent } from '../../../flows/agent.ts';
import { parseVoicemailMessage, setVoicemail } from '../../agents/set-voicemail.ts';
import { known, type SetupStep } from '../draft.ts';
import { words } from '../words.ts';

/** Carrier-side voicemail detection on an agent; Vocobase must enable it for the connection too. */
export const voicemailStep: SetupStep = {
  id: 'voicemail',
  title: 'Voicemail detection',
  optional: true,
  async needed(ctx, draft) {
    const { voicemail, voicemailMessage } = draft.given.input;
    if (voicemail || voicemailMessage !== undefined) return true;
    if (!ctx.prompt.available) return false;
    return ctx.prompt.confirm({
      message: words.offerVoicemail,
      flag: '--voicemail',
      what: 'voicemail detection',
    });
  },
  async run(ctx, draft) {
    const vocobase = known(draft.vocobase, 'API key');
    const agent = draft.agent ?? (await chooseAgent(ctx, vocobase, draft.given.input.agent));
    const given = draft.given.input.voicemailMessage;
    const asked = given === undefined && ctx.prompt.available && !draft.given.input.voicemail;
    const message = asked
      ? await ctx.prompt.text({
          message: words.askVoicemailMessage,
          flag: '--voicemail-message',
          what: 'voicemail message',
          preset: '',
          parse: parseVoicemailMessage,
        })
      : given;
    const changed = await setVoicemail(vocobase, agent.id, {
      enabled: true,
      ...(message === undefined || message === '' ? {} : { message }),
    });
    ctx.log.notice(
      'Vocobase must enable carrier-side detection for the connection too; until then live calls ignore this setting.',
    );
    return { status: 'done', evidence: `on for ${changed.agent_name}`, adds: { agent } };
  },
};
