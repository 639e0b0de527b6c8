import { CliError } from '../../errors/cli-error.ts';
import { nearNames } from './selector.ts';

type Json = unknown;
type Members = Readonly<Record<string, Json>>;

/**
 * Returns the result with only the named members. If a result holds one list, the names are those
 * of its rows, and its other members stay; otherwise they are members of the result. A dotted name
 * (`name,agent.id`) goes deeper, through lists. Throws INVALID_VALUE for an unknown name and lists
 * the known ones.
 */
export function selectFields(result: Json, fields: string): Json {
  const paths = pathsOf(fields);
  if (paths.length === 0) throw unknownField('', namesOf(result));
  if (!isMembers(result)) return keep(result, paths, '');
  const list = theOneList(result);
  if (list === null) return keep(result, paths, '');
  const known = new Set(rowsOf(result[list]).flatMap((row) => Object.keys(row)));
  const inRows = paths.filter(([head = '']) => known.has(head) || !Object.hasOwn(result, head));
  // Names of the result itself, such as a list's `total`, are allowed too.
  return inRows.length === 0
    ? keep(result, paths, '')
    : { ...result, [list]: keep(result[list], inRows, '') };
}

function pathsOf(fields: string): string[][] {
  return fields
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => name.split('.'));
}

/** The parts of a JSON Schema that matter for fields. */
type Schema = Readonly<Record<string, unknown>>;

/**
 * Refuses a field that the result's schema excludes, before the command does anything. An API
 * object may have members that its schema does not name. Throws INVALID_VALUE.
 */
export function checkFields(schema: Schema, fields: string): void {
  // A command may have several results, for example with `--dry-run`.
  const results = branches(schema).map((result) => ({ result, rows: rowSchemas(result) }));
  for (const path of pathsOf(fields)) {
    if (results.some(({ result, rows }) => [result, ...rows].some((one) => allows(one, path))))
      continue;
    const known = results
      .slice(0, 1)
      .flatMap(({ result, rows }) => (rows.length > 0 ? rows : [result]));
    throw unknownField(path.join('.'), namesAt(known, path));
  }
}

/** The names that the schemas know where the path leaves them, each with the names above it. */
function namesAt(schemas: readonly Schema[], [head = '', ...rest]: readonly string[]): string[] {
  const members = schemas.flatMap((one) => branches(propertiesOf(one)[head] ?? { type: 'null' }));
  const inside = members.flatMap((one) => (isList(one) ? itemsOf(one) : [one]));
  const deeper = rest.length === 0 ? [] : namesAt(inside, rest);
  return deeper.length > 0
    ? deeper.map((name) => `${head}.${name}`)
    : schemas.flatMap((one) => Object.keys(propertiesOf(one)));
}

/** The row schemas of the only list that a result holds; empty if it holds no list, or several. */
function rowSchemas(result: Schema): readonly Schema[] {
  const lists = Object.values(propertiesOf(result)).flatMap((member) =>
    branches(member).filter(isListOfRows),
  );
  return lists.length === 1 ? lists.flatMap(itemsOf) : [];
}

function allows(schema: unknown, [head, ...rest]: readonly string[]): boolean {
  if (head === undefined) return true;
  return branches(schema).some((one) => {
    if (isList(one)) return itemsOf(one).some((item) => allows(item, [head, ...rest]));
    if (one.type !== undefined && ![one.type].flat().includes('object')) return false;
    if (one.properties === undefined || one.additionalProperties === true) return true;
    return Object.hasOwn(propertiesOf(one), head) && allows(propertiesOf(one)[head], rest);
  });
}

/** The schemas that a value may match; an empty schema allows everything. */
function branches(schema: unknown): readonly Schema[] {
  if (!isMembers(schema)) return [{}];
  return Array.isArray(schema.anyOf) ? schema.anyOf.flatMap(branches) : [schema];
}

function isList(schema: Schema): boolean {
  return schema.type === 'array' || (Array.isArray(schema.type) && schema.type.includes('array'));
}

function isListOfRows(schema: Schema): boolean {
  return (
    isList(schema) &&
    itemsOf(schema).some((item) => item.type === undefined || item.properties !== undefined)
  );
}

function itemsOf(list: Schema): readonly Schema[] {
  return branches(list.items);
}

function propertiesOf(schema: Schema): Members {
  return isMembers(schema.properties) ? schema.properties : {};
}

/** The name of the only member that is a list of rows; null if there is none, or several. */
function theOneList(result: Members): string | null {
  const lists = Object.keys(result).filter((name) => Array.isArray(result[name]));
  const filled = lists.filter((name) => rowsOf(result[name]).length > 0);
  // An empty list may also be a list of strings, such as `next`; beside a filled list it is
  // ignored.
  const [only, ...others] = filled.length > 0 ? filled : lists;
  return only === undefined || others.length > 0 ? null : only;
}

function rowsOf(list: Json): Members[] {
  return Array.isArray(list) ? list.filter(isMembers) : [];
}

function keep(value: Json, paths: readonly string[][], above: string): Json {
  if (Array.isArray(value)) {
    checkNames(rowsOf(value), paths, above);
    return value.map((row) => (isMembers(row) ? pickMembers(row, paths, above) : row));
  }
  if (!isMembers(value)) return value;
  checkNames([value], paths, above);
  return pickMembers(value, paths, above);
}

function pickMembers(row: Members, paths: readonly string[][], above: string): Members {
  const heads = [...new Set(paths.map(([head = '']) => head))];
  return Object.fromEntries(
    heads
      .filter((head) => Object.hasOwn(row, head))
      .map((head) => {
        const deeper = paths.filter(([first]) => first === head).map(([, ...rest]) => rest);
        // `agent,agent.id` asks for the whole agent.
        const whole = deeper.some((rest) => rest.length === 0);
        return [head, whole ? row[head] : keep(row[head], deeper, `${above}${head}.`)];
      }),
  );
}

/** A name is known if any row has it. If no row has any, nothing is known, so nothing is refused. */
function checkNames(rows: readonly Members[], paths: readonly string[][], above: string): void {
  const known = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (known.length === 0) return;
  for (const [head = ''] of paths) {
    if (known.includes(head)) continue;
    throw unknownField(
      above + head,
      known.map((name) => above + name),
    );
  }
}

function unknownField(field: string, known: readonly string[]): CliError {
  const near = nearNames(known, field);
  return new CliError('INVALID_VALUE', {
    message: field === '' ? '--fields names no field.' : `--fields: the result has no ${field}.`,
    hints: [
      ...(near.length > 0 && field !== '' ? [`Did you mean ${near.join(' or ')}?`] : []),
      `Known fields: ${known.join(', ')}.`,
    ],
    details: { field, known },
  });
}

function namesOf(result: Json): string[] {
  if (!isMembers(result)) return [];
  const list = theOneList(result);
  const rows = list === null ? [result] : rowsOf(result[list]);
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function isMembers(value: Json): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
