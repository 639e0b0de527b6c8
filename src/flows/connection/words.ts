import { maskAuthId } from '../../domain/text/mask.ts';
import { type Connection, defaultNumber } from '../../domain/vocobase/connection.ts';

/**
 * What a person reads while a Plivo account is connected, its credentials are replaced, or a
 * connection is added, in the order in which they meet it.
 */
export const words = {
  whereCredentials: [
    'Copy both from the Overview page of the Plivo console: https://console.plivo.com',
    'If the token is not shown there, your role may be the reason: ask an owner or admin of the account.',
  ],
  askAuthId: 'Auth ID',
  askToken: 'Auth Token',
  sandboxToken: "Enter uses the sandbox's",
  askTokenAgain: 'Auth Token again',
  insist: 'Enter uses it anyway',
  saferToken: 'PLIVO_AUTH_TOKEN, --auth-token-stdin and --auth-token-file are safer.',
  swapped: 'The Auth ID and the Auth Token are swapped.',

  refusedAskAgain: 'Plivo refused this Auth ID and Auth Token. Copy both again.',
  refused: 'Plivo refused this Auth ID and Auth Token (401).',
  unchecked: (reason: string) =>
    `Plivo could not be asked: ${reason} This proves nothing about the credentials.`,
  outOfCredit: 'The Plivo balance is used up: Plivo cancels calls until it is topped up.',
  trial:
    'This is a trial account of Plivo: it calls only destinations verified under Phone Numbers, Sandbox Numbers.',

  askNumber: 'Caller ID',
  typeNumber: 'Caller ID (+ and country code)',
  notOwned: (number: string) => `${number} is not on this Plivo account.`,
  withoutVoice: (number: string) => `${number} is on this Plivo account, but without Voice.`,
  noVoiceNumber: (subaccount: boolean) =>
    subaccount
      ? 'This subaccount has no number with Voice. A number belongs to one account, so it may be held by the main account.'
      : 'This account has no number with Voice.',

  askName: 'Connection name',
  unlisted: (why: string) => `The connections could not be listed: ${why}`,
  replaceDefault: (label: string, from: string, to: string) =>
    `The default ${label} connection shows ${from}. Replace its credentials and show ${to} instead?`,
  becomesAmbiguous: (label: string, others: readonly Connection[]) =>
    `${others.length === 1 ? `There is an active ${label} connection` : `There are ${others.length} active ${label} connections`} already: ${others.map(nameAndNumber).join(', ')}. With one more, each call must name its connection_id, and calls that do not are refused. The API documents no way to take it away again. Add it?`,
  perhapsAmbiguous: (label: string) =>
    `Whether there is an active ${label} connection already could not be read. If there is, one more makes calls ambiguous: each must name its connection_id then. The API documents no way to take it away again. Send the credentials all the same?`,
  present: (name: string) => `${name} is there already, so nothing was sent`,
  createdUnseen: 'The new connection was not seen in the list',
  unread: 'What was stored could not be read back',
  notMentioned: (label: string) => `GET /config does not mention ${label}, so it confirms nothing.`,
  notAllowedYet: (provider: string) =>
    `${provider} is not among this account's providers yet, so calls with it are refused. Only your account manager at Vocobase can enable it.`,
  nameTaken: (name: string, number: string | null) =>
    `A connection called ${name} is there already, with another number (${number ?? 'none'}).`,

  rotate: {
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
    needsConsent: 'This replaces the Plivo credentials at Vocobase, which needs consent.',
    consent: (authId: string, fromNumber: string) =>
      `Replace the Plivo credentials at Vocobase with those of ${maskAuthId(authId)}, showing ${fromNumber}?`,
    notOwned: (number: string) =>
      `${number} is not on the Plivo account of these credentials, so calls that show it fail.`,
    withoutVoice: (number: string) =>
      `${number} is on the Plivo account, but without Voice, so calls that show it fail.`,
    plivoRefuses:
      'Plivo does not accept this pair, so nothing was sent. The token at hand is the stale one: Vocobase still holds what it had.',
    vocobaseRefuses:
      'Plivo accepts this pair, but Vocobase reports that Plivo refused it. Vocobase is the stale side: it still holds the old token, which works only as long as Plivo lets it live on.',
    vocobaseRefusesUnchecked:
      'Vocobase reports that Plivo refused this pair, and Plivo was not asked from here. Vocobase still holds the old token, which works only as long as Plivo lets it live on.',
  },
} as const;

function nameAndNumber(connection: Connection): string {
  const number = defaultNumber(connection);
  return number === null ? connection.name : `${connection.name} (${number})`;
}
