import { cleanText } from '../text/clean-text.ts';
import { type Account, accountLabel } from './partner-config.ts';
import { providerLabel } from './provider-names.ts';

/** A request that only Vocobase can fulfill, with the evidence for its text. */
export type AccountManagerNeed =
  | { readonly kind: 'provider'; readonly provider: string; readonly allowed: readonly string[] }
  | {
      readonly kind: 'voicemail';
      /** Null if it is not known which connection is meant. */
      readonly connection: { readonly connection_id: string; readonly name: string } | null;
      /** The names of the agents with voicemail detection turned on. */
      readonly agents: readonly string[];
    }
  | { readonly kind: 'concurrency'; readonly limit: number | null; readonly active: number | null };

/**
 * A text to send to the Vocobase account manager as printed: who asks, for what, and what the API
 * shows today. It contains no key, token, or Auth ID.
 */
export function accountManagerRequest(account: Account, need: AccountManagerNeed): string {
  const { subject, wish, evidence } = wordsFor(need);
  return (
    [
      `Subject: ${subject}`,
      '',
      `Hello, this is ${nameOf(account)}.`,
      wish,
      `Current state: ${evidence}`,
    ]
      // Names in the text come from an API; a line end in a name would add a line.
      .map(cleanText)
      .join('\n')
  );
}

function nameOf(account: Account): string {
  const label = accountLabel(account);
  return account.name && account.name !== label ? `${label} (${account.name})` : label;
}

interface Letter {
  readonly subject: string;
  readonly wish: string;
  readonly evidence: string;
}

function wordsFor(need: AccountManagerNeed): Letter {
  switch (need.kind) {
    case 'provider': {
      const label = providerLabel(need.provider);
      const listed =
        need.allowed.length === 0 ? 'is empty' : `lists only ${need.allowed.join(', ')}`;
      return {
        subject: `Enable ${label} for our partner account`,
        wish: `We want to place calls through our own ${label} account. Please add ${need.provider} to our allowed telephony providers.`,
        evidence: `allowed_telephony_providers in GET /config ${listed}.`,
      };
    }
    case 'voicemail': {
      const where = need.connection
        ? `the connection ${need.connection.name} (connection_id ${need.connection.connection_id})`
        : 'our Plivo connection';
      const agents =
        need.agents.length === 0
          ? 'We will set voicemail_detection_enabled on the agents that need it.'
          : `voicemail_detection_enabled is on for ${need.agents.join(', ')}.`;
      return {
        subject: 'Enable carrier-side voicemail detection for our Plivo connection',
        wish: `Please enable carrier-side voicemail detection for ${where}, and tell us when it is on.`,
        evidence: `${agents} No field of the API shows whether the connection has it.`,
      };
    }
    case 'concurrency':
      return {
        subject: 'Raise our limit of simultaneous calls',
        wish: 'Please raise the number of calls that we can run at the same time.',
        evidence: `GET /calls/concurrency shows a limit of ${need.limit ?? 'unknown size'}, with ${need.active ?? 'an unknown number of'} calls running.`,
      };
  }
}
