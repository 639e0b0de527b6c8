import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../domain/text/is-record.ts';
import { checkProfileName, defaultProfile, isProfileName } from '../domain/text/profile-name.ts';
import { CliError } from '../errors/cli-error.ts';
import type { ProfileSettings, SettingName, Settings } from '../ports/settings.ts';
import { cannotWrite, systemCode } from './errors.ts';
import { checkReplaceable, ensureFolder, fulfilLink, own, setAside } from './files.ts';
import { loadWriter } from './load-writer.ts';
import { withLock } from './lock.ts';
import { restrictFolder } from './restrict-folder.ts';
import {
  asideWords,
  damagedWords,
  emptyDocument,
  readForChange,
  readSettingsFile,
  type SettingsDocument,
  settingsVersion,
  unreadableWords,
} from './settings-file.ts';
import { settingsLock } from './settings-lock.ts';
import { readStoredNames } from './stored-names.ts';

export interface SettingsOptions {
  readonly folder: string;
  /** What chooses the profile before the settings do. An empty variable counts as not set. */
  readonly profile: { readonly flag?: string | undefined; readonly env?: string | undefined };
  /** Something the user should know; the command goes on. */
  readonly onWarning: (text: string) => void;
  readonly now?: () => number;
  /** Loads what writes the file. */
  readonly writer?: typeof loadWriter;
}

/**
 * Opens the settings as they are now; what other processes write later is not seen, and not lost
 * either. Reading goes past conf, which would be most of what a start costs.
 *
 * Throws INVALID_VALUE for a profile name that cannot be one. A write throws INTERNAL when the file
 * cannot be written, and INVALID_VALUE when a newer version wrote it or the value is unusable.
 */
export async function openSettings(options: SettingsOptions): Promise<Settings> {
  const { onWarning, now = Date.now, writer = loadWriter } = options;
  const folder = resolve(options.folder);
  const path = join(folder, 'config.json');

  let document = await readForUse(folder, path, now, onWarning);
  const profile = chooseProfile(options.profile, document, path, onWarning);
  let values = await readValues(document, profile.name, path, onWarning);

  const change = async (
    edit: (current: SettingsDocument) => SettingsDocument | null,
  ): Promise<boolean> => {
    try {
      ensureFolder(folder);
      // The slow part comes before the lock, so that others do not wait for it.
      const writeDocument = await writer();
      const edited = await withLock(settingsLock(folder), () => {
        const next = edit(readForChange(path, now, onWarning));
        if (next === null) return null;
        checkReplaceable(path);
        restrictFolder(folder, onWarning);
        fulfilLink(path, '{}\n');
        writeDocument(path, next);
        return readBack(path, next);
      });
      if (edited === null) return false;
      document = edited;
    } catch (error) {
      throw systemCode(error) === null ? error : cannotWrite(path, error);
    }
    values = await readValues(document, profile.name, path, () => {});
    return true;
  };

  return {
    path,
    profile,
    read: () => values,
    profiles: () => listProfiles(document, readStoredNames(folder)),
    async write(name, value) {
      if (value !== undefined) await checkValue(name, value);
      await change((current) => withValue(current, profile.name, name, value));
    },
    async useProfile(name) {
      checkProfileName(name, 'to use');
      await change((current) =>
        current.current_profile === name ? null : { ...current, current_profile: name },
      );
    },
    removeProfile: (name) => change((current) => withoutProfile(current, name)),
  };
}

/** What the file holds now, while nobody else can have changed it. Throws INTERNAL. */
function readBack(path: string, written: SettingsDocument): SettingsDocument {
  const file = readSettingsFile(path);
  if (file.state === 'usable' && isDeepStrictEqual(file.document, written)) return file.document;
  const cause = file.state === 'unreadable' ? file.cause : new Error('it reads back differently');
  throw cannotWrite(path, cause);
}

async function readForUse(
  folder: string,
  path: string,
  now: () => number,
  onWarning: (text: string) => void,
): Promise<SettingsDocument> {
  const file = readSettingsFile(path);
  if (file.state === 'usable') return file.document;
  if (file.state === 'unreadable') onWarning(unreadableWords(path, file.cause));
  if (file.state !== 'damaged') return emptyDocument;
  try {
    return await withLock(settingsLock(folder), () => {
      // Another process may have set it aside and written a good one in its place.
      const again = readSettingsFile(path);
      if (again.state === 'usable') return again.document;
      if (again.state === 'damaged') {
        onWarning(asideWords(path, again.reason, setAside(path, now())));
      }
      return emptyDocument;
    });
  } catch (cause) {
    onWarning(damagedWords(path, file.reason, cause));
    return emptyDocument;
  }
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
  onWarning(`The current profile in ${path} has a name that cannot be used; it is ignored.`);
  return { name: defaultProfile, source: 'default' };
}

async function readValues(
  document: SettingsDocument,
  name: string,
  path: string,
  onWarning: (text: string) => void,
): Promise<ProfileSettings> {
  const stored = own(document.profiles, name);
  if (stored === undefined) return {};
  if (!isRecord(stored)) {
    onWarning(`The profile ${name} in ${path} does not hold settings; it is ignored.`);
    return {};
  }
  const { readProfile } = await import('./profile-schema.ts');
  return readProfile(stored, (setting, rule) => {
    const where = `The setting ${JSON.stringify(setting)} of the profile ${name} in ${path}`;
    if (rule !== null) onWarning(`${where} is not ${rule}; it is ignored.`);
    // A newer version may know settings that this one does not.
    else if (document.version <= settingsVersion)
      onWarning(`${where} is not known; it is ignored.`);
  });
}

async function checkValue(name: SettingName, value: string | number): Promise<void> {
  const { isSettingName, isSettingValue, settingRule } = await import('./profile-schema.ts');
  if (isSettingName(name) && isSettingValue(name, value)) return;
  throw new CliError('INVALID_VALUE', {
    message: isSettingName(name)
      ? `The value for the setting ${name} is not ${settingRule(name)}.`
      : `There is no setting ${JSON.stringify(name)}.`,
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
