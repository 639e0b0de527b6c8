import type { ApiKey } from '../domain/vocobase/api-key.ts';
import type { Carrier, PlivoCredentials } from './carrier.ts';
import type { AnsweredRequest } from './http.ts';
import type { Log } from './log.ts';
import type { Prompt } from './prompt.ts';
import type { EnvFile, KeyStore, Settings, ValueSource } from './settings.ts';
import type { Vocobase } from './vocobase.ts';

/** What the global flags and the terminal decide for this run. */
export interface Mode {
  /** The name that the program was started by: `plivo` or `vocobase-plivo`. */
  readonly program: string;
  /** `--json` was given: errors are a document too, and stderr contains nothing else. */
  readonly json: boolean;
  /** `--yes`: consent to what this command was asked to do. */
  readonly yes: boolean;
  readonly dryRun: boolean;
  /** The scenario's name with `--sandbox`, else null. */
  readonly sandbox: string | null;
  /** The value of `--scenario`, for printed commands. */
  readonly scenario?: string | undefined;
  /** The values of `--profile` and `--base-url`, for printed commands. */
  readonly profile?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** True if a person watches stderr. */
  readonly stderrIsTerminal: boolean;
  /** True if a spinner moves there, so that changes need no line of their own. */
  readonly animated: boolean;
}

/** The API key that this run uses. */
export interface KeyInForce {
  readonly apiKey: ApiKey;
  /** `keychain` and `file` mean that `login` stored it. */
  readonly source: 'environment' | 'keychain' | 'file' | 'sandbox';
}

/** Credentials that the sandbox offers as default answers. */
export interface DemoAnswers {
  readonly authId: string;
  readonly authToken: string;
  readonly fromNumber: string;
  /** A destination that answers in the sandbox. E.164. */
  readonly toNumber: string;
}

/** Values that do not come from a prompt. Each is limited to 1 MiB. */
export interface Inputs {
  /**
   * A variable of the environment. With `--sandbox`, credentials, base URLs, and ids read as unset.
   * Throws INVALID_VALUE for a URL, profile, or id that is set but empty.
   */
  env(name: string): string | undefined;
  /** All of standard input; a second reader throws USAGE. */
  stdin(): Promise<string>;
  /**
   * The text of a file. Warns if other users can read a `secret`. Throws INVALID_VALUE with the
   * path if the file cannot be read.
   */
  file(path: string, kind?: 'secret'): Promise<string>;
}

/**
 * Everything a command may use of the outside world. A command's `run` names the members it uses.
 * Expensive members are functions: nothing is read or loaded until a command calls one.
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
  /** The dotenv file of `--env-file`. Throws INVALID_VALUE if it cannot be written. */
  envFile(path: string): Promise<EnvFile>;
  /** The base URL in use and where it was set. Throws INSECURE_BASE_URL. */
  baseUrl(): Promise<{ readonly url: string; readonly source: ValueSource }>;
  /** The key in use, or null. Throws EMPTY_SECRET, INVALID_API_KEY_FORMAT, CONFIG_UNREADABLE. */
  findApiKey(): Promise<KeyInForce | null>;
  /** The client with the key in use, or with the given key. Throws API_KEY_MISSING. */
  vocobase(key?: ApiKey): Promise<Vocobase>;
  carrier(credentials: PlivoCredentials): Promise<Carrier>;
  /** The answered requests of this run so far, in order. */
  requests(): readonly AnsweredRequest[];
  /** The sandbox's answers with `--sandbox`; else null. */
  demo(): Promise<DemoAnswers | null>;
}
