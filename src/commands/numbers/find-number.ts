import { isSameNumber, parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { isUuid, select } from '../../domain/text/selector.ts';
import type { PhoneNumber } from '../../domain/vocobase/imported-number.ts';
import { CliError } from '../../errors/cli-error.ts';
import { accept } from '../../flows/input.ts';
import { type Argument, ambiguous, pick, requireOne, type Wanted } from '../../flows/pick.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { statusOf } from './number-table.ts';

export const numberArgument: Argument = {
  flag: '<number-or-id>',
  what: 'imported number',
  list: 'numbers list',
};

/**
 * A number or an id as typed. What begins like an international number is read as one; anything
 * else may be an id, the beginning of one, or the digits of a number.
 */
export function readNumberSelector(ctx: Pick<Context, 'log'>, typed: string): string {
  const text = typed.trim();
  return /^(\+|00)/.test(text) ? accept(ctx, parsePhoneNumber(text), '<number-or-id>') : text;
}

/**
 * The id of the imported number that was named. An id of the usual form is used as it is, because
 * the list is undocumented and may not be there. Throws NOT_FOUND, AMBIGUOUS_SELECTOR.
 */
export async function findNumber(
  vocobase: Pick<Vocobase, 'listPhoneNumbers'>,
  selector: string,
): Promise<string> {
  if (isUuid(selector)) return selector;
  const rows = await vocobase.listPhoneNumbers({});
  const sameDigits = isDigits(selector)
    ? rows.filter((row) => isSameNumber(row.phone_number, selector))
    : [];
  if (sameDigits.length > 1) throw ambiguous(sameDigits, wantedNumber(selector));
  return idOf(sameDigits[0] ?? byId(rows, selector));
}

/** The id of the imported number that a person picks. Throws NOT_FOUND where there is none. */
export async function pickNumber(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listPhoneNumbers'>,
): Promise<string> {
  const picked = await pick(ctx, {
    ...numberArgument,
    message: 'Which number?',
    items: await ctx.log.progress('Listing the numbers', () => vocobase.listPhoneNumbers({})),
    columns: (row) => [
      row.phone_number,
      row.friendly_name,
      statusOf(row),
      row.agent?.name ?? row.agent?.id ?? null,
    ],
    about: ({ id }) => [id],
    none: {
      message: 'No number is imported yet.',
      hints: ['Import those of the Plivo account first.'],
      commands: ['numbers sync'],
    },
  });
  return idOf(picked);
}

function idOf(found: PhoneNumber): string {
  if (found.id !== '') return found.id;
  throw new CliError('UNEXPECTED_RESPONSE', {
    message: `The list of numbers gives ${found.phone_number} no id, so it cannot be updated.`,
    hints: ['Ask Vocobase for its id, and name the number by that.'],
    commands: ['numbers list'],
  });
}

function byId(rows: readonly PhoneNumber[], selector: string): PhoneNumber {
  const found = select(rows, selector, ({ id, phone_number }) => ({ id, name: phone_number }));
  return requireOne(found, {
    ...wantedNumber(selector),
    missing: {
      message: `No imported number is ${selector}, by its digits or its id.`,
      unlessNear: ['A number on the Plivo account can be named here once it is imported.'],
      commands: ['numbers list', 'numbers sync'],
    },
  });
}

function wantedNumber(selector: string): Wanted<PhoneNumber> {
  return {
    named: selector,
    one: 'imported number',
    many: 'imported numbers',
    commands: ['numbers list'],
    candidate: ({ id, phone_number, provider, friendly_name }) => ({
      id,
      name: phone_number,
      provider,
      friendly_name,
    }),
  };
}

function isDigits(text: string): boolean {
  return /^\+?[\d\s().-]+$/.test(text);
}
