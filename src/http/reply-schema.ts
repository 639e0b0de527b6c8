import * as v from 'valibot';

// The building blocks with which both clients read reply members.

/** Accepts an id sent as a number. */
const text = v.union([v.string(), v.pipe(v.number(), v.transform(String))]);

/** A number, or its decimal text: Plivo writes money as text. */
export const number = v.union([
  v.pipe(v.number(), v.finite()),
  v.pipe(v.string(), v.regex(/^\s*-?\d+(\.\d+)?\s*$/), v.transform(Number)),
]);

/** A member that an object must have, such as its id. */
export const requiredText = v.pipe(text, v.nonEmpty());

/**
 * A member that may be missing; one of the wrong type counts as missing. The fallback must stay
 * outermost: a pipe around it would be skipped when the member is missing.
 */
export function orNull<Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(
    v.nullable(schema) as v.GenericSchema<unknown, v.InferOutput<Schema> | null>,
    null,
  );
}

/**
 * A text or a number as text. Missing members and other types become null, so that one odd member
 * does not lose the reply.
 */
export const textOrNull = orNull(text);
/** A number, also one sent as text; otherwise null. */
export const numberOrNull = orNull(number);
/** Seconds; null for a negative number, with which an API may mean that it does not know. */
export const secondsOrNull = orNull(v.pipe(number, v.minValue(0)));
/** True or false; null for anything else, including "true". */
export const booleanOrNull = orNull(v.boolean());

/** A text with a default for a reply that omits it. */
export function textOr(standIn: string) {
  return v.fallback(text, standIn);
}

/** A list without its unreadable items; null if the value is not a list. */
export function listOrNull<Item>(read: (item: unknown) => Item | null) {
  return orNull(
    v.pipe(
      v.array(v.unknown()),
      v.transform((items) => items.map((item) => read(item)).filter((item) => item !== null)),
    ),
  );
}

/** Reads one object by its schema; null if the value does not match. */
export function reader<Schema extends v.GenericSchema>(
  schema: Schema,
): (value: unknown) => v.InferOutput<Schema> | null {
  return (value) => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : null;
  };
}
