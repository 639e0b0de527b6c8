import { maskAuthId } from '../../domain/text/mask.ts';
import { type Connection, defaultNumber } from '../../domain/vocobase/connection.ts';

/**
 * The texts shown while a Plivo account is connected, credentials are replaced, or a connection is
 * added, in the order in which people see them.
 */
export const words = {
  whereCredentials: [
    'Copy both from the Overview page of the Plivo console: https://console.plivo.com',
    'If the token is not shown there, your role may not allow it. Ask an owner or admin of the account.',
  ],
  askAuthId: 'Auth ID',
  askToken: 'Auth Token',
  sandboxToken: "Enter uses the sandbox's",
  askTokenAgain: 'Auth Token again',
  insist: 'Enter uses it anyway',
  saferToken: 'Use PLIVO_AUTH_TOKEN, --auth-token-stdin, or --auth-token-file instead.',
  swapped: 'The Auth ID and the Auth Token are swapped.',

  refusedAskAgain: 'Plivo refused this Auth ID and Auth Token. Copy both again.',
  refused: 'Plivo refused this Auth ID and Auth Token (401).',
  unchecked: (reason: string) => `The credentials could not be checked with Plivo: ${reason}`,
  outOfCredit: 'The Plivo balance is used up. Plivo cancels calls until you add credit.',
  trial:
    'This is a Plivo trial account. It calls only numbers verified in the console under Phone Numbers > Sandbox Numbers.',

  askNumber: 'Caller ID',
  typeNumber: 'Caller ID (+ and country code)',
  verified: 'verified caller ID',
  verifiedCallerId: (number: string) =>
    `${number} is a verified caller ID of the account, not one of its numbers`,
  notOwned: (number: string) =>
    `${number} is neither on this Plivo account nor one of its verified caller IDs.`,
  withoutVoice: (number: string) =>
    `${number} is on this Plivo account, but Voice is not enabled for it.`,
  noVoiceNumber: (subaccount: boolean) =>
    subaccount
      ? 'This subaccount has no number with Voice. Its numbers may belong to the main account.'
      : 'This account has no number with Voice.',

  askName: 'Connection name',
  unlisted: (why: string) => `The connections could not be listed: ${why}`,
  replaceDefault: (label: string, from: string, to: string) =>
    `The caller ID of the default ${label} connection is ${from}. Replace it with ${to}?`,
  becomesAmbiguous: (label: string, others: readonly Connection[]) =>
    `${others.length === 1 ? `1 ${label} connection is` : `${others.length} ${label} connections are`} active already: ${others.map(nameAndNumber).join(', ')}. With one more, a call that does not name its connection_id is refused. The API documents no way to remove a connection. Add it?`,
  perhapsAmbiguous: (label: string) =>
    `The ${label} connections could not be listed. If one is active, a second one makes every call that does not name its connection_id fail. The API documents no way to remove a connection. Send the credentials anyway?`,
  inUse: (agents: number | null, calls: number | null) => {
    const counts = [
      ...(agents === null ? [] : [agents === 1 ? '1 agent' : `${agents} agents`]),
      ...(calls === null ? [] : [calls === 1 ? '1 running call' : `${calls} running calls`]),
    ];
    return counts.length === 0 ? null : `This account has ${counts.join(' and ')}.`;
  },
  present: (name: string) => `${name} exists already. Nothing was sent`,
  idUnknown: (path: string) =>
    `The connection was written, but Vocobase does not show its connection_id. ${path} was not changed.`,
  sameName: (name: string, ids: readonly string[]) =>
    `Another active connection has the name ${name} (${ids.join(', ')}), probably created at the same time. Name one by its id in calls, and ask Vocobase to remove the other.`,
  createdUnseen: 'The new connection could not be confirmed from the list',
  unread: 'The credentials could not be confirmed',
  notMentioned: (label: string) =>
    `GET /config does not mention ${label}, so the connection is not verified yet.`,
  notAllowedYet: (label: string) =>
    `${label} is not enabled for this account, so its calls are refused. Only your Vocobase account manager can enable it.`,
  nameTaken: (name: string, number: string | null) =>
    `The connection ${name} exists already, with another number (${number ?? 'none'}).`,

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
    inactiveNotConfigured: (name: string) =>
      `The default connection ${name} is inactive, and GET /config says that Plivo is not configured. Nothing was sent.`,
    defaultInactive: (name: string, others: boolean) =>
      `The default connection ${name} is inactive. Whether new credentials activate it is not documented.${others ? ' If they do, a call that does not name its connection_id is refused.' : ''}`,
    defaultNotListed:
      'GET /config shows Plivo as configured, but none of the listed connections is the default. If the credentials create one more, a call that does not name its connection_id is refused.',
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
      'Vocobase reports that Plivo refused these credentials, and they were not checked with Plivo from here. Vocobase keeps what it had, which works only as long as Plivo accepts the old token.',
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
