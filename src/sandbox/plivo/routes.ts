import type { Reply } from '../http/reply.ts';
import { type Route, route } from '../http/router.ts';
import { type PlivoRequest, visibleAccount } from './access.ts';
import {
  listCompliances,
  listSubaccounts,
  showAccount,
  showPricing,
  showSubaccount,
} from './account.ts';
import { listCalls, showCall } from './calls.ts';
import { listNumbers, listVerifiedCallerIds, showNumber, showVerifiedCallerId } from './numbers.ts';

/** Plivo's reads, relative to `/v1`. The slash at the end of a path is optional here. */
export const plivoRoutes: readonly Route[] = [
  plivoRoute('/Account/:auth_id', showAccount),
  plivoRoute('/Account/:auth_id/Subaccount', listSubaccounts),
  plivoRoute('/Account/:auth_id/Subaccount/:subauth_id', showSubaccount),
  plivoRoute('/Account/:auth_id/Number', listNumbers),
  plivoRoute('/Account/:auth_id/Number/:number', showNumber),
  plivoRoute('/Account/:auth_id/VerifiedCallerId', listVerifiedCallerIds),
  plivoRoute('/Account/:auth_id/VerifiedCallerId/:number', showVerifiedCallerId),
  plivoRoute('/Account/:auth_id/Call', listCalls),
  plivoRoute('/Account/:auth_id/Call/:call_uuid', showCall),
  plivoRoute('/Account/:auth_id/PhoneNumber/Compliance', listCompliances),
  plivoRoute('/Account/:auth_id/Pricing', showPricing),
];

function plivoRoute(path: string, handle: (request: PlivoRequest) => Reply): Route {
  return route('GET', path, (request) =>
    handle({
      ...request,
      account: visibleAccount(request.world, request.authorization, request.params.auth_id),
      path: `/v1${request.path}/`,
    }),
  );
}
