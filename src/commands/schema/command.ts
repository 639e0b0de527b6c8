import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

/** Declares `schema`. */
export function declareSchema(schema: Command, launch: Launch): void {
  schema.action(
    launch(
      async () => (await import('./schema.ts')).printSchema,
      ({ args }) => ({ words: args.flat().filter((word) => word !== undefined) }),
    ),
  );
  explainCommand(schema, {
    examples: ['schema', 'schema connections list', 'schema error'],
    notes: [
      'JSON Schema, draft 2020-12. Members that an API adds are allowed; a released member never disappears.',
      'error is the document on stderr with --json, event a line of --events.',
    ],
    codes: ['INVALID_VALUE'],
  });
}
