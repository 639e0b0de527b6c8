import { maskApiKey } from '../../../domain/text/mask.ts';
import { accountLabel } from '../../../domain/vocobase/partner-config.ts';
import { errors } from '../../../errors/catalogue/errors.ts';
import { isKnownFailure } from '../../../errors/cli-error.ts';
import type { Check } from '../check.ts';
import { adviceFrom, CheckEnd, fail, pass, skip } from '../finding.ts';

export const keyAccepted: Check = {
  id: 'key',
  group: 'account',
  title: 'API key',
  guide: ['P3'],
  async run({ key, config }) {
    const found = await key.read().catch((error: unknown) => {
      if (error instanceof CheckEnd) return null;
      if (!isKnownFailure(error)) throw error;
      throw new CheckEnd(
        fail(error.message, adviceFrom({ remedies: error.hints, commands: error.commands })),
      );
    });
    if (found === null) {
      return fail(errors.API_KEY_MISSING.message, adviceFrom(errors.API_KEY_MISSING));
    }
    const shown = maskApiKey(found.apiKey);
    try {
      return pass(`${accountLabel(await config.read())}, ${shown}`);
    } catch (error) {
      if (!isKnownFailure(error)) throw error;
      if (error.code === 'UNAUTHORIZED') {
        return fail(`${shown} is refused: ${error.message}`, adviceFrom(errors.UNAUTHORIZED));
      }
      return error.http?.status === 403
        ? pass(`${shown} is known: GET /config was answered with 403, not with 401`)
        : skip('Vocobase could not be asked');
    }
  },
};
