import { randomUUID } from 'node:crypto';
import type { Body } from '../http/fields.ts';
import { forbidden, json, notFound, type Reply, success } from '../http/reply.ts';
import { type Route, type RouteRequest, route } from '../http/router.ts';
import { maskMiddle, secretFields } from '../http/secrets.ts';
import {
  activeConnections,
  addConnection,
  defaultConnection,
  importNumber,
} from '../world/connections.ts';
import { readCredentials } from '../world/credentials.ts';
import { type FieldRules, providerNames, providers } from '../world/providers.ts';
import type { Connection, Provider, World } from '../world/world.ts';
import { iso, spelled } from './views.ts';

/** GET /config and the PUTs of default credentials. */
export const configRoutes: readonly Route[] = [
  route('GET', '/config', showConfig),
  ...providerNames.map((provider) =>
    route('PUT', `/config/telephony/${provider}`, (request) => putCredentials(request, provider)),
  ),
];

function showConfig({ world }: RouteRequest): Reply {
  const { choices, partner } = world;
  const legacy = world.webhooks.find((webhook) => webhook.label === 'default');
  return success({
    name: partner.name,
    display_name: partner.display_name,
    agent_limit: partner.agent_limit,
    current_agent_count: world.agents.filter((agent) => !agent.deleted).length,
    ...(choices.creditsInConfig && { credits: partner.credits }),
    allowed_voices: world.voices.map((voice) => voice.id),
    allowed_languages: partner.allowed_languages,
    status: partner.status === 'active' ? choices.activePartnerStatus : partner.status,
    webhook: { configured: Boolean(legacy), url: legacy?.url ?? null, secret: null },
    webhooks: world.webhooks.map(({ id, label, url, enabled, created_at, updated_at }) => ({
      id,
      label,
      url,
      enabled,
      created_at: iso(created_at),
      updated_at: iso(updated_at),
    })),
    ...allowedProviders(world),
    ...(choices.telephonyKeys !== 'none' && { telephony: telephony(world) }),
  });
}

/** The list as the choices spell it (U30). */
function allowedProviders({ choices, partner }: World) {
  const allowed = partner.allowed_telephony_providers;
  switch (choices.allowedProviders) {
    case 'list':
      return { allowed_telephony_providers: allowed };
    case 'upper-case':
      return { allowed_telephony_providers: allowed.map((each) => each.toUpperCase()) };
    case 'object':
      return {
        allowed_telephony_providers: Object.fromEntries(
          providerNames.map((provider) => [provider, allowed.includes(provider)]),
        ),
      };
    case 'missing':
      return {};
  }
}

function telephony(world: World) {
  const entries = providerNames.map((provider) => {
    const shown =
      world.choices.configShows === 'newest'
        ? activeConnections(world, provider).at(-1)
        : defaultConnection(world, provider);
    const from = shown?.from_number ? spelled(world, shown.from_number) : null;
    const configured = from !== null;
    return [
      provider,
      world.choices.fromNumberInConfig ? { configured, from_number: from } : { configured },
    ] as const;
  });
  const shown =
    world.choices.telephonyKeys === 'all'
      ? entries
      : entries.filter(([, { configured }]) => configured);
  return Object.fromEntries(shown);
}

function putCredentials({ world, now, body }: RouteRequest, provider: Provider): Reply {
  const { label, post, putNeedsAllowed } = providers[provider];
  const put = providers[provider].put ?? (world.choices.sipPut === 'available' ? post : null);
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
  if (connection.from_number) importNumber(world, connection, connection.from_number, null);
  if (world.choices.putAnswer === 'empty') return json(200, { success: true });
  return success({
    ...(world.choices.putAnswer === 'masked' && shownFields(world, put, connection, body)),
    message: `${label} credentials updated successfully.`,
  });
}

function shownFields(world: World, rules: FieldRules, connection: Connection, body: Body) {
  const shown: Record<string, unknown> = {};
  for (const field of [...rules.required, ...rules.optional]) {
    if (secretFields.has(field)) continue;
    if (field === rules.account) shown[field] = maskMiddle(connection.account ?? '');
    else if (field === rules.number) shown[field] = spelled(world, connection.from_number ?? '');
    else if (field in body) shown[field] = body[field];
  }
  return shown;
}
