import { createHash } from 'node:crypto';

/** Hashes a secret. The sandbox stores secrets in no other form. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Request fields whose values are secrets, at either API. */
export const secretFields: ReadonlySet<string> = new Set([
  'auth_token',
  'api_key',
  'api_token',
  'password',
  'tata_password',
  'outbound_password',
  'jwt_token',
]);

/** First and last four characters, as the API shows account ids (U3). */
export function maskMiddle(value: string): string {
  return `${value.slice(0, 4)}****${value.slice(-4)}`;
}

/** A copy of a request body with its secrets masked. */
export function withoutSecrets(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutSecrets);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([field, value]) => [
      field,
      secretFields.has(field) ? '****' : withoutSecrets(value),
    ]),
  );
}
