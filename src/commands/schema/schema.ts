import { nearNames } from '../../domain/text/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Action } from '../../ports/action.ts';
import { type Schema, schemas } from './schemas.ts';

interface SchemaInput {
  /** A command's name, `error`, or `event`; empty for the list. */
  readonly words: readonly string[];
}

/** `schema`: the names, or the JSON Schema (2020-12) of one result. */
export const printSchema: Action<SchemaInput, Schema> = {
  async run(_ctx, { words }) {
    if (words.length === 0) return { schemas: Object.keys(schemas) };
    const name = words.join(' ');
    const schema = schemas[name];
    if (schema === undefined) throw unknown(name);
    return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: name, ...schema };
  },
  piped: 'text',
  view: (schema) => JSON.stringify(schema, null, 2),
};

function unknown(name: string): CliError {
  const names = Object.keys(schemas);
  const group = names.filter((one) => one.startsWith(`${name} `));
  const near = group.length > 0 ? group : nearNames(names, name);
  return new CliError('INVALID_VALUE', {
    message: `There is no schema called ${name}.`,
    hints: near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : [],
    commands: ['schema'],
    details: { given: name, near },
  });
}
