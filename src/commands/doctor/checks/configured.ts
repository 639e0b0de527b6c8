import { judgeAccess, judgeCallerId, judgeConnection } from '../../../domain/vocobase/readiness.ts';
import { advise, type Check, fail, pass, skip, warn } from '../check.ts';
import { letThrough } from '../facts.ts';

/**
 * Checks that Plivo is connected, with a caller ID. If no reply shows it, it is a warning, never a
 * failure.
 */
export const configured: Check = {
  id: 'configured',
  group: 'connection',
  title: 'Caller ID',
  guide: ['S2a', 'S3', 'F1'],
  source: 'GET /config',
  async run({ state, verdict }) {
    const judged = await state.need();
    const { status, evidence } = judgeCallerId(judged);
    if (status === 'done') return pass(evidence ?? '');
    if (status === 'skipped') {
      return warn(
        'Vocobase does not show a caller ID for Plivo',
        advise(
          'Plivo is connected, and no reply says which number calls show. A test call shows it.',
          'connections list --provider plivo',
        ),
      );
    }
    if (judgeConnection(judged).status === 'failed') return skip('No Plivo connection is active');
    if ((await verdict.read().catch(letThrough))?.kind === 'refused') {
      return fail(
        'Plivo is not connected to Vocobase',
        advise(
          'No credentials are stored, and Plivo refused the pair on this machine. Correct PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN, then run setup.',
          'explain PLIVO_UNAUTHORIZED',
        ),
      );
    }
    const isAllowed = judgeAccess(judged.config).status !== 'failed';
    return fail(
      'Plivo is not connected to Vocobase',
      advise(
        'No credentials are stored. Setup checks them with Plivo, stores them in Vocobase, and reads them back.',
        isAllowed ? 'setup' : 'setup --allow-pending-access',
      ),
    );
  },
};
