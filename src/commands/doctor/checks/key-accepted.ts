import { maskApiKey } from '../../../domain/text/mask.ts';
import { accountLabel } from '../../../domain/vocobase/partner-config.ts';
import { isKnownFailure } from '../../../errors/cli-error.ts';
import { adviceFrom, advise, type Check, CheckEnd, fail, pass, skip } from '../check.ts';

/** Checks that Vocobase accepts the API key. */
export const keyAccepted: Check = {
  id: 'key',
  group: 'account',
  title: 'API key',
  guide: ['P3'],
  source: 'GET /config',
  async run({ key, config }) {
    const found = await key.read().catch((error: unknown) => {
      if (error instanceof CheckEnd) return null;
      if (!isKnownFailure(error)) throw error;
      throw new CheckEnd(
        fail(
          error.message.replace(/\.$/, ''),
          adviceFrom({ remedies: error.hints, commands: error.commands }),
        ),
      );
    });
    if (found === null) {
      return fail(
        'There is no API key',
        advise(
          'Nothing else can be checked without it. Create one in the Vocobase dashboard, under API Keys, and store it. In CI, set VOCOBASE_API_KEY.',
          'login',
        ),
      );
    }
    const shown = maskApiKey(found.apiKey);
    try {
      return pass(`${accountLabel(await config.read())}, ${shown}`);
    } catch (error) {
      if (!isKnownFailure(error)) throw error;
      if (error.code === 'UNAUTHORIZED') {
        return found.source === 'environment'
          ? fail(
              `Vocobase refused the API key ${shown}`,
              advise(
                'It comes from VOCOBASE_API_KEY, which beats a stored key. Copy the key again, or create another in the Vocobase dashboard, under API Keys.',
                'explain UNAUTHORIZED',
              ),
            )
          : fail(
              `Vocobase refused the API key ${shown}`,
              advise(
                'Copy the key again, or create another in the Vocobase dashboard, under API Keys.',
                found.source === 'sandbox' ? 'explain UNAUTHORIZED' : 'login',
              ),
            );
      }
      return error.http?.status === 403
        ? pass(`Vocobase knows ${shown}: GET /config answered 403, not 401`)
        : skip('The key could not be checked with Vocobase');
    }
  },
};
