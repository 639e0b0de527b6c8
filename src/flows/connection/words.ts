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
  verifiedCallerId: (number: string) =>
    `${number} is a verified caller ID of the account, not one of its numbers`,
  notOwned: (number: string) =>
    `${number} is neither on this Plivo account nor one of its verified caller IDs.`,
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
  inUse: (agents: number | null, calls: number | null) => {
    const counts = [
      ...(agents === null ? [] : [agents === 1 ? '1 agent' : `${agents} agents`]),
      ...(calls === null ? [] : [calls === 1 ? '1 running call' : `${calls} running calls`]),
    ];
    return counts.length === 0 ? null : `This account has ${counts.join(' and ')}.`;
  },
  present: (name: string) => `${name} is there already, so nothing was sent`,
  idUnknown: (path: string) =>
    `The connection was written, but Vocobase does not show its connection_id, so ${path} was not changed.`,
  sameName: (name: string, ids: readonly string[]) =>
    `Another active connection is called ${name} too (${ids.join(', ')}): it was probably created at the same time. Calls must name one by its id, and only Vocobase can remove the other.`,
  createdUnseen: 'The new connection was not seen in the list',
  unread: 'What was stored could not be read back',
  notMentioned: (label: string) => `GET /config does not mention ${label}, so it confirms nothing.`,
  notAllowedYet: (provider: string) =>
    `${provider} is not among this account's providers yet, so calls with it are refused. Only your account manager at Vocobase can enable it.`,
  nameTaken: (name: string, number: string | null) =>
    `A connection called ${name} is there already, with another number (${number ?? 'none'}).`,

  rotate: {
    order: [
      'Replace the Auth Token of the default Plivo connection, in this order:',
      '1. Create the new token in Plivo (Account > Settings > Credentials), where the old one may be kept for a while: https://console.plivo.com',
      '2. Send the new token to Vocobase here.',
    ],
    defaultOnly: (names: readonly string[]) =>
      `This changes the default Plivo connection only. The API documents no way to change the token of ${names.join(', ')}: create a new connection, or ask Vocobase.`,
    rememberedOther: (name: string) =>
      `${name}, the connection that calls use from here, is not changed.`,
    notConfigured: 'There is no default Plivo connection yet, so there is nothing to rotate.',
    needsConsent: 'Replacing the Plivo credentials at Vocobase needs consent.',
    chooseNumber: 'Caller ID of the default connection',
    numberUnsure: (numbers: readonly string[]) =>
      numbers.length === 0
        ? 'Vocobase does not show the caller ID of the default connection, and all three fields must be sent.'
        : `Vocobase does not show clearly which caller ID the default connection has (${numbers.join(', ')}).`,
    consent: (authId: string, fromNumber: string) =>
      `Replace the Plivo credentials at Vocobase with those of ${maskAuthId(authId)}, caller ID ${fromNumber}?`,
    notOwned: (number: string) =>
      `${number} is neither on the Plivo account of these credentials nor verified there, so Plivo may refuse calls that show it.`,
    withoutVoice: (number: string) =>
      `${number} is on the Plivo account without Voice, so Plivo may refuse calls that show it.`,
    plivoRefuses:
      'Nothing was sent. The token given here is the stale one, and Vocobase keeps what it has.',
    vocobaseRefuses:
      'Plivo accepts these credentials, but Vocobase reports that Plivo refused them. Vocobase keeps what it had, which works only as long as Plivo accepts the old token.',
    vocobaseRefusesUnchecked:
      'Vocobase reports that Plivo refused these credentials, and Plivo was not asked from here. Vocobase keeps what it had, which works only as long as Plivo accepts the old token.',
    unread: (why: string) =>
      `Vocobase accepted the credentials, but could not be read afterwards: ${why}`,
    contradicted: (shown: string, sent: string) =>
      `Vocobase accepted the credentials, but shows ${shown}, and ${sent} was sent.`,
    accepted:
      'Vocobase accepted the credentials. Only a call can prove that it uses the new token.',
  },
} as const;

function nameAndNumber(connection: Connection): string {
  const number = defaultNumber(connection);
  return number === null ? connection.name : `${connection.name} (${number})`;
}
