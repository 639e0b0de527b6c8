import * as v from 'valibot';
import { noteFilledIn } from '../domain/vocobase/as-received.ts';
import type { PhoneNumber } from '../domain/vocobase/imported-number.ts';
import { isObject } from '../http/read-reply.ts';
import {
  booleanOrNull,
  orNull,
  reader,
  requiredText,
  textOr,
  textOrNull,
} from '../http/reply-schema.ts';

const agent = v.looseObject({ id: requiredText, name: textOrNull });

const phoneNumber = v.pipe(
  v.looseObject({
    id: textOr(''),
    phone_number: requiredText,
    provider: textOrNull,
    friendly_name: textOrNull,
    status: textOr(''),
    is_default: booleanOrNull,
    agent: orNull(agent),
  }),
  v.transform((read): PhoneNumber => read),
);

const readShape = reader(phoneNumber);

/** A number as the API lists it, or null. */
export function readPhoneNumber(said: unknown): PhoneNumber | null {
  const read = readShape(said);
  if (read === null || !isObject(said)) return read;
  if (read.agent !== null && isObject(said.agent)) noteFilledIn(read.agent, said.agent);
  return noteFilledIn(read, said);
}
