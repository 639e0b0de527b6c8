import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Schema, schemas } from '../../src/commands/schema/schemas.ts';

/**
 * Validates what a run of the program printed against `schema <command>`: the result on stdout, the
 * error document on stderr, and the lines of `--events`. Members that a schema does not name are
 * refused here, though users are told to expect them, so that no result grows unnoticed.
 */
export function checkAgainstSchemas(args: readonly string[], stdout: string, stderr: string): void {
  const command = commandOf(args);
  const isJson = args.includes('--json') && !args.includes('--no-json');
  if (command !== null && !args.some((word) => word.startsWith('--fields'))) {
    const document = parse(stdout);
    if (document !== undefined && (isJson || !bare.has(command))) check(command, document);
  }
  if (isJson && stderr.startsWith('{"error"')) check('error', parse(stderr));
  if (args.includes('--events')) {
    for (const line of stderr.split('\n').map(parse)) {
      if (typeof line === 'object' && line !== null && 'event' in line) check('event', line);
    }
  }
}

/** Their answer is a document or a bare value, which only `--json` wraps. */
const bare = new Set(['completion', 'config get', 'config path', 'help', 'schema']);

/** Global flags whose next word is a value. */
const valued = new Set(['--scenario', '--profile', '--base-url', '--timeout', '--fields']);

/** The command that a command line names, or null. */
function commandOf(args: readonly string[]): string | null {
  const words: string[] = [];
  for (let index = 0; index < args.length && words.length < 2; index += 1) {
    const word = args[index] ?? '';
    if (valued.has(word)) index += 1;
    else if (!word.startsWith('-')) words.push(word);
  }
  const found = [words.join(' '), words[0] ?? ''].find((name) => Object.hasOwn(schemas, name));
  return args.includes('--help') || args.includes('-h') ? null : (found ?? null);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
const compiled = new Map<string, ValidateFunction>();

function check(name: string, document: unknown): void {
  let validate = compiled.get(name);
  if (validate === undefined) {
    validate = ajv.compile(closed(schemas[name] ?? {}));
    compiled.set(name, validate);
  }
  if (validate(document)) return;
  const why = (validate.errors ?? [])
    .map(({ instancePath, message, params }) =>
      [`result${instancePath}`, message, params.additionalProperty ?? ''].join(' ').trim(),
    )
    .join('\n  ');
  throw new Error(
    `The result does not match the schema of ${name} in src/commands/schema/schemas.ts:\n  ${why}\n${JSON.stringify(document, null, 2)}`,
  );
}

/** The schema without members that it does not name. Objects of an API say themselves that they have more. */
function closed(schema: Schema): Schema {
  return Object.fromEntries(
    Object.entries({
      ...schema,
      ...('properties' in schema && !('additionalProperties' in schema)
        ? { additionalProperties: false }
        : {}),
    }).map(([key, part]) => [key, key === 'properties' ? mapValues(part) : closedPart(part)]),
  );
}

function closedPart(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closedPart);
  return typeof part === 'object' && part !== null ? closed(part as Schema) : part;
}

function mapValues(properties: unknown): unknown {
  return Object.fromEntries(
    Object.entries(properties as Record<string, unknown>).map(([name, part]) => [
      name,
      closedPart(part),
    ]),
  );
}
