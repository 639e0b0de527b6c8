import { CliError } from '../errors/cli-error.ts';

/** A request that creates something, and how to find out whether it did. */
export interface Creation<T> {
  send(): Promise<T>;
  /** Looks for what the request would have created; null when it is not there. */
  look(): Promise<T | null>;
  sleep(milliseconds: number): Promise<void>;
  readonly words: {
    /** `The call to +14155550100`. */
    readonly what: string;
    /** `may have been started`. */
    readonly may: string;
    /** `the call list`. */
    readonly list: string;
    /** `shows no new call to +14155550100`. */
    readonly notSeen: string;
    readonly commands: readonly string[];
  };
}

const beforeSecondLook = 3000;

/**
 * Sends once. When it stays unclear whether that took effect, looks instead of sending again: what
 * is found is returned. Throws OUTCOME_UNKNOWN with `details.known`: `not-seen` when the list was
 * read and does not show it, `unknown` when the list could not be read.
 */
export async function createOnce<T>(creation: Creation<T>): Promise<T> {
  try {
    return await creation.send();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    if (error.code === 'INTERRUPTED' && error.details.sent === true) {
      throw interrupted(error, creation);
    }
    if (!isUnclear(error)) throw error;
    return await lookTwice(creation, error);
  }
}

/**
 * For a write that may be sent again without harm: when it stays unclear whether it took effect, the
 * error says so, in the words given.
 */
export async function sayUnclear<T>(send: () => Promise<T>, words: string): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const unclear = error.code === 'INTERRUPTED' ? error.details.sent === true : isUnclear(error);
    if (!unclear) throw error;
    throw error.with({ message: `${error.message} ${words}`, details: { known: 'unknown' } });
  }
}

export const changeUnclear =
  'The change may have been made all the same; making it again does no harm.';

/**
 * Whether the request may have taken effect all the same: it was sent and no answer came, the
 * server failed on the way, or an answer came that says nothing.
 */
function isUnclear(error: CliError): boolean {
  switch (error.code) {
    case 'NETWORK_UNREACHABLE':
    case 'NETWORK_TLS':
    case 'NETWORK_PROXY':
    case 'TIMEOUT':
      return error.details.sent !== false;
    case 'INTERNAL_ERROR':
      return true;
    case 'UNEXPECTED_RESPONSE': {
      const status = error.http?.status ?? 0;
      return status < 300 || status === 408 || status === 425;
    }
    default:
      return false;
  }
}

/** The clocks of both sides may differ by this much. */
const clockTolerance = 60_000;

/** Whether an object is younger than the request. Without its time of creation nobody can tell. */
export function isCreatedSince(sentAt: Date, createdAt: unknown): boolean {
  const at = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN;
  return at >= sentAt.getTime() - clockTolerance;
}

async function lookTwice<T>(creation: Creation<T>, fault: CliError): Promise<T> {
  let known: 'not-seen' | 'unknown' = 'unknown';
  for (const look of [1, 2]) {
    try {
      if (look === 2) await creation.sleep(beforeSecondLook);
      const found = await creation.look();
      if (found !== null) return found;
      known = 'not-seen';
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      if (error.code === 'INTERRUPTED') throw interrupted(error, creation);
      known = 'unknown';
    }
  }
  throw outcomeUnknown(creation.words, fault, known);
}

function outcomeUnknown(
  words: Creation<unknown>['words'],
  fault: CliError,
  known: 'not-seen' | 'unknown',
): CliError {
  const seen =
    known === 'not-seen'
      ? `${words.list} ${words.notSeen}; it may still appear`
      : `${words.list} could not be read`;
  return new CliError('OUTCOME_UNKNOWN', {
    message: `${words.what} ${words.may}: ${lowerFirst(fault.message)} ${upperFirst(seen)}. It was not sent a second time.`,
    commands: words.commands,
    http: fault.http,
    details: { known, fault: fault.code },
    cause: fault,
  });
}

function interrupted<T>(error: CliError, creation: Creation<T>): CliError {
  const { words } = creation;
  return error.with({
    message: `Interrupted after the request was sent. ${words.what} ${words.may}.`,
    commands: words.commands,
    details: { known: 'unknown' },
  });
}

/** Sentences that begin with a name or an address stay as they are. */
function lowerFirst(text: string): string {
  return /^(The|No)\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
