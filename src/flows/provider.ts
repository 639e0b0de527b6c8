import { nearNames } from '../domain/text/selector.ts';
import { findProvider, type Provider, providerNames } from '../domain/vocobase/providers.ts';
import { CliError } from '../errors/cli-error.ts';

/** The provider that `--provider` names, in any case. Throws INVALID_VALUE with near names. */
export function acceptProvider(given: string): Provider {
  const provider = findProvider(given);
  if (provider !== null) return provider;
  const near = nearNames(providerNames, given.trim());
  throw new CliError('INVALID_VALUE', {
    message: `--provider: there is no provider called ${given}.`,
    hints: [
      ...(near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : []),
      `There are ${providerNames.join(', ')}.`,
    ],
    commands: [],
    details: { source: '--provider', providers: providerNames },
  });
}
