import { CliError } from '../errors/cli-error.ts';

/** A request that creates something, and how to find out whether it succeeded. */
export interface Creation<T> {
  send(): Promise<T>;
  /** Looks for what the request would have created. `fault` is the failure of the request. */
  look(fault: CliError): Promise<Looked<T>>;
  sleep(milliseconds: number): Promise<void>;
  readonly words: {
    /** For example `The call to +14155550100`. */
    readonly what: string;
    /** For example `may have been started`. */
    readonly may: string;
    /** For example `the call list`. */
    readonly list: string;
    /** For example `shows no new call to +14155550100`. */
    readonly notSeen: string;
    readonly commands: readonly string[];
  };
}

/** What was found after an unclear create. */
export interface Looked<T> {
  /** What the request certainly created; null if nothing. */
  readonly created: T | null;
  /** What the request may have created, as data for scripts. */
  readonly candidates: readonly Candidate[];
}

interface Candidate {
  readonly id: string;
  /** Identifying facts, with the API's member names. */
  readonly facts: Readonly<Record<string, unknown>>;
}

const beforeSecondLook = 3000;

/**
 * Sends a create exactly once. If its outcome is unclear, reads the list instead of sending again
 * and returns what was certainly created. Throws OUTCOME_UNKNOWN with `details.known`: `not-seen`
 * if the list was read and does not show it; `unknown` if the list could not be read, or shows a
 * possible match, which is then in `details.candidates`.
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
 * For a write that is safe to repeat: if its outcome is unclear, the error says so with the given
 * sentence.
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

/** Advice after a PUT or PATCH whose reply was lost. */
export const changeUnclear = 'The change may have been made anyway. Repeating it is safe.';

/**
 * True if the request may have taken effect despite the failure: it was sent and no reply came, the
 * server failed midway, or the reply says nothing.
 */
function isUnclear(error: CliError): boolean {
  switch (error.code) {
    case 'NETWORK_UNREACHABLE':
    case 'NETWORK_TLS':
    case 'NETWORK_PROXY':
    case 'TIMEOUT':
      return error.details.sent !== false;
    case 'INTERNAL_ERROR':
    // A server may do the work and then redirect the client, for instance with 303.
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

/** True if the server reported success in a reply whose content could not be read. */
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
      ? `${words.list} shows ${ids}, which may be this one or an earlier one`
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

/** Sentences that begin with a name or a URL keep their first letter. */
function lowerFirst(text: string): string {
  return /^(The|No)\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
