import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import { isSameNumber, parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { isUuid, select } from '../../domain/text/selector.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import type { PhoneNumber, PhoneNumberChange } from '../../domain/vocobase/imported-number.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { findAgent } from '../../flows/agent.ts';
import { accept } from '../../flows/input.ts';
import {
  type Argument,
  ambiguous,
  pick,
  requireArgument,
  requireOne,
  type Wanted,
} from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { numberStatus } from './list.ts';

const numberArgument: Argument = {
  flag: '<number-or-id>',
  what: 'imported number',
  list: 'numbers list',
};

export interface UpdateNumberInput {
  readonly number?: string | undefined;
  /** False with `--no-agent`. */
  readonly agent?: string | false | undefined;
  readonly friendlyName?: string | undefined;
  readonly activate?: boolean | undefined;
  readonly deactivate?: boolean | undefined;
}

export interface UpdatedNumber {
  readonly phone_number: AsReceived<PhoneNumber>;
}

/** Changes the fields that are named, and nothing else, of one imported number. */
export const updateNumber: Action<UpdateNumberInput, UpdatedNumber> = {
  async run(ctx, input) {
    requireArgument(ctx, input.number, numberArgument);
    refuseNothing(input);
    const selector = input.number === undefined ? null : readNumberSelector(ctx, input.number);
    const name =
      input.friendlyName === undefined
        ? undefined
        : accept(ctx, parseFriendlyName(input.friendlyName), '--friendly-name');
    const vocobase = await ctx.vocobase();
    const id = await (selector === null
      ? pickImportedNumber(ctx, vocobase)
      : findImportedNumber(vocobase, selector));
    const change: PhoneNumberChange = {
      ...(await agentChange(ctx, vocobase, input.agent)),
      ...(name === undefined ? {} : { friendly_name: name }),
      ...(input.activate ? { status: 'ACTIVE' as const } : {}),
      ...(input.deactivate ? { status: 'INACTIVE' as const } : {}),
    };
    const reply = await ctx.log.progress('Updating the phone number', () =>
      vocobase.updatePhoneNumber(id, change),
    );
    const read = (await readBack(ctx, vocobase, id)) ?? reply;
    compare(read, change);
    return { phone_number: read.received };
  },

  view({ phone_number: row }, style) {
    return [
      `${style.mark.pass} ${style.bold(`${row.phone_number} is updated.`)}`,
      '',
      style.facts([
        ['Name', row.friendly_name ?? 'none'],
        ['Agent', row.agent?.name ?? row.agent?.id ?? 'none'],
        ['Status', numberStatus(row)],
        ['Provider', row.provider],
        ['Id', row.id],
      ]),
    ].join('\n');
  },
};

function refuseNothing(input: UpdateNumberInput): void {
  if (input.activate && input.deactivate) {
    throw new CliError('USAGE', {
      message: '--activate and --deactivate exclude each other.',
      hints: ['Keep one of them.'],
      commands: [],
    });
  }
  const named = [input.agent, input.friendlyName, input.activate, input.deactivate];
  if (named.some((one) => one !== undefined)) return;
  throw new CliError('USAGE', {
    message: 'Nothing was named that should change.',
    hints: ['Name it: --agent, --no-agent, --friendly-name, --activate or --deactivate.'],
    commands: ['numbers update --help'],
  });
}

const longestName = 200;

/** At most 200 characters; an empty one takes the name away. */
function parseFriendlyName(given: string): Parsed<string | null> {
  const name = given.trim();
  const length = [...name].length;
  if (length <= longestName) return usable(name === '' ? null : name);
  return unusable(
    'INVALID_VALUE',
    `A friendly name has at most ${longestName} characters; this one has ${length}.`,
  );
}

async function agentChange(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
  agent: UpdateNumberInput['agent'],
): Promise<PhoneNumberChange> {
  if (agent === undefined) return {};
  if (agent === false) return { agent_id: null };
  const found = await ctx.log.progress('Looking up the agent', () => findAgent(vocobase, agent));
  return { agent_id: found.id };
}

/** The row as the list shows it; null, with a warning, where the list cannot say. */
async function readBack(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listPhoneNumbers'>,
  id: string,
): Promise<PhoneNumber | null> {
  try {
    const rows = await ctx.log.progress('Reading back', () => vocobase.listPhoneNumbers({}));
    const row = rows.find((one) => one.id === id);
    if (row) return row;
    ctx.log.warn('The list of numbers does not show it, so the reply to the update is the proof.');
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    ctx.log.warn(
      `The list of numbers could not be read, so the reply to the update is the proof. ${error.message}`,
    );
  }
  return null;
}

function compare(read: PhoneNumber, change: PhoneNumberChange): void {
  const differing = [
    change.agent_id !== undefined && (read.agent?.id ?? null) !== change.agent_id && 'agent',
    change.friendly_name !== undefined &&
      read.friendly_name !== change.friendly_name &&
      'friendly_name',
    change.status !== undefined && read.status.toUpperCase() !== change.status && 'status',
  ].filter((one) => one !== false);
  if (differing.length === 0) return;
  throw new CliError('UNEXPECTED_RESPONSE', {
    message: `The update of ${read.phone_number} was accepted, but its ${differing.join(' and ')} reads otherwise than sent.`,
    hints: ['Look at the number: the list says what is in force.'],
    commands: ['numbers list'],
    details: { sent: change, read, differing },
  });
}

/** An imported number as it was named. */
interface NumberSelector {
  readonly typed: string;
  /** E.164 where it can only be a phone number; null where it may be an id or digits. */
  readonly e164: string | null;
}

/**
 * What begins with `+` is a phone number, and so is `00` followed by digits alone. Anything with the
 * shape of an id is never read as one. Throws INVALID_PHONE_NUMBER.
 */
function readNumberSelector(ctx: Pick<Context, 'log'>, given: string): NumberSelector {
  const typed = given.trim();
  const isNumber = !isUuid(typed) && /^(\+|00[\d\s().-]*$)/.test(typed);
  const parsed = isNumber ? parsePhoneNumber(typed) : null;
  // Digits that are no phone number may still begin an id.
  if (parsed === null || (!parsed.ok && isDigits(typed) && !typed.startsWith('+'))) {
    return { typed, e164: null };
  }
  return { typed, e164: accept(ctx, parsed, numberArgument.flag) };
}

/**
 * The id of the imported number that was named. An id of the usual form is used as it is, because
 * the list is undocumented and may be missing. Throws NOT_FOUND, AMBIGUOUS_SELECTOR.
 */
async function findImportedNumber(
  vocobase: Pick<Vocobase, 'listPhoneNumbers'>,
  { typed, e164 }: NumberSelector,
): Promise<string> {
  if (isUuid(typed)) return typed;
  const rows = await vocobase.listPhoneNumbers({});
  const wanted = e164 ?? (isDigits(typed) ? typed : null);
  const sameDigits = rows.filter((row) => isSameNumber(row.phone_number, wanted));
  if (sameDigits.length > 1) throw ambiguous(sameDigits, wantedNumber(typed));
  return idOf(sameDigits[0] ?? byId(rows, typed));
}

/** The id of the imported number that a person picks. Throws NOT_FOUND where there is none. */
async function pickImportedNumber(
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
      numberStatus(row),
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
