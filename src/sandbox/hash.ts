import { createHash } from 'node:crypto';

/** The only form in which a secret stays in the world. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
