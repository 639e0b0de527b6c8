import type { Argument, Option } from 'commander';
import { settingNames } from '../../domain/settings.ts';
import { documentedStatuses } from '../../domain/vocobase/call.ts';
import { providerFlags, providerNames } from '../../domain/vocobase/providers.ts';
import { errors } from '../../errors/catalogue/errors.ts';
import { scenarios } from '../../sandbox/scenarios.ts';
import { methods } from '../api/methods.ts';
import { checks } from '../doctor/checks/all.ts';

/**
 * Words that are known beyond the choices that commander checks: what is wrong with these is said
 * by the command itself, with a code of its own.
 */
export function wordsOfFlag(path: string, option: Option): readonly string[] {
  if (option.argChoices) return option.argChoices;
  switch (`${path} ${option.long}`) {
    case ' --scenario':
      return scenarios.map(({ name }) => name);
    case 'call list --status':
      return documentedStatuses;
    case 'agents create --type':
      return ['outbound', 'inbound'];
    case 'doctor --only':
      return [...new Set(checks.flatMap(({ group, id }) => [group, id]))];
  }
  if (option.long === '--provider') return providerNames;
  if (path !== 'connections create') return [];
  return providerFlags().find(({ flag }) => flag === option.long)?.choices ?? [];
}

export function wordsOfArgument(path: string, argument: Argument): readonly string[] {
  if (argument.argChoices) return argument.argChoices;
  if (/^config (get|set|unset)$/.test(path) && argument.name() === 'key') return settingNames;
  if (path === 'api' && argument.name() === 'method') return methods;
  if (path === 'explain') return Object.keys(errors);
  return [];
}
