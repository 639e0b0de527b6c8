import type { FieldKind, ProviderField } from '../../domain/vocobase/providers.ts';
import { checkWithPlivo } from '../../flows/connection/choose.ts';
import type { Context } from '../../ports/context.ts';
import type { Fields } from './given-fields.ts';

/**
 * The body with credentials and a from-number that Plivo was asked about. Throws PLIVO_UNAUTHORIZED,
 * PLIVO_NUMBER_NOT_OWNED, PLIVO_NUMBER_NOT_VOICE.
 */
export async function checkPlivoFields(
  ctx: Context,
  fields: readonly ProviderField[],
  values: Fields,
): Promise<Fields> {
  const nameOf = (kind: FieldKind) => fields.find((field) => field.kind === kind)?.name ?? kind;
  const text = (kind: FieldKind) => {
    const value = values[nameOf(kind)];
    return typeof value === 'string' ? value : null;
  };
  const authId = text('auth-id');
  const authToken = text('auth-token');
  if (authId === null || authToken === null) throw new Error('the credentials were not asked for');
  const check = await checkWithPlivo(ctx, { authId, authToken }, text('e164'));
  return {
    ...values,
    [nameOf('auth-id')]: check.credentials.authId,
    [nameOf('auth-token')]: check.credentials.authToken,
    [nameOf('e164')]: check.fromNumber,
  };
}
