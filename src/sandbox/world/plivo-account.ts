import type { Connection, PlivoAccount, PlivoNumber, VerifiedCallerId, World } from './world.ts';

/** The numbers of an account. A main account also has those of its subaccounts. */
export function numbersOf(world: World, authId: string | null): PlivoNumber[] {
  return world.plivo.numbers.filter((number) =>
    authId?.startsWith('SA') ? number.sub_account === authId : number.account === authId,
  );
}

/** The number with these digits, with or without plus, if the account has it. */
export function ownedNumber(
  world: World,
  authId: string | null,
  phoneNumber: string,
): PlivoNumber | undefined {
  const digits = withoutPlus(phoneNumber);
  return numbersOf(world, authId).find((number) => number.number === digits);
}

/** The verified caller ID with these digits, if the account or its main account has it. */
export function verifiedCallerId(
  world: World,
  authId: string | null,
  phoneNumber: string,
): VerifiedCallerId | undefined {
  const owner = plivoAccount(world, authId)?.parent ?? authId;
  return world.plivo.verifiedCallerIds.find(
    (each) => each.account === owner && each.number === withoutPlus(phoneNumber),
  );
}

/** A number as Plivo stores it: digits only. */
export function withoutPlus(phoneNumber: string): string {
  return phoneNumber.replace(/^\+/, '');
}

/** Whether Plivo accepts these credentials from Vocobase, whose addresses are always allowed. */
export function plivoAccepts(
  world: World,
  credentials: Pick<Connection, 'account' | 'secretHashes'>,
): boolean {
  const account = plivoAccount(world, credentials.account);
  const token = credentials.secretHashes.auth_token;
  return Boolean(account?.enabled && token && account.tokenHashes.includes(token));
}

/** The account or subaccount with this Auth ID. */
export function plivoAccount(world: World, authId: string | null): PlivoAccount | undefined {
  return world.plivo.accounts.find((account) => account.auth_id === authId);
}
