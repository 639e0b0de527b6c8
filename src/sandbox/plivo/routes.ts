import type { Reply } from '../http/reply.ts';
import { type Route, route } from '../http/router.ts';
import { type PlivoVisit, visibleAccount } from './access.ts';
import { listCompliances, listSubaccounts, showAccount, showPricing } from './account.ts';
import { listCalls, showCall } from './calls.ts';
import { listNumbers, showNumber } from './numbers.ts';

/** Plivo's reads, relative to `/v1`; the slash at the end of a path is optional here. */
export const plivoRoutes: readonly Route[] = [
  plivoRoute('/Account/:auth_id', showAccount),
  plivoRoute('/Account/:auth_id/Subaccount', listSubaccounts),
  plivoRoute('/Account/:auth_id/Number', listNumbers),
  plivoRoute('/Account/:auth_id/Number/:number', showNumber),
  plivoRoute('/Account/:auth_id/Call', listCalls),
  plivoRoute('/Account/:auth_id/Call/:call_uuid', showCall),
  plivoRoute('/Account/:auth_id/PhoneNumber/Compliance', listCompliances),
  plivoRoute('/Account/:auth_id/Pricing', showPricing),
];

function plivoRoute(path: string, handle: (visit: PlivoVisit) => Reply): Route {
  return route('GET', path, (visit) =>
    handle({
      ...visit,
      account: visibleAccount(visit.world, visit.authorization, visit.params.auth_id),
      path: `/v1${visit.path}/`,
    }),
  );
}
