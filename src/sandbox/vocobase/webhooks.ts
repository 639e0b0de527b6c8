import { randomBytes, randomUUID } from 'node:crypto';
import { optionalBoolean, requiredText } from '../http/fields.ts';
import { invalid, notFound, Refusal, type Reply, success } from '../http/reply.ts';
import { type Route, type RouteRequest, route } from '../http/router.ts';
import { hashSecret } from '../http/secrets.ts';
import { iso } from './views.ts';

const MAX_ENDPOINTS = 5;
const LABEL = /^[a-z0-9][a-z0-9-]{0,30}$/;
const SHOWN_ONCE = 'Store this secret now. It is not shown again.';

/** Webhook endpoints. The sandbox stores them and delivers nothing. */
export const webhookRoutes: readonly Route[] = [
  route('PUT', '/config/webhook', putLegacyWebhook),
  route('POST', '/config/webhooks', createWebhook),
  route('POST', '/config/webhooks/:id/rotate-secret', rotateSecret),
];

function putLegacyWebhook({ world, now, body }: RouteRequest): Reply {
  const url = httpsUrl(requiredText(body, 'webhook_url'), 'webhook_url');
  const secret = newSecret();
  const existing = world.webhooks.find((webhook) => webhook.label === 'default');
  if (existing) {
    Object.assign(existing, { url, secretHash: hashSecret(secret), updated_at: now });
  } else {
    world.webhooks.push({
      id: randomUUID(),
      label: 'default',
      url,
      enabled: true,
      secretHash: hashSecret(secret),
      created_at: now,
      updated_at: now,
    });
  }
  return success({ webhook_url: url, webhook_secret: secret, message: SHOWN_ONCE });
}

function createWebhook({ world, now, body }: RouteRequest): Reply {
  const label = requiredText(body, 'label');
  if (!LABEL.test(label)) {
    throw invalid('label must be 1 to 31 lower-case letters, digits and hyphens');
  }
  if (label === 'default') throw invalid('label default is reserved');
  const url = httpsUrl(requiredText(body, 'url'), 'url');
  const enabled = optionalBoolean(body, 'enabled') ?? true;
  if (world.webhooks.some((webhook) => webhook.label === label)) {
    throw new Refusal(409, 'CONFLICT', `A webhook endpoint labelled ${label} already exists`);
  }
  if (world.webhooks.length >= MAX_ENDPOINTS) {
    throw invalid(`There can be at most ${MAX_ENDPOINTS} webhook endpoints`);
  }
  const secret = newSecret();
  const id = randomUUID();
  const times = { created_at: now, updated_at: now };
  world.webhooks.push({ id, label, url, enabled, secretHash: hashSecret(secret), ...times });
  return success(
    {
      id,
      label,
      url,
      enabled,
      last_delivery_at: null,
      last_delivery_status: null,
      created_at: iso(now),
      updated_at: iso(now),
      secret,
      message: SHOWN_ONCE,
    },
    world.choices.createdStatus,
  );
}

function rotateSecret({ world, now, params }: RouteRequest): Reply {
  const webhook = world.webhooks.find((each) => each.id === params.id);
  if (!webhook) throw notFound('Webhook endpoint');
  const secret = newSecret();
  webhook.secretHash = hashSecret(secret);
  webhook.updated_at = now;
  return success({ id: webhook.id, label: webhook.label, secret, message: SHOWN_ONCE });
}

function httpsUrl(value: string, field: string): string {
  if (!URL.canParse(value) || new URL(value).protocol !== 'https:') {
    throw invalid(`${field} must be an HTTPS URL`);
  }
  return value;
}

function newSecret(): string {
  return `whsec_${randomBytes(24).toString('hex')}`;
}
