import type { ProviderField } from '../../domain/vocobase/providers.ts';
import { CliError } from '../../errors/cli-error.ts';
import type { Context } from '../../ports/context.ts';

/** A value and where it came from, as messages name it. */
export interface Source {
  readonly value: string;
  readonly from: string;
}

/** The Auth Token alone has flags of its own beside `--auth-token`. */
export interface TokenFlags {
  readonly authTokenStdin?: boolean | undefined;
  readonly authTokenFile?: string | undefined;
}

/** A path behind `@`, as in curl. */
export function referencedFile(value: string | undefined): string | undefined {
  return value?.startsWith('@') ? value.slice(1) : undefined;
}

/**
 * A secret from its flag: `-` reads standard input, `@<file>` a file, anything else is the secret
 * itself, with a word on what is safer. Throws USAGE when it is given twice.
 */
export async function readSecret(
  ctx: Pick<Context, 'inputs' | 'log'>,
  { flag, what }: ProviderField,
  value: string | undefined,
  tokenFlags: TokenFlags,
): Promise<Source | null> {
  const isToken = flag === '--auth-token';
  const stdin = isToken && tokenFlags.authTokenStdin === true;
  const file = isToken ? tokenFlags.authTokenFile : undefined;
  if ([value !== undefined, stdin, file !== undefined].filter(Boolean).length > 1) {
    throw new CliError('USAGE', {
      message: `The ${what} was given twice.`,
      hints: ['Keep one of its flags.'],
      commands: [],
    });
  }
  if (stdin || value === '-') {
    return { value: await ctx.inputs.stdin(), from: `${flag} (standard input)` };
  }
  const path = file ?? referencedFile(value);
  if (path !== undefined) return { value: await ctx.inputs.file(path), from: `${flag} (${path})` };
  if (value === undefined) return null;
  ctx.log.notice(
    `${flag}: a secret on the command line stays in the shell history. ${flag} @<file>, and ${flag} - for standard input, are safer.`,
  );
  return { value, from: flag };
}
