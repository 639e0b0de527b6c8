import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import { isSameNumber, parsePhoneNumber } from '../../domain/text/phone-number.ts';
import { isUuid, select } from '../../domain/text/selector.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import type { PhoneNumber, PhoneNumberChange } from '../../domain/vocobase/imported-number.ts';
import { differences, requireSame } from '../../domain/vocobase/read-back.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { findOrPickAgent } from '../../flows/agent.ts';
import { accept, onlyOneOf, refuseEmpty } from '../../flows/input.ts';
import {
  type Argument,
  ambiguous,
  pick,
  requireArgument,
  requireOne,
  type Wanted as Sought,
} from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Choice } from '../../ports/prompt.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { numberStatus } from './list.ts';

const numberArgument: Argument = {
  flag: '<number-or-id>',
  what: 'imported number',
  list: 'numbers list',
};

interface UpdateNumberInput {
  readonly number?: string | undefined;
  /** False with `--no-agent`. */
  readonly agent?: string | false | undefined;
  readonly friendlyName?: string | undefined;
  readonly activate?: boolean | undefined;
  readonly deactivate?: boolean | undefined;
}

/** The JSON of `numbers update`. */
export interface UpdatedNumber {
  readonly phone_number: AsReceived<PhoneNumber>;
}

/** The result, and whether the list of numbers was read after the change. */
interface SeenNumber extends UpdatedNumber {
  readonly readBack: boolean;
}

/** `numbers update`: changes the named fields of one imported number, and nothing else. */
export const updateNumber: Action<UpdateNumberInput, SeenNumber> = {
  async run(ctx, input) {
    requireArgument(ctx, input.number, numberArgument);
    const wanted = readWanted(ctx, input);
    if (wanted === null && !ctx.prompt.available) throw nothingNamed();
    const selector = input.number === undefined ? null : readNumberSelector(ctx, input.number);
    const vocobase = await ctx.vocobase();
    const { id, row } = await (selector === null
      ? pickImportedNumber(ctx, vocobase)
      : findImportedNumber(vocobase, selector));
    const change = await toChange(ctx, vocobase, wanted ?? (await askWanted(ctx, row)));
    const reply = await ctx.log.progress('Updating the phone number', () =>
      vocobase.updatePhoneNumber(id, change),
    );
    const listed = await readBack(ctx, vocobase, id);
    const read = listed ?? reply;
    requireSame(read.phone_number, differences({ ...change }, shownOf(read)), ['numbers list'], {
      sent: change,
    });
    return { phone_number: read.received, readBack: listed !== null };
  },

  data: ({ phone_number }) => ({ phone_number }),

  view({ phone_number: row, readBack }, style) {
    return [
      `${readBack ? `${style.mark.pass} ` : ''}${style.bold(`${row.phone_number} updated`)}`,
      '',
      style.facts([
        ['Name', row.friendly_name ?? 'none'],
        ['Agent', row.agent?.name ?? row.agent?.id ?? 'none'],
        ['Status', numberStatus(row)],
        ['Provider', row.provider],
        ['ID', row.id],
      ]),
    ].join('\n');
  },
};

/** What to change; a missing member stays unchanged. */
interface Wanted {
  /** A selector; null removes the agent, `pick` asks for one. */
  readonly agent?: string | null | { readonly pick: true };
  readonly friendly_name?: string | null;
  readonly status?: 'ACTIVE' | 'INACTIVE';
}

/** The change named by the flags, checked; null if they name none. */
function readWanted(ctx: Pick<Context, 'log'>, input: UpdateNumberInput): Wanted | null {
  onlyOneOf({ '--activate': input.activate, '--deactivate': input.deactivate });
  const { agent, friendlyName, activate, deactivate } = input;
  refuseEmpty(agent === false ? undefined : agent, '--agent');
  if ([agent, friendlyName, activate, deactivate].every((one) => one === undefined)) return null;
  return {
    ...(agent === undefined ? {} : { agent: agent === false ? null : agent }),
    ...(friendlyName === undefined
      ? {}
      : { friendly_name: accept(ctx, parseFriendlyName(friendlyName), '--friendly-name') }),
    ...(activate ? { status: 'ACTIVE' } : {}),
    ...(deactivate ? { status: 'INACTIVE' } : {}),
  };
}

function nothingNamed(): CliError {
  return new CliError('USAGE', {
    message: 'No change was given.',
    hints: ['Use --agent, --no-agent, --friendly-name, --activate, or --deactivate.'],
    commands: ['numbers update --help'],
  });
}

/** Asks a person what to change. The row is null if the list of numbers could not be read. */
async function askWanted(ctx: Pick<Context, 'prompt'>, row: PhoneNumber | null): Promise<Wanted> {
  const isActive = row?.status.toUpperCase() === 'ACTIVE';
  const now = row?.agent ? `Now ${row.agent.name ?? row.agent.id}` : 'No agent now';
  const choices: Choice<Wanted | 'name'>[] = [
    { value: { agent: { pick: true } }, name: 'Assign an agent', description: now },
    ...(row?.agent === null
      ? []
      : [{ value: { agent: null }, name: 'Remove the agent', description: now }]),
    { value: 'name', name: 'Change the name', description: row?.friendly_name ?? 'No name now' },
    ...(row !== null && isActive
      ? []
      : [{ value: { status: 'ACTIVE' as const }, name: 'Activate' }]),
    ...(row !== null && !isActive
      ? []
      : [{ value: { status: 'INACTIVE' as const }, name: 'Deactivate' }]),
  ];
  const wanted = await ctx.prompt.choose({
    message: row === null ? 'Change' : `Change ${row.phone_number}`,
    flag: '--agent, --no-agent, --friendly-name, --activate or --deactivate',
    what: 'change',
    choices,
  });
  if (wanted !== 'name') return wanted;
  const friendly_name = await ctx.prompt.text({
    message: 'Name (leave empty to remove it)',
    flag: '--friendly-name',
    what: 'name',
    preset: '',
    parse: parseFriendlyName,
  });
  return { friendly_name };
}

/** Turns names into ids; a person picks the agent if they chose to. */
async function toChange(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listAgents'>,
  { agent, ...rest }: Wanted,
): Promise<PhoneNumberChange> {
  if (agent === undefined) return rest;
  if (agent === null) return { ...rest, agent_id: null };
  const named = typeof agent === 'string' ? agent : undefined;
  return { ...rest, agent_id: (await findOrPickAgent(ctx, vocobase, named)).id };
}

/** The changed fields as the API shows them; a field it does not show is omitted. */
function shownOf(row: PhoneNumber): Readonly<Record<string, unknown>> {
  const { agent, friendly_name, status } = row;
  const all = { agent_id: agent?.id ?? null, friendly_name, status };
  const said = { agent_id: 'agent', friendly_name: 'friendly_name', status: 'status' } as const;
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => said[name as keyof typeof said] in row.received),
  );
}

const longestName = 200;

/** At most 200 characters; an empty name removes it. */
function parseFriendlyName(given: string): Parsed<string | null> {
  const name = given.trim();
  const length = [...name].length;
  if (length <= longestName) return usable(name === '' ? null : name);
  return unusable(
    'INVALID_VALUE',
    `A friendly name has at most ${longestName} characters; this one has ${length}.`,
  );
}

/** The row as the list shows it; null, with a warning, if the list does not show it. */
async function readBack(
  ctx: Pick<Context, 'log'>,
  vocobase: Pick<Vocobase, 'listPhoneNumbers'>,
  id: string,
): Promise<PhoneNumber | null> {
  try {
    const rows = await ctx.log.progress('Reading back', () => vocobase.listPhoneNumbers({}));
    const row = rows.find((one) => one.id === id);
    if (row) return row;
    ctx.log.warn('The list of numbers does not show this number, so the reply is all there is.');
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    ctx.log.warn(
      `The number could not be read back, so the reply is all there is. ${error.message}`,
    );
  }
  return null;
}

/** The number that the user named. */
interface NumberSelector {
  readonly typed: string;
  /** E.164 if it can only be a phone number; null if it may be an id or digits. */
  readonly e164: string | null;
}

/**
 * Text that begins with `+` is a phone number, and so is `00` followed by digits alone. Text with
 * the shape of an id is never read as one. Throws INVALID_PHONE_NUMBER.
 */
function readNumberSelector(ctx: Pick<Context, 'log'>, given: string): NumberSelector {
  const typed = given.trim();
  const isNumber = !isUuid(typed) && /^(\+|00[\d\s().-]*$)/.test(typed);
  const parsed = isNumber ? parsePhoneNumber(typed) : null;
  // Digits that are not a phone number may still be the start of an id.
  if (parsed === null || (!parsed.ok && isDigits(typed) && !typed.startsWith('+'))) {
    return { typed, e164: null };
  }
  return { typed, e164: accept(ctx, parsed, numberArgument.flag) };
}

/** The number to update, with its row if it was read. */
interface FoundNumber {
  readonly id: string;
  readonly row: PhoneNumber | null;
}

/**
 * Finds the imported number. An id of the usual form is used unchanged, because the list is
 * undocumented and may be missing. Throws NOT_FOUND, AMBIGUOUS_SELECTOR.
 */
async function findImportedNumber(
  vocobase: Pick<Vocobase, 'listPhoneNumbers'>,
  { typed, e164 }: NumberSelector,
): Promise<FoundNumber> {
  if (isUuid(typed)) return { id: typed, row: null };
  const rows = await vocobase.listPhoneNumbers({});
  const wanted = e164 ?? (isDigits(typed) ? typed : null);
  const sameDigits = rows.filter((row) => isSameNumber(row.phone_number, wanted));
  if (sameDigits.length > 1) throw ambiguous(sameDigits, wantedNumber(typed));
  return withId(sameDigits[0] ?? byId(rows, typed));
}

/** Lets a person pick an imported number. Throws NOT_FOUND if there is none. */
async function pickImportedNumber(
  ctx: Pick<Context, 'prompt' | 'log'>,
  vocobase: Pick<Vocobase, 'listPhoneNumbers'>,
): Promise<FoundNumber> {
  const picked = await pick(ctx, {
    ...numberArgument,
    message: 'Number',
    items: await ctx.log.progress('Listing the numbers', () => vocobase.listPhoneNumbers({})),
    columns: (row) => [
      row.phone_number,
      row.friendly_name,
      numberStatus(row),
      row.agent?.name ?? row.agent?.id ?? null,
    ],
    about: ({ id }) => [id],
    none: {
      message: 'No phone numbers are imported yet.',
      hints: ['Import the numbers of the Plivo account first.'],
      commands: ['numbers sync'],
    },
  });
  return withId(picked);
}

function withId(row: PhoneNumber): FoundNumber {
  if (row.id !== '') return { id: row.id, row };
  throw new CliError('UNEXPECTED_RESPONSE', {
    message: `The list of numbers gives no id for ${row.phone_number}, so it cannot be updated.`,
    hints: ['Ask Vocobase for the id of the number, and use that.'],
    commands: ['numbers list'],
  });
}

function byId(rows: readonly PhoneNumber[], selector: string): PhoneNumber {
  const found = select(rows, selector, ({ id, phone_number }) => ({ id, name: phone_number }));
  return requireOne(found, {
    ...wantedNumber(selector),
    missing: {
      message: `No imported number matches ${selector}.`,
      unlessNear: ['A number of the Plivo account has to be imported first.'],
      commands: ['numbers list', 'numbers sync'],
    },
  });
}

function wantedNumber(selector: string): Sought<PhoneNumber> {
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
