import { invalid } from './reply.ts';

/** A request body, checked to be a JSON object. */
export type Body = Readonly<Record<string, unknown>>;

const E164 = /^\+[1-9]\d{6,14}$/;
const MCUBE_NUMBER = /^\+?\d{4,15}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const VARIABLE = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** True for a UUID of any version, in either case. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/**
 * A required field.
 * @throws Refusal 400
 */
export function requiredText(body: Body, field: string, max = Number.POSITIVE_INFINITY): string {
  const value = body[field];
  if (value === undefined || value === null || value === '') throw invalid(`${field} is required`);
  return text(field, value, max);
}

/**
 * A field that may be left out (undefined) or cleared with null or "" (null).
 * @throws Refusal 400
 */
export function clearableText(body: Body, field: string, max: number): string | null | undefined {
  const value = body[field];
  if (value === undefined) return undefined;
  if (value === null || value === '') return null;
  return text(field, value, max);
}

/** The value if it is a string of at most `max` characters; else throws a 400. */
export function text(field: string, value: unknown, max = Number.POSITIVE_INFINITY): string {
  if (typeof value !== 'string') throw invalid(`${field} must be a string`);
  if (value.length > max) throw invalid(`${field} must be at most ${max} characters`);
  return value;
}

/** The member of the body; undefined if missing. Throws a 400 for any other type. */
export function optionalBoolean(body: Body, field: string): boolean | undefined {
  const value = body[field];
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalid(`${field} must be a boolean`);
}

/** The value if it is one of those allowed, compared exactly; else throws a 400 that lists them. */
export function oneOf<const T extends string>(
  field: string,
  value: unknown,
  allowed: readonly T[],
): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw invalid(`${field} must be one of ${allowed.join(', ')}`);
  return found;
}

/** The value if it is a phone number with `+`; else throws a 400. */
export function e164(field: string, value: unknown): string {
  if (typeof value === 'string' && E164.test(value)) return value;
  throw invalid(`${field} must be a phone number in E.164 format, such as +14155551234`);
}

/** The default number of a provider; MCube alone also takes national format. */
export function callerId(field: string, value: unknown): string {
  if (field !== 'exe_number') return e164(field, value);
  if (typeof value === 'string' && MCUBE_NUMBER.test(value)) return value;
  throw invalid(`${field} must have 4 to 15 digits, with or without a plus`);
}

/** The value if it is a UUID; else throws a 400. */
export function uuid(field: string, value: unknown): string {
  if (isUuid(value)) return value;
  throw invalid(`${field} must be a UUID`);
}

/** Names of pre-call variables: up to 100, letters, digits and underscores. */
export function variableName(name: unknown): string {
  if (typeof name === 'string' && VARIABLE.test(name)) return name;
  throw invalid(`variables: ${JSON.stringify(name)} is not a valid name`);
}

/**
 * A whole number from the query string.
 * @throws Refusal 400 outside its bounds
 */
export function wholeNumber(
  query: URLSearchParams,
  field: string,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): number {
  const given = query.get(field);
  if (given === null) return fallback;
  const value = Number(given);
  if (given === '' || !Number.isInteger(value) || value < min || value > max) {
    const range = Number.isFinite(max) ? `between ${min} and ${max}` : `at least ${min}`;
    throw invalid(`${field} must be a whole number ${range}`);
  }
  return value;
}
