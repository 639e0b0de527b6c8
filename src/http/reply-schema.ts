import * as v from 'valibot';

// What the clients of both APIs read the members of a reply with.

/** An id may come as a number. */
const text = v.union([v.string(), v.pipe(v.number(), v.transform(String))]);

/** A number, also where it is written as decimal text: Plivo writes money so. */
export const number = v.union([
  v.pipe(v.number(), v.finite()),
  v.pipe(v.string(), v.regex(/^\s*-?\d+(\.\d+)?\s*$/), v.transform(Number)),
]);

/** A member that an object cannot do without, such as its id. */
export const requiredText = v.pipe(text, v.nonEmpty());

/**
 * A member that may be missing; one of the wrong type counts as missing. The fallback stands
 * outside, always: a pipe around it would be skipped when the member is missing.
 */
export function orNull<Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(
    v.nullable(schema) as v.GenericSchema<unknown, v.InferOutput<Schema> | null>,
    null,
  );
}

export const textOrNull = orNull(text);
export const numberOrNull = orNull(number);
export const booleanOrNull = orNull(v.boolean());

/** A text with something to say where the reply says nothing. */
export function textOr(standIn: string) {
  return v.fallback(text, standIn);
}

/** A list of which the unreadable items are left out; null when it is no list. */
export function listOrNull<Item>(read: (item: unknown) => Item | null) {
  return orNull(
    v.pipe(
      v.array(v.unknown()),
      v.transform((items) => items.map(read).filter((item) => item !== null)),
    ),
  );
}

/** The reading of one object by its schema: null where it is no such object. */
export function reader<Schema extends v.GenericSchema>(
  schema: Schema,
): (value: unknown) => v.InferOutput<Schema> | null {
  return (value) => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : null;
  };
}
