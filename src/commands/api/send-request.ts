import { CliError } from '../../errors/cli-error.ts';
import { exits } from '../../errors/entry.ts';
import { requireConsent } from '../../flows/input.ts';
import type { Action } from '../../ports/action.ts';
import { readBody, readFields, toBody, toQuery } from './content.ts';
import { exitFor } from './exit-for.ts';
import { bodiless, type Method } from './methods.ts';
import { checkMethod, pathUnderBase, placesCall, withQuery } from './request.ts';

interface SendRequestInput {
  readonly method: string;
  readonly path: string;
  readonly field?: readonly string[];
  readonly body?: string;
  readonly include?: boolean;
}

/** The reply, and whether to show its status and headers. */
export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** As the API sent it. */
  readonly text: string;
  /** The text parsed as JSON; the text itself if it is not JSON; null if empty. */
  readonly body: unknown;
  readonly isJson: boolean;
  readonly include: boolean;
}

/** `api`: sends one request to Vocobase's API and prints the reply. */
export const sendRequest: Action<SendRequestInput, RawReply> = {
  async run(ctx, input) {
    const method = checkMethod(input.method);
    checkContent(method, input);
    const path = await pathUnderBase(input.path, async () => (await ctx.baseUrl()).url);
    const fields = await readFields(input.field ?? [], ctx.inputs);
    const inQuery = bodiless.includes(method);
    const target = inQuery ? withQuery(path, toQuery(fields)) : path;
    const body =
      input.body === undefined
        ? inQuery || fields.length === 0
          ? undefined
          : toBody(fields)
        : await readBody(input.body, ctx.inputs);

    if (placesCall(method, path)) {
      await requireConsent(ctx, 'POST /calls/start places a call, which is billed. Send it?');
    }
    const vocobase = await ctx.vocobase();
    const asked = `${method} ${path.replace(/\?.*$/s, '')}`;
    const { status, headers, text, json } = await ctx.log.progress(asked, () =>
      vocobase.raw(method, target, body),
    );
    const isJson = json !== undefined;
    const reply = {
      status,
      headers,
      text,
      body: isJson ? json : text === '' ? null : text,
      isJson,
      include: input.include === true,
    };
    if (exitFor(status, reply.body) !== exits.done) {
      ctx.log.warn(`The API answered ${asked} with ${status}.`);
    }
    return reply;
  },

  json({ status, headers, body, text, isJson, include }) {
    if (include) return JSON.stringify({ status, headers, body });
    // JSON that is nested too deep to parse here is still a JSON document.
    return isJson || isJsonText(text) ? text.trim() : JSON.stringify(body);
  },

  view({ status, headers, body, isJson, include }, style) {
    const shown = isJson ? JSON.stringify(body, null, 2) : String(body ?? '');
    if (!include) return shown;
    const lines = Object.entries(headers).map(
      ([name, value]) => `${style.dim(`${name}:`)} ${value}`,
    );
    return [style.bold(`HTTP ${status}`), ...lines, '', shown].join('\n').trimEnd();
  },

  exit: ({ status, body }) => exitFor(status, body),
};

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkContent(method: Method, { field, body }: SendRequestInput): void {
  if (body === undefined) return;
  if (field !== undefined && field.length > 0) {
    throw new CliError('USAGE', {
      message: '--field and --body exclude each other: both make the body.',
      hints: ['Leave one of them out.'],
      commands: [],
    });
  }
  if (bodiless.includes(method)) {
    throw new CliError('USAGE', {
      message: `${method} is sent without a body.`,
      hints: ['With --field the values go into the query.'],
      commands: [],
    });
  }
}
