import * as v from 'valibot';
import type { PhoneNumber } from '../domain/phone-number-row.ts';
import { booleanOrNull, id, orNull, reader, textOr, textOrNull } from './replies.ts';

const agent = v.object({ id, name: textOrNull });

const phoneNumber = v.pipe(
  v.looseObject({
    id: textOr(''),
    phone_number: id,
    provider: textOrNull,
    friendly_name: textOrNull,
    status: textOr(''),
    is_default: booleanOrNull,
    agent: orNull(agent),
  }),
  v.transform((read): PhoneNumber => read),
);

/** A number as the API lists it, or null. */
export const readPhoneNumber = reader(phoneNumber);
