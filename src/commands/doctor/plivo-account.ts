import type { CarrierAccount } from '../../domain/plivo/account.ts';
import type { Facts } from './facts.ts';
import { CheckEnd, skip } from './finding.ts';

/** Plivo's account; null when the credentials are good and may not read it (a subaccount's). */
export async function accountAtPlivo({ verdict }: Facts): Promise<CarrierAccount | null> {
  const said = await verdict.need();
  if (said.kind === 'accepted') return said.account;
  throw new CheckEnd(
    skip(
      said.kind === 'refused'
        ? 'Plivo refuses the credentials at hand'
        : 'Plivo could not be asked',
    ),
  );
}
