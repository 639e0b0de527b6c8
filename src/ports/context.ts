import type { ApiKey } from '../domain/vocobase/api-key.ts';
import type { Carrier, PlivoCredentials } from './carrier.ts';
import type { AnsweredRequest } from './http.ts';
import type { Log } from './log.ts';
import type { Prompt } from './prompt.ts';
import type { EnvFile, KeyStore, Settings, ValueSource } from './settings.ts';
import type { Vocobase } from './vocobase.ts';

/** What the global flags and the terminal say about this run. */
export interface Mode {
  /** The name that the program was called by: `plivo` or `vocobase-plivo`. */
  readonly program: string;
  /** `--json` was given: errors are a document too, and stderr says nothing else. */
  readonly json: boolean;
  /** `--yes`: consent to what this command was asked to do. */
  readonly yes: boolean;
  readonly dryRun: boolean;
  /** The scenario's name with `--sandbox`, else null. */
  readonly sandbox: string | null;
  /** What `--scenario` named, for the commands that are named next. */
  readonly scenario?: string | undefined;
  /** What `--profile` and `--base-url` named, for the commands that are named next. */
  readonly profile?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** Whether a person watches stderr. */
  readonly stderrIsTerminal: boolean;
  /** Whether a spinner moves there, so that changes need no line of their own. */
  readonly animated: boolean;
}

/** The API key in force. */
export interface KeyInForce {
  readonly apiKey: ApiKey;
  /** `keychain` and `file` mean that `login` stored it. */
  readonly source: 'environment' | 'keychain' | 'file' | 'sandbox';
}

/** Credentials that the sandbox offers as answers. */
export interface DemoAnswers {
  readonly authId: string;
  readonly authToken: string;
  readonly fromNumber: string;
  /** A destination that answers. E.164. */
  readonly toNumber: string;
}

/** Values that do not come from a prompt. What is read is limited to 1 MiB. */
export interface Inputs {
  /**
   * A variable of the environment; with `--sandbox` credentials, base URLs, and ids read as unset.
   * Throws INVALID_VALUE for a URL, profile, or id that is set but empty.
   */
  env(name: string): string | undefined;
  /** All of standard input; a second reader throws USAGE. */
  stdin(): Promise<string>;
  /**
   * The text of a file. Warns about a `secret` that other users can read. Throws INVALID_VALUE
   * naming the path when it cannot be read.
   */
  file(path: string, kind?: 'secret'): Promise<string>;
}

/**
 * All that a command may ask of the outside world. A command's `run` names the members it uses.
 * Members that cost something are functions: nothing is read or dialled until a command asks.
 */
export interface Context {
  readonly mode: Mode;
  readonly prompt: Prompt;
  readonly log: Log;
  readonly inputs: Inputs;
  /** Aborted by Ctrl-C and by SIGTERM. */
  readonly signal: AbortSignal;
  now(): Date;
  /** Waits; rejects with INTERRUPTED when the signal aborts. Milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  settings(): Promise<Settings>;
  keys(): Promise<KeyStore>;
  /** The dotenv file of `--env-file`. Throws INVALID_VALUE for one that cannot be written. */
  envFile(path: string): Promise<EnvFile>;
  /** The base URL in force and where it came from. Throws INSECURE_BASE_URL. */
  baseUrl(): Promise<{ readonly url: string; readonly source: ValueSource }>;
  /** The key in force, or null. Throws EMPTY_SECRET, INVALID_API_KEY_FORMAT, CONFIG_UNREADABLE. */
  findApiKey(): Promise<KeyInForce | null>;
  /** The client with the key in force, or with the one given. Throws API_KEY_MISSING. */
  vocobase(key?: ApiKey): Promise<Vocobase>;
  carrier(credentials: PlivoCredentials): Promise<Carrier>;
  /** The requests of this run that were answered so far, in that order. */
  requests(): readonly AnsweredRequest[];
  /** With `--sandbox`: what it offers; else null. */
  demo(): Promise<DemoAnswers | null>;
}
