import { type Parsed, unusable, usable } from '../../domain/text/parsed.ts';
import type { AsReceived } from '../../domain/vocobase/as-received.ts';
import type { PhoneNumber, PhoneNumberChange } from '../../domain/vocobase/imported-number.ts';
import { CliError, isKnownFailure } from '../../errors/cli-error.ts';
import { findAgent } from '../../flows/agent.ts';
import { accept } from '../../flows/input.ts';
import { requireArgument } from '../../flows/pick.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { Vocobase } from '../../ports/vocobase.ts';
import { findNumber, numberArgument, pickNumber, readNumberSelector } from './find-number.ts';
import { statusOf } from './number-table.ts';

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
      ? pickNumber(ctx, vocobase)
      : findNumber(vocobase, selector));
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
        ['Status', statusOf(row)],
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
