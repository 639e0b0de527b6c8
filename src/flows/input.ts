import type { Parsed } from '../domain/text/parsed.ts';
import { CliError } from '../errors/cli-error.ts';
import type { Context } from '../ports/context.ts';

/** A given value, usable, with what was forgiven said; throws the problem's code naming the flag. */
export function accept<T>(ctx: Pick<Context, 'log'>, parsed: Parsed<T>, from: string): T {
  if (!parsed.ok) {
    const { code, message, hints } = parsed.problem;
    throw new CliError(code, {
      message: `${from}: ${message}`,
      hints,
      commands: [],
      details: { source: from },
    });
  }
  for (const notice of parsed.notices) ctx.log.notice(`${from}: ${notice}`);
  return parsed.value;
}
