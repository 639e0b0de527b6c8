import { digitsOf } from '../domain/text/phone-number.ts';
import { isPage } from '../http/read-reply.ts';
import type { Carrier } from '../ports/carrier.ts';
import { type CarrierSettings, createCarrierApi } from './api.ts';
import { readCall, readCompliance, readNumber, readVerifiedCallerId } from './replies.ts';
import { verify } from './verify.ts';

/**
 * Creates the read-only client of Plivo's REST API.
 * https://plivo.com/docs/account/api/overview.md
 */
export function createCarrier(settings: CarrierSettings): Carrier {
  const api = createCarrierApi(settings);
  return {
    verify: () => verify(api, settings.credentials.authId),
    numbers: (filter = {}) =>
      api.pages('Number/', { services: filter.services }, 'objects', readNumber),

    async number(phoneNumber) {
      const path = `Number/${digitsOf(phoneNumber)}/`;
      const reply = await api.reply(path);
      // A web page means that a proxy answered, not Plivo, which proves nothing about the number.
      if (reply.status === 404 && !isPage(reply)) return null;
      return api.readOne(reply, path, readNumber);
    },

    verifiedCallerIds: () => api.pages('VerifiedCallerId/', {}, 'objects', readVerifiedCallerId),

    calls: ({ to, from, endedAfter, endedBefore, limit }) =>
      api.pages(
        'Call/',
        {
          to_number: to === undefined ? undefined : digitsOf(to),
          from_number: from === undefined ? undefined : digitsOf(from),
          end_time__gte: moment(earliest(endedAfter, endedBefore)),
          end_time__lte: moment(endedBefore),
        },
        'objects',
        readCall,
        limit ?? 20,
      ),

    compliance: ({ countryIso }) =>
      api.pages(
        'PhoneNumber/Compliance/',
        { country_iso: countryIso },
        'compliances',
        readCompliance,
      ),
  };
}

const day = 24 * 60 * 60 * 1000;

/** Plivo refuses a range of more than 30 days. */
function earliest(after: Date | undefined, before: Date | undefined): Date | undefined {
  if (!after || !before) return after;
  return new Date(Math.max(after.getTime(), before.getTime() - 30 * day));
}

/** `2022-06-28 14:09:05`, in UTC regardless of the account's time zone. */
function moment(date: Date | undefined): string | undefined {
  return date?.toISOString().slice(0, 19).replace('T', ' ');
}
