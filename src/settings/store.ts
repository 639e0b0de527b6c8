import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  isSettingName,
  isStoredValue,
  type ProfileSettings,
  type SettingName,
  storedRule,
} from '../domain/settings.ts';
import { isRecord } from '../domain/text/is-record.ts';
import { checkProfileName, defaultProfile, isProfileName } from '../domain/text/profile-name.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Settings } from '../ports/settings.ts';
import { cannotWrite, systemCode, systemReason, writtenByNewer } from './errors.ts';
import {
  checkReplaceable,
  fulfilLink,
  own,
  parseJson,
  readText,
  removeLeftovers,
  setAside,
} from './files.ts';
import { ensureFolder, pathsIn, restrictFolder } from './folder.ts';
import { withLock } from './lock.ts';
import {
  DamagedSettings,
  emptyDocument,
  readSettingsFile,
  type SettingsDocument,
  settingsVersion,
} from './settings-file.ts';

interface SettingsOptions {
  readonly folder: string;
  /** Chooses the profile before the settings do. An empty variable counts as not set. */
  readonly profile: { readonly flag?: string | undefined; readonly env?: string | undefined };
  /** Takes a warning. The command continues. */
  readonly onWarning: (text: string) => void;
  readonly now?: () => number;
  /** Loads the module that writes the file. */
  readonly writer?: () => Promise<typeof import('./conf-file.ts').changeFile>;
}

/**
 * Opens the settings as they are now. Later changes by other processes are not seen, but are kept
 * when this process writes.
 *
 * Throws INVALID_VALUE for a malformed profile name. A write throws SETTINGS_UNWRITABLE when the
 * file cannot be written, and INVALID_VALUE when a newer version wrote it or the value has the
 * wrong type.
 */
export async function openSettings(options: SettingsOptions): Promise<Settings> {
  const { onWarning, now = Date.now, writer = loadConf } = options;
  const folder = resolve(options.folder);
  const paths = pathsIn(folder);
  const path = paths.config;

  let document = await readForUse(paths, now, onWarning);
  const profile = chooseProfile(options.profile, document, path, onWarning);
  let values = readValues(document, profile.name, path, onWarning);

  const change = async (
    edit: (current: SettingsDocument) => SettingsDocument | null,
  ): Promise<boolean> => {
    try {
      ensureFolder(folder);
      // Loading conf is slow, so it is done before other processes have to wait for the lock.
      const changeFile = await writer();
      const editOnce = () =>
        changeFile(path, (current) => {
          if (current !== null && current.version > settingsVersion) {
            throw writtenByNewer(path, current.version);
          }
          const next = edit(current ?? emptyDocument);
          if (next === null) return null;
          checkReplaceable(path);
          restrictFolder(folder, onWarning);
          fulfilLink(path, '{}\n');
          return next;
        });
      const changed = await withLock(paths.lock, () => {
        removeLeftovers(path);
        removeLeftovers(paths.keys);
        const written = editUndamaged(editOnce, (reason) => {
          onWarning(asideWords(path, reason, setAside(path, now())));
        });
        return written === null ? null : readBack(path, written);
      });
      if (changed === null) return false;
      document = changed;
    } catch (error) {
      throw systemCode(error) === null ? error : cannotWrite(path, error);
    }
    values = readValues(document, profile.name, path, () => {});
    return true;
  };

  return {
    path,
    profile,
    read: () => values,
    profiles: () => listProfiles(document, readStoredNames(paths.keys)),
    async write(name, value) {
      if (value !== undefined) checkValue(name, value);
      await change((current) => withValue(current, profile.name, name, value));
    },
    async useProfile(name) {
      checkProfileName(name, 'to use');
      await change((current) =>
        current.current_profile === name ? null : { ...current, current_profile: name },
      );
    },
    async lock(subject, work) {
      const { createHash } = process.getBuiltinModule('node:crypto');
      const name = createHash('sha256').update(subject).digest('hex').slice(0, 16);
      let started = false;
      const begin = () => {
        started = true;
        return work();
      };
      try {
        ensureFolder(folder);
        return await withLock(join(folder, `${name}.lock`), begin, subjectLock);
      } catch (error) {
        if (started) throw error;
        if (systemCode(error) !== null) return work();
        throw error instanceof CliError
          ? error.with({
              message: 'Another command is doing the same thing, so nothing was changed.',
            })
          : error;
      }
    },
    removeProfile: (name) => change((current) => withoutProfile(current, name)),
  };
}

/** Long enough for a request, its retries, and the check after a lost reply. */
const subjectLock = { limitMs: 60_000, staleMs: 600_000 };

/**
 * Loads conf, which is slow to load and needed only to write. One of its dependencies listens to all
 * signals that end a process, in order to remove temporary files, and then sends the signal again:
 * after a write, Ctrl-C would arrive twice. Its listeners are removed, because writes are synchronous
 * and leftover files are removed at the next write.
 */
async function loadConf(): Promise<typeof import('./conf-file.ts').changeFile> {
  const { constants } = process.getBuiltinModule('node:os');
  const signals = Object.keys(constants.signals) as NodeJS.Signals[];
  const before = new Map(signals.map((signal) => [signal, new Set(process.listeners(signal))]));
  const { changeFile } = await import('./conf-file.ts');
  for (const [signal, known] of before) {
    for (const listener of process.listeners(signal)) {
      if (!known.has(listener)) process.removeListener(signal, listener);
    }
  }
  return changeFile;
}

/** Moves a damaged file aside and edits again. If it cannot be moved, it is not overwritten. */
function editUndamaged(
  editOnce: () => SettingsDocument | null,
  moveAside: (reason: string) => void,
): SettingsDocument | null {
  try {
    return editOnce();
  } catch (error) {
    if (!(error instanceof DamagedSettings)) throw error;
    moveAside(error.reason);
    return editOnce();
  }
}

/** Reads the file back under the lock. Throws SETTINGS_UNWRITABLE if it was not written. */
function readBack(path: string, written: SettingsDocument): SettingsDocument {
  const file = readSettingsFile(path);
  if (file.state === 'usable' && isDeepStrictEqual(file.document, written)) return file.document;
  const cause = file.state === 'unreadable' ? file.cause : new Error('it reads back differently');
  throw cannotWrite(path, cause);
}

async function readForUse(
  { config: path, lock }: ReturnType<typeof pathsIn>,
  now: () => number,
  onWarning: (text: string) => void,
): Promise<SettingsDocument> {
  const file = readSettingsFile(path);
  if (file.state === 'usable') return file.document;
  if (file.state === 'unreadable') {
    onWarning(
      `The settings in ${path} cannot be read: ${systemReason(file.cause)}. This command runs without them.`,
    );
  }
  if (file.state !== 'damaged') return emptyDocument;
  try {
    return await withLock(lock, () => {
      // Another process may have moved it aside and written a good file.
      const again = readSettingsFile(path);
      if (again.state === 'usable') return again.document;
      if (again.state === 'damaged') {
        onWarning(asideWords(path, again.reason, setAside(path, now())));
      }
      return emptyDocument;
    });
  } catch (cause) {
    onWarning(
      `The settings in ${path} are not used: ${file.reason}. The file could not be moved aside: ${systemReason(cause)}.`,
    );
    return emptyDocument;
  }
}

function asideWords(path: string, reason: string, aside: string): string {
  return `The settings in ${path} are not used: ${reason}. The file was kept as ${aside}.`;
}

function chooseProfile(
  chosen: SettingsOptions['profile'],
  document: SettingsDocument,
  path: string,
  onWarning: (text: string) => void,
): Settings['profile'] {
  if (chosen.flag !== undefined) {
    return { name: checkProfileName(chosen.flag, 'with --profile'), source: 'flag' };
  }
  if (chosen.env) {
    return { name: checkProfileName(chosen.env, 'in VOCOBASE_PROFILE'), source: 'environment' };
  }
  const stored = document.current_profile;
  if (stored === undefined) return { name: defaultProfile, source: 'default' };
  if (typeof stored === 'string' && isProfileName(stored)) {
    return { name: stored, source: 'profile' };
  }
  onWarning(`The current profile in ${path} has a malformed name and is ignored.`);
  return { name: defaultProfile, source: 'default' };
}

/** Reads the usable settings; every other one is ignored, with a warning. */
function readValues(
  document: SettingsDocument,
  profile: string,
  path: string,
  onWarning: (text: string) => void,
): ProfileSettings {
  const stored = own(document.profiles, profile);
  if (stored === undefined) return {};
  if (!isRecord(stored)) {
    onWarning(`The profile ${profile} in ${path} does not contain settings and is ignored.`);
    return {};
  }
  const usable: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(stored)) {
    const where = `The setting ${JSON.stringify(name)} of the profile ${profile} in ${path}`;
    if (!isSettingName(name)) {
      // A newer version may know settings that this one does not.
      if (document.version <= settingsVersion) onWarning(`${where} is unknown and is ignored.`);
    } else if (!isStoredValue(name, value)) {
      onWarning(`${where} is not ${storedRule(name)}, and is ignored.`);
    } else usable[name] = value;
  }
  return usable;
}

function checkValue(name: SettingName, value: string | number): void {
  if (isStoredValue(name, value)) return;
  throw new CliError('INVALID_VALUE', {
    message: `The value for the setting ${name} is not ${storedRule(name)}.`,
  });
}

function withValue(
  current: SettingsDocument,
  profile: string,
  name: SettingName,
  value: string | number | undefined,
): SettingsDocument | null {
  const stored = own(current.profiles, profile);
  const settings = isRecord(stored) ? stored : {};
  if (own(settings, name) === value) return null;
  const { [name]: _, ...others } = settings;
  const next = value === undefined ? others : { ...others, [name]: value };
  return { ...current, profiles: { ...current.profiles, [profile]: next } };
}

function withoutProfile(current: SettingsDocument, name: string): SettingsDocument | null {
  const isCurrent = current.current_profile === name;
  if (!Object.hasOwn(current.profiles, name) && !isCurrent) return null;
  const { [name]: _, ...profiles } = current.profiles;
  const { current_profile, ...others } = current;
  return isCurrent ? { ...others, version: current.version, profiles } : { ...current, profiles };
}

/** The profiles with a stored key, which may have no settings. Never fails. */
function readStoredNames(path: string): readonly string[] {
  try {
    const content = parseJson(readText(path) ?? '{}');
    const keys = isRecord(content) ? own(content, 'keys') : undefined;
    return isRecord(keys) ? Object.keys(keys) : [];
  } catch {
    // The key store reports a damaged file when a key is read from it.
    return [];
  }
}

function listProfiles(
  document: SettingsDocument,
  withKey: readonly string[],
): readonly { readonly name: string; readonly current: boolean }[] {
  const stored = document.current_profile;
  const current = typeof stored === 'string' && isProfileName(stored) ? stored : defaultProfile;
  const names = new Set([current, ...Object.keys(document.profiles), ...withKey]);
  return [...names]
    .filter(isProfileName)
    .sort()
    .map((name) => ({ name, current: name === current }));
}
