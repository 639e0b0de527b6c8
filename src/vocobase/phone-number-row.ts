import * as v from 'valibot';
import { isRecord } from '../domain/text/is-record.ts';
import { asE164 } from '../domain/text/phone-number.ts';
import type { PhoneNumber } from '../domain/vocobase/imported-number.ts';

import {
  booleanOrNull,
  orNull,
  reader,
  requiredText,
  textOr,
  textOrNull,
} from '../http/reply-schema.ts';
import { withReceived } from './with-received.ts';

const agent = v.looseObject({ id: requiredText, name: v.optional(textOrNull) });

const phoneNumber = v.looseObject({
  id: textOr(''),
  phone_number: requiredText,
  provider: textOrNull,
  friendly_name: textOrNull,
  status: textOr(''),
  is_default: booleanOrNull,
  agent: orNull(agent),
});

const readShape = reader(phoneNumber);

/**
 * A number from the API's list, or null if unreadable. `asked` is the provider that the list was
 * filtered by.
 */
export function readPhoneNumber(sent: unknown, asked: string | null = null): PhoneNumber | null {
  const read = readShape(sent);
  if (read === null || !isRecord(sent)) return null;
  read.phone_number = asE164(read.phone_number, read.provider ?? asked);
  return withReceived(read, sent);
}
