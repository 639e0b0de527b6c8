import { CliError } from '../errors/cli-error.ts';
import type { EnvFile, KeyStore, Settings } from '../ports/settings.ts';

/** What a run has sent or changed so far, in order, as it is named in a sentence. */
export type Journal = Set<string>;

/** Notes a request that may change something, without its query: `PUT /config/telephony/plivo`. */
export function noteRequest(journal: Journal, method: string, path: string): void {
  journal.add(`${method} ${path.replace(/\?.*$/s, '')}`);
}

/** The same settings, whose changes are noted. */
export function noteSettings(journal: Journal, settings: Settings): Settings {
  const note = noteIn(journal, 'the settings file');
  return {
    ...settings,
    write: async (name, value) => note(await settings.write(name, value)),
    useProfile: async (name) => note(await settings.useProfile(name)),
    removeProfile: async (name) => note(await settings.removeProfile(name)),
  };
}

/** The same key store, whose changes are noted. */
export function noteKeys(journal: Journal, keys: KeyStore): KeyStore {
  const note = noteIn(journal, 'the stored API key');
  return {
    ...keys,
    write: async (profile, key, place) => note(await keys.write(profile, key, place)),
    remove: async (profile) => note(await keys.remove(profile)),
  };
}

/** The same dotenv file, whose changes are noted. */
export function noteEnvFile(journal: Journal, file: EnvFile): EnvFile {
  const note = noteIn(journal, file.path);
  return { ...file, set: async (name, value) => note(await file.set(name, value)) };
}

function noteIn(journal: Journal, what: string) {
  return <T>(done: T): T => {
    journal.add(what);
    return done;
  };
}

/**
 * Completes an interruption that says nothing about what happened before it. One with a message of
 * its own, such as the id of a call that continues, stays as it is.
 */
export function explainInterruption(error: unknown, journal: Journal): unknown {
  const bare = new CliError('INTERRUPTED');
  if (!(error instanceof CliError) || error.code !== bare.code) return error;
  if (error.message !== bare.message) return error;
  if (journal.size === 0) {
    return error.with({ message: `${bare.message} Nothing was changed.`, hints: [], commands: [] });
  }
  return error.with({
    message: `${bare.message} Sent or changed before that: ${[...journal].join(', ')}.`,
    hints: ['Check what is already done before you run the command again.'],
    details: { done: [...journal] },
  });
}
