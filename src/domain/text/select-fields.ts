import { CliError } from '../../errors/cli-error.ts';
import { nearNames } from './selector.ts';

type Json = unknown;
type Members = Readonly<Record<string, Json>>;

/** What is known about a result before the command runs, from the schema of that command. */
export interface FieldRules {
  /** The member that is the only list of rows, one for each form that the result may have. */
  readonly lists: readonly string[];
  /**
   * True for a command that writes. A name that its result lacks is left out: by then the change is
   * made, and an error would say that nothing was.
   */
  readonly writes: boolean;
}

/**
 * Returns the result with only the named members. If a result holds one list, the names are those
 * of its rows, and its other members stay; otherwise they are members of the result. A dotted name
 * (`name,agent.id`) goes deeper, through lists. Without rules the result itself decides which list
 * that is. Throws INVALID_VALUE for an unknown name and lists the known ones.
 */
export function selectFields(result: Json, fields: string, rules: FieldRules | null = null): Json {
  const paths = pathsOf(fields);
  if (paths.length === 0) throw noField(namesOf(result));
  const check = rules?.writes ? () => {} : checkNames;
  if (!isMembers(result)) return keep(result, paths, '', check);
  const list = rules === null ? theOneList(result) : listOf(result, rules);
  if (list === null) return keep(result, paths, '', check);
  const known = new Set(rowsOf(result[list]).flatMap((row) => Object.keys(row)));
  const inRows = paths.filter(([head = '']) => known.has(head) || !Object.hasOwn(result, head));
  // Names of the result itself, such as a list's `total`, are allowed too.
  return inRows.length === 0
    ? keep(result, paths, '', check)
    : { ...result, [list]: keep(result[list], inRows, '', check) };
}

function pathsOf(fields: string): string[][] {
  return (
    fields
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      // Two settings have a dot in their name: endpoints.phone_numbers and its sync.
      .map((name) => name.split(/(?<!\bendpoints)\./))
  );
}

/** The parts of a JSON Schema that matter for fields. */
type Schema = Readonly<Record<string, unknown>>;

/**
 * Refuses a field that the result's schema excludes, before the command does anything. An API
 * object may have members that its schema does not name: they are refused only by a command that
 * writes. Returns null if the schema describes nothing. Throws INVALID_VALUE.
 */
export function checkFields(schema: Schema, fields: string, writes: boolean): FieldRules | null {
  // A command may have several results. Fields do not apply to that of `--dry-run`.
  const results = branches(schema).filter((one) => !Object.hasOwn(propertiesOf(one), 'dry_run'));
  if (results.every(({ properties }) => properties === undefined)) return null;
  const lists = results.map(onlyList);
  const rows = results.map((result, at) => itemsOf(memberOf(result, lists[at] ?? null)));
  const paths = pathsOf(fields);
  if (paths.length === 0) throw noField(rows[0]?.length ? namesIn(rows[0]) : namesIn(results));
  for (const path of paths) {
    if ([...results, ...rows.flat()].some((one) => allows(one, path, writes))) continue;
    const holders = [...(rows[0] ?? []), ...results].filter((one) =>
      Object.hasOwn(propertiesOf(one), path[0] ?? ''),
    );
    const schemas = holders.length > 0 ? holders : (rows[0] ?? []);
    throw unknownField(path.join('.'), namesAt(schemas.length > 0 ? schemas : results, path));
  }
  return { lists: lists.filter((name) => name !== null), writes };
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

/** The member that is the only list of rows in a result; null if there is none, or several. */
function onlyList(result: Schema): string | null {
  const lists = Object.entries(propertiesOf(result))
    .filter(([, member]) => branches(member).some(isListOfRows))
    .map(([name]) => name);
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

function memberOf(result: Schema, name: string | null): Schema {
  const member = name === null ? undefined : propertiesOf(result)[name];
  return branches(member ?? {}).find(isListOfRows) ?? {};
}

function namesIn(schemas: readonly Schema[]): string[] {
  return [...new Set(schemas.flatMap((one) => Object.keys(propertiesOf(one))))];
}

/** `strict`: an object that names its members has no others. */
function allows(schema: unknown, [head, ...rest]: readonly string[], strict: boolean): boolean {
  if (head === undefined) return true;
  return branches(schema).some((one) => {
    if (isList(one)) return itemsOf(one).some((item) => allows(item, [head, ...rest], strict));
    if (one.type !== undefined && ![one.type].flat().includes('object')) return false;
    if (one.properties === undefined) return true;
    if (!Object.hasOwn(propertiesOf(one), head)) {
      return !strict && one.additionalProperties === true;
    }
    return allows(propertiesOf(one)[head], rest, strict);
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

/** The schemas of the rows; none if it is not a list. */
function itemsOf(list: Schema): readonly Schema[] {
  return list.items === undefined ? [] : branches(list.items);
}

function propertiesOf(schema: Schema): Members {
  return isMembers(schema.properties) ? schema.properties : {};
}

/** The list of rows that the result has in this form. */
function listOf(result: Members, { lists }: FieldRules): string | null {
  return lists.find((name) => Array.isArray(result[name])) ?? null;
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

type Paths = readonly string[][];
type Check = (rows: readonly Members[], paths: Paths, above: string) => void;

function keep(value: Json, paths: Paths, above: string, check: Check): Json {
  if (Array.isArray(value)) {
    check(rowsOf(value), paths, above);
    return value.map((row) => (isMembers(row) ? pickMembers(row, paths, above, check) : row));
  }
  if (!isMembers(value)) return value;
  check([value], paths, above);
  return pickMembers(value, paths, above, check);
}

function pickMembers(row: Members, paths: Paths, above: string, check: Check): Members {
  const heads = [...new Set(paths.map(([head = '']) => head))];
  return Object.fromEntries(
    heads
      .filter((head) => Object.hasOwn(row, head))
      .map((head) => {
        const deeper = paths.filter(([first]) => first === head).map(([, ...rest]) => rest);
        // `agent,agent.id` asks for the whole agent.
        const whole = deeper.some((rest) => rest.length === 0);
        return [head, whole ? row[head] : keep(row[head], deeper, `${above}${head}.`, check)];
      }),
  );
}

/** A name is known if any row has it. If no row has any, nothing is known, so nothing is refused. */
function checkNames(rows: readonly Members[], paths: Paths, above: string): void {
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
    message: `--fields: the result has no ${field}.`,
    hints: [
      ...(near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : []),
      `Known fields: ${known.join(', ')}.`,
    ],
    details: { field, known },
  });
}

function noField(known: readonly string[]): CliError {
  return new CliError('INVALID_VALUE', {
    message: '--fields names no field.',
    hints: [`Known fields: ${known.join(', ')}.`],
    details: { field: '', known },
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
