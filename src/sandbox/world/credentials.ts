import { type Body, callerId, requiredText, text } from '../http/fields.ts';
import { invalid, Refusal } from '../http/reply.ts';
import { hashSecret, secretFields } from '../http/secrets.ts';
import { plivoAccepts } from './plivo-account.ts';
import type { FieldRules } from './providers.ts';
import type { Connection, Provider, World } from './world.ts';

/** The members of a connection that come from the credentials in a request body. */
export type Credentials = Pick<
  Connection,
  'account' | 'secretHashes' | 'from_number' | 'details' | 'refusedAtCall'
>;

/**
 * Reads the credentials of a provider from a body, and checks those of Plivo as U5 says. A required
 * field may be omitted if the existing connection has it.
 * @throws Refusal 400
 */
export function readCredentials(
  world: World,
  provider: Provider,
  rules: FieldRules,
  body: Body,
  kept: Connection | null = null,
): Credentials {
  const found: Credentials = {
    account: kept?.account ?? null,
    secretHashes: { ...kept?.secretHashes },
    from_number: kept?.from_number ?? null,
    details: { ...kept?.details },
    refusedAtCall: world.newCredentialsFailAtCall,
  };
  for (const field of [...rules.required, ...rules.optional]) {
    const value = body[field];
    if (rules.required.includes(field) && !kept) requiredText(body, field);
    if (value === undefined || value === null) continue;
    if (field === rules.number || field === 'from_number') {
      found.from_number = callerId(field, value);
    } else if (secretFields.has(field)) found.secretHashes[field] = hashSecret(text(field, value));
    else if (field === rules.account) found.account = text(field, value);
    else found.details[field] = value;
  }
  if (provider === 'plivo') verify(world, found, body);
  return found;
}

function verify(world: World, found: Credentials, body: Body): void {
  if (world.choices.credentialFormatChecked) checkFormat(found, body);
  if (world.choices.verifyCredentials === 'at-call') return;
  if (world.choices.verifyCredentials === 'on-write' && plivoAccepts(world, found)) return;
  const { refusedCredentialsStatus: status, refusedCredentialsMessage } = world.choices;
  throw new Refusal(
    status,
    status === 401 ? 'UNAUTHORIZED' : status === 403 ? 'FORBIDDEN' : 'VALIDATION_ERROR',
    refusedCredentialsMessage === '401-from-plivo'
      ? 'Plivo credential verification failed: 401 from Plivo. Check the Auth ID and the Auth Token'
      : 'Invalid Plivo auth_id or auth_token',
  );
}

function checkFormat(found: Credentials, body: Body): void {
  if (!/^(MA|SA)[A-Z0-9]{18}$/.test(found.account ?? '')) {
    throw invalid('auth_id must be 20 characters starting with MA or SA');
  }
  if (typeof body.auth_token === 'string' && !/^[A-Za-z0-9]{40}$/.test(body.auth_token)) {
    throw invalid('auth_token must be 40 letters and digits');
  }
}
