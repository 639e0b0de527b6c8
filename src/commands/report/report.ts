import { lstat, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { nearNames } from '../../domain/text/selector.ts';
import { CliError } from '../../errors/cli-error.ts';
import { canConsent, requireConsent } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import type { Context } from '../../ports/context.ts';
import type { DoctorResult } from '../doctor/check.ts';
import { gatherReport } from './content.ts';

interface ReportInput {
  readonly format?: string | undefined;
  /** A path, or `-` for stdout. */
  readonly output?: string | undefined;
  /** The id of a call, or the start of one. */
  readonly call?: string | undefined;
  readonly redact?: boolean | undefined;
}

type Format = 'html' | 'md';

/** The JSON of `report`. */
export interface ReportResult {
  /** Doctor's verdict; the report itself was written either way. */
  readonly status: DoctorResult['status'];
  readonly file: string;
  readonly format: Format;
}

/** `report`: one document about the account, written to a file. */
export const writeReport: Action<ReportInput, ReportResult> = {
  async run(ctx, input) {
    const format = readFormat(input.format);
    const file = input.output ?? `plivo-report.${format}`;
    const exists = await checkTarget(file);
    if (exists && !canConsent(ctx)) throw needsConsent(file);
    if (ctx.mode.dryRun) {
      ctx.log.notice(`${file} would be ${exists ? 'replaced' : 'written'}.`);
      return { dry_run: true, requests: [] };
    }
    // Asked before anything is read, so that declining costs nothing.
    if (exists) await requireConsent(ctx, `Replace ${file}?`);
    const { status, text } = await compose(ctx, input, format);
    await replaceFile(file, text);
    return { status, file, format };
  },

  view({ status, file }, style) {
    const words = {
      pass: 'no problem found',
      warn: 'it lists warnings',
      fail: 'it lists problems',
    };
    return `${style.mark.pass} Report written to ${style.bold(file)} ${style.dim(`(${words[status]})`)}`;
  },
};

/** `report --output -`: the document itself on stdout. */
export const printReport: Action<ReportInput, { readonly text: string }> = {
  async run(ctx, input) {
    if (ctx.mode.json) {
      throw new CliError('USAGE', {
        message: '--output - prints the document, so --json cannot be used with it.',
        hints: ['Leave out --json, or write the document to a file.'],
        commands: ['report --output -'],
      });
    }
    return { text: (await compose(ctx, input, readFormat(input.format))).text };
  },
  view: ({ text }) => text.replace(/\n$/, ''),
  piped: 'text',
};

async function compose(
  ctx: Context,
  { call, redact }: ReportInput,
  format: Format,
): Promise<{ status: DoctorResult['status']; text: string }> {
  const content = await gatherReport(ctx, { call, redact: redact === true });
  const render =
    format === 'html'
      ? (await import('./html.ts')).renderHtml
      : (await import('./markdown.ts')).renderMarkdown;
  return { status: content.status, text: render(content) };
}

function readFormat(given = 'html'): Format {
  const format = given.trim().toLowerCase();
  if (format === 'html' || format === 'md') return format;
  const near = nearNames(['html', 'md'], format);
  throw new CliError('INVALID_VALUE', {
    message: `--format: ${given} is not a format.`,
    hints: [
      ...(near.length > 0 ? [`Did you mean ${near.join(' or ')}?`] : []),
      'The formats are html and md.',
    ],
    details: { source: '--format', allowed: ['html', 'md'] },
  });
}

/** True if the file exists. Throws INVALID_VALUE if it cannot be written or replaced. */
async function checkTarget(file: string): Promise<boolean> {
  const refuse = (message: string): never => {
    throw new CliError('INVALID_VALUE', {
      message: `--output: ${message}`,
      hints: ['Name another file, or - for stdout.'],
      details: { source: '--output', path: file },
    });
  };
  if (file.trim() === '') refuse('the path is empty.');
  const folder = dirname(resolve(file));
  const isFolder = await lstat(`${folder}/`).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) refuse(`there is no folder ${folder}.`);
  const found = await lstat(file).catch(() => null);
  // A device or a link's target would be overwritten or lost.
  if (found !== null && !found.isFile()) refuse(`${file} is not a regular file.`);
  return found !== null;
}

function needsConsent(file: string): CliError {
  return new CliError('CONFIRMATION_REQUIRED', {
    message: `${file} exists. Replacing it needs --yes.`,
    hints: ['Add --yes to replace it, or name another file with --output.'],
    commands: [],
    details: { missing: [{ flag: '--yes', env: null, what: 'consent to replace the file' }] },
  });
}

/** Writes the file atomically, so that no one reads a partial document. */
async function replaceFile(file: string, text: string): Promise<void> {
  const target = resolve(file);
  let folder: string | null = null;
  try {
    folder = await mkdtemp(join(dirname(target), '.plivo-report-'));
    const draft = join(folder, basename(target));
    await writeFile(draft, text);
    await rename(draft, target);
  } catch (cause) {
    throw new CliError('INVALID_VALUE', {
      message: `--output: ${file} could not be written: ${cause instanceof Error ? cause.message : cause}.`,
      hints: ['Name a file in a folder that you can write to.'],
      details: { source: '--output', path: file },
      cause,
    });
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}
