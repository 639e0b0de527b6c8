import { type CallSeconds, type ChoiceSettings, choices, defaultSettings } from './choices.ts';
import { invalid } from './http/reply.ts';

/**
 * The settings with a patch applied, as PUT /__sandbox/choices and tests give it.
 * @throws Refusal 400 on an unknown name or a value that the choice does not offer
 */
export function changeSettings(
  current: ChoiceSettings,
  patch: Record<string, unknown>,
): ChoiceSettings {
  const next: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(patch)) {
    next[name] =
      name === 'callSeconds' ? changeCallSeconds(current.callSeconds, value) : oneOf(name, value);
  }
  return next as unknown as ChoiceSettings;
}

function oneOf(name: string, value: unknown): unknown {
  const choice = choices.find((candidate) => candidate.setting === name);
  if (choice?.setting == null) {
    const known = Object.keys(defaultSettings).join(', ');
    throw invalid(`There is no setting ${name}. There are: ${known}`);
  }
  if (choice.options) {
    if (!choice.options.some((option) => option === value)) {
      throw invalid(
        `${name} takes ${choice.options.map((each) => JSON.stringify(each)).join(', ')}`,
      );
    }
    return value;
  }
  const wanted = typeof defaultSettings[choice.setting];
  if (typeof value !== wanted || (typeof value === 'number' && !(value >= 0))) {
    throw invalid(`${name} takes a ${wanted}`);
  }
  return value;
}

function changeCallSeconds(current: CallSeconds, patch: unknown): CallSeconds {
  if (typeof patch !== 'object' || patch === null) {
    throw invalid('callSeconds takes an object with pending, ringing and in_progress');
  }
  const next: CallSeconds = { ...current };
  for (const [step, seconds] of Object.entries(patch)) {
    if (step !== 'pending' && step !== 'ringing' && step !== 'in_progress') {
      throw invalid(`callSeconds has no ${step}; it has pending, ringing and in_progress`);
    }
    if (typeof seconds !== 'number' || !(seconds >= 0)) {
      throw invalid(`callSeconds.${step} takes a number of seconds`);
    }
    next[step] = seconds;
  }
  return next;
}
