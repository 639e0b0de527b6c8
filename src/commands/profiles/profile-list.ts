import { checkProfileName, defaultProfile } from '../../domain/text/profile-name.ts';
import { nearNames } from '../../domain/text/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Settings } from '../../ports/settings.ts';
import type { Style } from '../../ports/style.ts';

/** The JSON of every `profiles` command. */
export interface ProfileList {
  readonly profiles: readonly { readonly name: string; readonly current: boolean }[];
}

/** Shows the profiles, with the current one marked. */
export function viewProfiles({ profiles }: ProfileList, style: Style): string {
  return profiles
    .map(({ name, current }) => (current ? `* ${style.bold(name)}` : `  ${name}`))
    .join('\n');
}

/** Throws INVALID_VALUE for a malformed name, and NOT_FOUND with near names for an unknown one. */
export function requireProfile(settings: Settings, name: string): void {
  checkProfileName(name, 'as an argument');
  const names = settings.profiles().map((profile) => profile.name);
  // The default profile exists without any setting: a new machine starts with it.
  if (name === defaultProfile || names.includes(name)) return;
  const near = nearNames(names, name);
  throw new CliError('NOT_FOUND', {
    message: `There is no profile called ${name}.`,
    hints: [
      ...(near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : []),
      'A profile is created with its first setting or stored key.',
    ],
    commands: ['profiles list', `login --profile ${name}`],
    origin: 'local',
    details: { given: name, near },
  });
}
