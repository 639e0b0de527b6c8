import { isUuid, select } from '../../domain/text/selector.ts';
import type { Voice } from '../../domain/vocobase/agent.ts';
import { requireOne } from '../../flows/pick.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';

/**
 * The id of the voice that was named, by its id or its name in the catalogue; a person picks where
 * none was. The catalogue's shape is undocumented, so an id of the usual form is used as it is.
 * Throws NOT_FOUND with near names, AMBIGUOUS_SELECTOR.
 */
export async function chooseVoice(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listVoices'>,
  named: string | undefined,
): Promise<string> {
  if (named !== undefined && isUuid(named)) return named;
  const voices = await ctx.log.progress('Reading the voice catalogue', () => vocobase.listVoices());
  if (named !== undefined) return findVoice(voices, named).id;
  const voice = await ctx.prompt.choose({
    message: 'Which voice?',
    flag: '--voice',
    what: 'voice',
    choices: voices.map((one) => ({ value: one, name: describe(one), description: one.id })),
  });
  return voice.id;
}

function findVoice(voices: readonly Voice[], named: string): Voice {
  const found = select(voices, named, ({ id, name }) => ({ id, name: name ?? '' }));
  const names = voices.map(({ id, name }) => name ?? id);
  return requireOne(found, {
    named,
    one: 'voice',
    many: 'voices',
    commands: [],
    candidate: (voice) => ({ id: voice.id, name: describe(voice) }),
    missing: {
      unlessNear: [`There are ${names.slice(0, 20).join(', ')}.`],
      details: { voices: voices.map(({ id, name }) => ({ id, name })) },
    },
  });
}

function describe({ id, name, language, gender }: Voice): string {
  return [name ?? id, language, gender].filter((part) => part !== null).join('  ');
}
