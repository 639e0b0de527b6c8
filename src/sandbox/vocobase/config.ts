import { randomUUID } from 'node:crypto';
import type { Body } from '../http/fields.ts';
import { forbidden, notFound, type Reply, success } from '../http/reply.ts';
import { type Route, route, type Visit } from '../http/router.ts';
import { maskMiddle, secretFields } from '../http/secrets.ts';
import { addConnection, defaultConnection, giveRow } from '../world/connections.ts';
import { readCredentials } from '../world/credentials.ts';
import { type FieldRules, providerNames, providers } from '../world/providers.ts';
import type { Connection, Provider, World } from '../world/world.ts';
import { iso } from './views.ts';

/** GET /config and the PUTs of default credentials. */
export const configRoutes: readonly Route[] = [
  route('GET', '/config', showConfig),
  ...providerNames.map((provider) =>
    route('PUT', `/config/telephony/${provider}`, (visit) => putCredentials(visit, provider)),
  ),
];

function showConfig({ world }: Visit): Reply {
  const { partner } = world;
  const legacy = world.webhooks.find((webhook) => webhook.label === 'default');
  return success({
    name: partner.name,
    display_name: partner.display_name,
    agent_limit: partner.agent_limit,
    current_agent_count: world.agents.filter((agent) => !agent.deleted).length,
    ...(world.choices.creditsInConfig && { credits: partner.credits }),
    allowed_voices: world.voices.map((voice) => voice.id),
    allowed_languages: partner.allowed_languages,
    status: partner.status,
    webhook: { configured: Boolean(legacy), url: legacy?.url ?? null, secret: null },
    webhooks: world.webhooks.map(({ id, label, url, enabled, created_at, updated_at }) => ({
      id,
      label,
      url,
      enabled,
      created_at: iso(created_at),
      updated_at: iso(updated_at),
    })),
    allowed_telephony_providers: partner.allowed_telephony_providers,
    telephony: telephony(world),
  });
}

function telephony(world: World) {
  const entries = providerNames.map((provider) => {
    const from = defaultConnection(world, provider)?.from_number ?? null;
    return [provider, { configured: from !== null, from_number: from }] as const;
  });
  const shown =
    world.choices.telephonyKeys === 'all'
      ? entries
      : entries.filter(([, { configured }]) => configured);
  return Object.fromEntries(shown);
}

function putCredentials({ world, now, body }: Visit, provider: Provider): Reply {
  const { label, put, putNeedsAllowed } = providers[provider];
  if (!put) throw notFound(`PUT /config/telephony/${provider}`);
  if (
    (putNeedsAllowed || world.choices.writeNeedsAllowedProvider) &&
    !world.partner.allowed_telephony_providers.includes(provider)
  ) {
    throw forbidden(`${label} is not enabled for this partner. Contact the account manager`);
  }
  const existing = defaultConnection(world, provider);
  const kept = world.choices.partialPut === 'merge' ? existing : undefined;
  const credentials = readCredentials(world, provider, put, body, kept ?? null);
  const connection = existing
    ? Object.assign(existing, credentials)
    : addConnection(world, {
        ...credentials,
        id: randomUUID(),
        provider,
        name: label,
        created_at: now,
      });
  if (connection.from_number) giveRow(world, connection, connection.from_number, null);
  return success({
    ...(world.choices.putAnswer === 'masked' && shownFields(put, connection, body)),
    message: `${label} credentials updated successfully.`,
  });
}

function shownFields(rules: FieldRules, connection: Connection, body: Body) {
  const shown: Record<string, unknown> = {};
  for (const field of [...rules.required, ...rules.optional]) {
    if (secretFields.has(field)) continue;
    if (field === rules.account) shown[field] = maskMiddle(connection.account ?? '');
    else if (field === rules.number) shown[field] = connection.from_number;
    else if (field in body) shown[field] = body[field];
  }
  return shown;
}
