import { CliError } from '../../errors/cli-error.ts';
import type { Inputs } from '../../ports/context.ts';

type Field = readonly [name: string, value: string];

type Sources = Pick<Inputs, 'stdin' | 'file'>;

interface GivenField {
  readonly name: string;
  readonly value: string;
  /** True if the text came from a file or standard input: it stays text, whatever it looks like. */
  readonly isRead: boolean;
}

/** Reads `name=value` pairs; a value `@file` or `@-` is read. Throws INVALID_VALUE. */
export async function readFields(
  given: readonly string[],
  sources: Sources,
): Promise<readonly GivenField[]> {
  const fields: GivenField[] = [];
  for (const pair of given) {
    const at = pair.indexOf('=');
    if (at < 1) {
      throw new CliError('INVALID_VALUE', {
        message: at === 0 ? '--field has no name before the =.' : '--field takes name=value.',
        hints: ['For example --field provider=plivo, or --field prompt=@prompt.txt'],
        commands: [],
      });
    }
    const text = pair.slice(at + 1);
    const isRead = text.startsWith('@') && text.length > 1;
    const value = isRead ? await readSource(text.slice(1), sources) : text;
    fields.push({ name: pair.slice(0, at), value, isRead });
  }
  return fields;
}

/** The fields as query parameters. */
export function toQuery(fields: readonly GivenField[]): readonly Field[] {
  return fields.map(({ name, value }) => [name, value]);
}

/** The fields as a JSON object. Throws USAGE if a field is given twice. */
export function toBody(fields: readonly GivenField[]): Readonly<Record<string, unknown>> {
  const names = fields.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new CliError('USAGE', {
      message: `--field ${twice} is given twice, but a JSON object can hold it only once.`,
      hints: ['Use --body for lists and nested objects.'],
      commands: [],
    });
  }
  return Object.fromEntries(
    fields.map(({ name, value, isRead }) => [name, isRead ? value : typed(value)]),
  );
}

/** A JSON body: the text itself, `@file`, or `-` for standard input. Throws INVALID_VALUE. */
export async function readBody(given: string, sources: Sources): Promise<unknown> {
  const isRead = given === '-' || (given.startsWith('@') && given.length > 1);
  const text = isRead ? await readSource(given.replace(/^@/, ''), sources) : given;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (cause) {
    // The parser's message quotes its input, which may be a secret.
    const position = cause instanceof Error ? /position \d+/.exec(cause.message)?.[0] : undefined;
    const where = isRead ? `--body ${given}` : '--body';
    throw new CliError('INVALID_VALUE', {
      message: `${where} is not JSON${position ? `, at ${position}` : ''}.`,
      hints: [
        isRead
          ? 'The body is one JSON document.'
          : 'Use JSON, @file, or -. In a shell, put JSON in single quotes.',
      ],
      commands: [],
    });
  }
}

async function readSource(name: string, sources: Sources): Promise<string> {
  const text = await (name === '-' ? sources.stdin() : sources.file(name));
  // Editors end a file with a line end that is not part of the value.
  return text.replace(/\r?\n$/, '');
}

/**
 * Parses `true`, `false`, `null`, and numbers like JSON. A number only if it reads back unchanged:
 * a phone number keeps its plus, an id its leading zeros and all of its digits.
 */
function typed(text: string): unknown {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}
