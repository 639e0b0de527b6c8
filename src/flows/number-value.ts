import { findNumberDoubt, parsePhoneNumber } from '../domain/text/phone-number.ts';
import type { Context } from '../ports/context.ts';
import { accept } from './input.ts';

/** A given phone number, usable; one that the numbering plans doubt is only warned about. */
export async function acceptNumber(
  ctx: Pick<Context, 'log'>,
  value: string,
  from: string,
): Promise<string> {
  const accepted = accept(ctx, parsePhoneNumber(value), from);
  const doubt = await findNumberDoubt(accepted);
  if (doubt !== null) ctx.log.warn(`${from}: ${doubt}`);
  return accepted;
}
