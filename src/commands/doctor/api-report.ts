import { undocumentedPaths } from '../../domain/vocobase/undocumented-paths.ts';
import { isKnownFailure } from '../../errors/cli-error.ts';
import { onlyOneOf } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import {
  firstCallId,
  nothingSeen,
  notSeen,
  observers,
  type Seen,
  type Snapshot,
  seen,
  type Verdict,
} from './observe-api.ts';

interface ApiReportInput {
  readonly only?: string | undefined;
  readonly failOn?: string | undefined;
  readonly fix?: boolean | undefined;
  readonly connection?: string | undefined;
}

/** How the API behaves where its documentation is silent; contains nothing about the account. */
export interface ApiReport {
  readonly observations: readonly {
    readonly id: string;
    readonly question: string;
    /** What the sandbox does. */
    readonly emulator: string;
    readonly seen: string;
    readonly verdict: Verdict;
  }[];
}

/** `doctor --api-report`. Reads only: every request is a GET. Throws UNAUTHORIZED for a refused key. */
export const apiReport: Action<ApiReportInput, ApiReport> = {
  async run(ctx, { only, failOn, fix, connection }) {
    onlyOneOf(
      {
        '--api-report': true,
        '--only': only,
        '--fail-on': failOn,
        '--fix': fix,
        '--connection': connection,
      },
      '--api-report runs no checks: leave the others out.',
    );
    const vocobase = await ctx.vocobase();
    const numbersPath = (await ctx.settings()).read()['endpoints.phone_numbers'];
    const [snapshot, { choices }] = await Promise.all([
      ctx.log.progress('Reading from the API', () => look(vocobase, numbersPath)),
      import('../../sandbox/choices.ts'),
    ]);
    return {
      observations: choices.map(({ id, question, choice }) => ({
        id,
        question,
        emulator: choice,
        ...(observers[id]?.(snapshot) ?? notSeen('only a write or a call shows it')),
      })),
    };
  },

  view({ observations }, style) {
    const blocks = verdicts.flatMap((verdict) => {
      const own = observations.filter((one) => one.verdict === verdict);
      if (own.length === 0) return [];
      const lines = own.flatMap(({ id, question, emulator, seen }) =>
        verdict === 'not seen'
          ? []
          : [
              style.wrap(`${id.padEnd(3)}  ${question}`, '       ').replace(/^ {7}/, '  '),
              style.wrap(`Seen: ${seen}`, '       '),
              ...(verdict === 'different' ? [style.wrap(`Sandbox: ${emulator}`, '       ')] : []),
            ],
      );
      const ids = own.map(({ id }) => id).join(', ');
      const body = verdict === 'not seen' ? [style.wrap(ids, '  ')] : lines;
      return [[style.bold(`${titles[verdict]} (${own.length})`), ...body].join('\n')];
    });
    return [
      style.wrap(
        'How the API behaves where its documentation is silent, compared with the sandbox. Nothing was written, and nothing of the account is shown.',
      ),
      ...blocks,
    ].join('\n\n');
  },
};

const verdicts: readonly Verdict[] = ['different', 'same', 'not seen'];

const titles: Readonly<Record<Verdict, string>> = {
  different: 'Different from the sandbox',
  same: 'Same as the sandbox',
  'not seen': 'Not seen: this account does not show it, or only a write would',
};

async function look(
  vocobase: Vocobase,
  numbersPath: string = undocumentedPaths.phoneNumbers,
): Promise<Snapshot> {
  const get = async (path: string): Promise<Seen> => {
    try {
      return seen(await vocobase.raw('GET', path));
    } catch (error) {
      if (!isKnownFailure(error)) throw error;
      return nothingSeen;
    }
  };
  // The first reply decides whether there is anything to report.
  const config = seen(await vocobase.raw('GET', '/config'));
  if (config.status === 401) await vocobase.config();
  const [
    connections,
    unknownProvider,
    phoneNumbers,
    agents,
    agentsPage,
    concurrency,
    calls,
    unknownAddress,
  ] = await Promise.all([
    get('/telephony/connections?provider=plivo'),
    get('/telephony/connections?provider=no-such-carrier'),
    get(`${numbersPath}?provider=plivo`),
    get('/agent'),
    get('/agent?limit=100'),
    get('/calls/concurrency'),
    get('/calls?limit=50'),
    get('/no-such-address'),
  ]);
  const newest = firstCallId(calls);
  return {
    config,
    connections,
    unknownProvider,
    phoneNumbers,
    agents,
    agentsPage,
    concurrency,
    calls,
    call: newest === null ? nothingSeen : await get(`/calls/${encodeURIComponent(newest)}`),
    unknownAddress,
  };
}
