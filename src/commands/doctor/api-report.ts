import { undocumentedPaths } from '../../domain/vocobase/undocumented-paths.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import {
  nothingSeen,
  notObservable,
  observers,
  type Seen,
  type Snapshot,
  seen,
  type Verdict,
} from './observe-api.ts';

export interface ApiReportInput {
  readonly only?: string | undefined;
  readonly failOn?: string | undefined;
  readonly fix?: boolean | undefined;
  readonly connection?: string | undefined;
}

/** How the API at hand decides what its documentation leaves open; nothing of the account is in it. */
export interface ApiReport {
  readonly api_report: {
    readonly base_url: string;
    /** ISO 8601, UTC. */
    readonly generated_at: string;
    readonly choices: readonly {
      readonly id: string;
      readonly question: string;
      /** What the sandbox does. */
      readonly choice: string;
      readonly verdict: Verdict;
      readonly observed: string;
    }[];
  };
}

/** Reads only: every request is a GET. */
export const apiReport: Action<ApiReportInput, ApiReport> = {
  async run(ctx, { only, failOn }) {
    if (only !== undefined || failOn !== undefined) {
      throw new CliError('USAGE', {
        message: '--api-report runs no checks, so --only and --fail-on do not go with it.',
        hints: ['Leave them out.'],
        commands: [],
      });
    }
    const vocobase = await ctx.vocobase();
    const numbersPath = (await ctx.settings()).read()['endpoints.phone_numbers'];
    const [snapshot, { choices }] = await Promise.all([
      ctx.log.progress('Reading from the API', () => look(vocobase, numbersPath)),
      import('../../sandbox/choices.ts'),
    ]);
    return {
      api_report: {
        base_url: vocobase.baseUrl,
        generated_at: ctx.now().toISOString(),
        choices: choices.map(({ id, question, choice }) => ({
          id,
          question,
          choice,
          ...(observers[id]?.(snapshot) ?? notObservable('only a write or a call shows it')),
        })),
      },
    };
  },

  view({ api_report: report }, style) {
    const sections = verdicts.flatMap((verdict) => {
      const own = report.choices.filter((one) => one.verdict === verdict);
      if (own.length === 0) return [];
      const lines =
        verdict === 'not observable'
          ? [style.wrap(own.map(({ id }) => id).join(', '), '  ')]
          : own.map(({ id, question, choice, observed }) =>
              [
                style.wrap(`${id} ${question}`, '  '),
                style.wrap(`Assumed: ${choice}`, '      '),
                style.wrap(`Seen: ${observed}`, '      '),
              ].join('\n'),
            );
      return [[style.bold(titles[verdict]), ...lines].join('\n')];
    });
    return [
      style.wrap(
        `What ${report.base_url} does where its documentation is silent, read on ${report.generated_at}. Nothing was written, and nothing of the account is in this report.`,
      ),
      ...sections,
    ].join('\n\n');
  },
};

const verdicts: readonly Verdict[] = [
  'contradicted',
  'confirmed',
  'not observed',
  'not observable',
];

const titles: Readonly<Record<Verdict, string>> = {
  contradicted: 'Otherwise than assumed',
  confirmed: 'As assumed',
  'not observed': 'Not seen on this account',
  'not observable': 'Not to be seen by reading',
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
  // The first answer decides whether there is anything to report on.
  const config = seen(await vocobase.raw('GET', '/config'));
  if (config.status === 401) await vocobase.config();
  const [connections, unknownProvider, phoneNumbers, agents, concurrency, calls, unknownAddress] =
    await Promise.all([
      get('/telephony/connections?provider=plivo'),
      get('/telephony/connections?provider=no-such-carrier'),
      get(`${numbersPath}?provider=plivo`),
      get('/agent'),
      get('/calls/concurrency'),
      get('/calls?limit=50'),
      get('/no-such-address'),
    ]);
  return {
    config,
    connections,
    unknownProvider,
    phoneNumbers,
    agents,
    concurrency,
    calls,
    unknownAddress,
  };
}
