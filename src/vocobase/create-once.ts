import { CliError } from '../errors/cli-error.ts';

/** A request that creates something, and how to find out whether it did. */
export interface Creation<T> {
  send(): Promise<T>;
  /** Looks for what the request would have created. `fault`: what its answer was. */
  look(fault: CliError): Promise<Looked<T>>;
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

/** What a look found. */
export interface Looked<T> {
  /** The one that the request surely created; null when there is none. */
  readonly created: T | null;
  /** Those that it may have created, as data for scripts. */
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly id: string;
  /** In the words of the API. */
  readonly facts: Readonly<Record<string, unknown>>;
}

const beforeSecondLook = 3000;

/**
 * Sends once. When it stays unclear whether that took effect, looks instead of sending again: what
 * was surely created is returned. Throws OUTCOME_UNKNOWN with `details.known`: `not-seen` when the
 * list was read and does not show it, `unknown` when the list could not be read or shows something
 * that may be it, which is then in `details.candidates`.
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
    return await lookForCreated(creation, error);
  }
}

/**
 * For a write that may be sent again without harm: when it stays unclear whether it took effect, the
 * error says so, in the words given.
 */
export async function markUnclear<T>(send: () => Promise<T>, words: string): Promise<T> {
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
    // A server may do the work and then send the client elsewhere: 303 means that.
    case 'UNEXPECTED_REDIRECT':
      return true;
    case 'UNEXPECTED_RESPONSE': {
      const status = error.http?.status ?? 0;
      return status < 300 || status === 408 || status === 425 || status >= 500;
    }
    default:
      return false;
  }
}

/** Whether the server answered that it did the work, in a reply that does not say with what result. */
export function isAccepted(fault: CliError): boolean {
  const status = fault.http?.status ?? 0;
  return fault.code === 'UNEXPECTED_RESPONSE' && status >= 200 && status < 300;
}

async function lookForCreated<T>(creation: Creation<T>, fault: CliError): Promise<T> {
  let candidates: readonly Candidate[] = [];
  let wasRead = false;
  for (const look of [1, 2]) {
    try {
      if (look === 2) await creation.sleep(beforeSecondLook);
      const looked = await creation.look(fault);
      if (looked.created !== null) return looked.created;
      candidates = looked.candidates;
      wasRead = true;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      if (error.code === 'INTERRUPTED') throw interrupted(error, creation);
      wasRead = false;
    }
  }
  throw outcomeUnknown(creation.words, fault, wasRead, candidates);
}

function outcomeUnknown(
  words: Creation<unknown>['words'],
  fault: CliError,
  wasRead: boolean,
  candidates: readonly Candidate[],
): CliError {
  const ids = candidates.map(({ id }) => id).join(', ');
  const seen =
    candidates.length > 0
      ? `${words.list} shows ${ids}, which may be the one or an earlier one`
      : wasRead
        ? `${words.list} ${words.notSeen}; it may still appear`
        : `${words.list} could not be read`;
  return new CliError('OUTCOME_UNKNOWN', {
    message: `${words.what} ${words.may}: ${lowerFirst(fault.message)} ${upperFirst(seen)}. It was not sent a second time.`,
    commands: words.commands,
    http: fault.http,
    details: {
      known: wasRead && candidates.length === 0 ? 'not-seen' : 'unknown',
      fault: fault.code,
      ...(candidates.length > 0 ? { candidates: candidates.map(({ facts }) => facts) } : {}),
    },
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
