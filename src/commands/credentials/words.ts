import { maskAuthId } from '../../domain/text/mask.ts';

/** What a person reads while rotating, in the order in which they meet it. */
export const words = {
  order: [
    'Rotating takes two steps, in this order:',
    '1. Generate a new Auth Token in the Plivo console (https://cx.plivo.com/home), and let the old one live on for 48 hours.',
    '2. Send the new one here. Calls go on with the old token until then.',
  ],
  namedConnections: (names: readonly string[]) =>
    `This sets the default Plivo connection only. The token of a named one (${names.join(', ')}) cannot be changed over the documented API: create a new connection, or ask Vocobase.`,
  notSaid:
    'GET /config does not say which connections are configured, so it is not known what would be replaced.',
  notConfigured: 'There is no default Plivo connection yet, so there is nothing to rotate.',
  askNumber: 'Which number shall calls show (E.164, +…)?',
  consent: (authId: string, fromNumber: string) =>
    `Replace the Plivo credentials at Vocobase with those of ${maskAuthId(authId)}, showing ${fromNumber}?`,
  foreignNumber: (fromNumber: string) =>
    `${fromNumber} is not on the Plivo account of these credentials, so calls that show it fail.`,
  noVoice: (fromNumber: string) =>
    `${fromNumber} is on the Plivo account, but without Voice, so calls that show it fail.`,
  plivoRefuses:
    'Plivo does not accept this pair, so nothing was sent. The token at hand is the stale one: Vocobase still holds what it had.',
  vocobaseRefuses:
    'Plivo accepts this pair, but Vocobase reports that Plivo refused it. Vocobase is the stale side: it still holds the old token, which works only as long as Plivo lets it live on.',
  vocobaseRefusesUnchecked:
    'Vocobase reports that Plivo refused this pair, and Plivo was not asked from here. Vocobase still holds the old token, which works only as long as Plivo lets it live on.',
} as const;
