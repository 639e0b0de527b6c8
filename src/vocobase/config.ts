import * as v from 'valibot';
import { isRecord } from '../domain/text/is-record.ts';
import { asE164 } from '../domain/text/phone-number.ts';
import type { PartnerConfig } from '../domain/vocobase/partner-config.ts';
import { pathSegment } from '../http/path-segment.ts';

import { booleanOrNull, numberOrNull, reader, textOrNull } from '../http/reply-schema.ts';
import type { Vocobase } from '../ports/vocobase.ts';
import type { Api } from './api.ts';
import { markUnclear } from './create-once.ts';
import { one } from './replies.ts';

/** https://docs.vocobase.com/onboarding/configuring-your-account */
export function configResource(api: Api): Pick<Vocobase, 'config' | 'putDefaultConnection'> {
  return {
    config: async () => one(await api.get('/config'), 'config', readConfig),

    async putDefaultConnection(provider, fields) {
      const send = () =>
        api.send({
          method: 'PUT',
          path: `/config/telephony/${pathSegment(provider)}`,
          body: fields,
          repeat: 'repeatable',
          provider,
          sendsCredentials: true,
        });
      const answer = await markUnclear(
        send,
        'The credentials may have been stored anyway. Sending them again is safe.',
      );
      // The reply to the PUT is undocumented (U3): it is returned, and nothing depends on it.
      return isRecord(answer.data) ? answer.data : {};
    },
  };
}

/**
 * Documented as a list of names. A list of objects with names and an object of flags are accepted
 * too. Anything unreadable is null, because an empty list would mean that no provider is allowed.
 */
function allowedProviders(sent: unknown): readonly string[] | null {
  if (Array.isArray(sent)) {
    const names = sent.map(allowedName).filter((name) => name !== null);
    return sent.length > 0 && names.every((name) => name === '') ? null : names.filter(Boolean);
  }
  if (!isRecord(sent)) return null;
  const flags = Object.entries(sent).filter(([, allowed]) => typeof allowed === 'boolean');
  return flags.length === 0 ? null : flags.filter(([, allowed]) => allowed).map(([name]) => name);
}

/** Empty if the item is not a name; null for a provider that is listed as not allowed. */
function allowedName(item: unknown): string | null {
  if (typeof item === 'string') return item;
  if (!isRecord(item)) return '';
  if ([item.allowed, item.enabled].includes(false)) return null;
  const name = item.provider ?? item.name ?? item.id ?? item.key;
  return typeof name === 'string' ? name : '';
}

/** True if at least one member was readable. Otherwise any object would pass for an account. */
function saysSomething(read: Readonly<Record<string, unknown>>): boolean {
  return (
    [read.name, read.display_name, read.status].some((text) => typeof text === 'string') ||
    Array.isArray(read.allowed_telephony_providers) ||
    isRecord(read.telephony)
  );
}

const config = v.pipe(
  v.looseObject({}),
  v.check(saysSomething),
  v.object({
    name: textOrNull,
    display_name: textOrNull,
    status: textOrNull,
    allowed_telephony_providers: v.fallback(
      v.pipe(v.unknown(), v.transform(allowedProviders)),
      null,
    ),
    telephony: v.fallback(v.pipe(v.unknown(), v.transform(providersOf)), null),
    // Its place is undocumented (U29).
    credits: numberOrNull,
    agent_limit: numberOrNull,
    current_agent_count: numberOrNull,
  }),
  v.transform((read): PartnerConfig => read),
);

const readConfig = reader(config);

const provider = v.object({ configured: booleanOrNull, from_number: textOrNull });
const readProvider = reader(provider);

/** Null if nothing is readable: an empty object would mean that nothing is configured. */
function providersOf(telephony: unknown): PartnerConfig['telephony'] {
  if (!isRecord(telephony)) return null;
  const entries = Object.entries(telephony);
  const read = entries.flatMap(([name, value]) => {
    const found = readProvider(value);
    if (found === null) return [];
    const from_number = found.from_number && asE164(found.from_number, name);
    return [[name.toLowerCase(), { ...found, from_number }] as const];
  });
  return entries.length > 0 && read.length === 0 ? null : Object.fromEntries(read);
}
