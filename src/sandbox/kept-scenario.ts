import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScenarioName, type ScenarioName } from './scenarios.ts';

/**
 * The scenario for commands with `--sandbox` and without `--scenario`: the kept one, else `default`.
 * @param folder where the sandbox keeps its states between commands
 */
export function readKeptScenario(folder: string): ScenarioName {
  let name: string;
  try {
    name = readFileSync(fileIn(folder), 'utf8').trim();
  } catch {
    return 'default';
  }
  return isScenarioName(name) ? name : 'default';
}

/** Keeps a scenario for the next commands. Throws system errors. */
export function keepScenario(folder: string, name: ScenarioName): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileIn(folder);
  const temporary = `${file}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, `${name}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(temporary, file);
}

function fileIn(folder: string): string {
  return join(folder, 'scenario');
}
