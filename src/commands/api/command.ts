import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';
import { methods } from './methods.ts';

/** Declares `api`. */
export function declareApi(api: Command, launch: Launch): void {
  api
    .option(
      '--field <name=value>',
      'Value of the body, or of the query with GET; repeatable',
      (given: string, before: readonly string[] = []) => [...before, given],
    )
    .option('--body <json>', 'Body: JSON, @file, or - for stdin')
    .option('--include', 'Print the status and headers too')
    .action(
      launch(
        async () => (await import('./send-request.ts')).sendRequest,
        ({ args: [method = '', path = ''], options }) => ({ ...options, method, path }),
      ),
    );
  explainCommand(api, {
    examples: [
      'api GET /config',
      'api GET /calls --field limit=5',
      'api POST /phone-numbers/sync --body \'{"provider":"plivo"}\'',
      'api PUT /config/telephony/plivo --body @plivo.json --dry-run',
    ],
    notes: [
      'The path is relative to the base URL; /api/v2 in front of it is dropped. The key goes to no other host.',
      'In --field, true, false, null, and numbers become JSON, and @file or @- is read as text. A number with + stays text. For the text 5, lists, and nested objects, use --body.',
      'POST /calls/start places a billed call: it needs --yes, or a yes at a terminal.',
      'A body that is not JSON is printed as a JSON string, except at a terminal.',
    ],
    results: [
      'An error reply is printed like any other. The exit code shows the class:',
      '2   400, 422      3   5xx      4   401      5   403      6   404, 409',
      '7   429           1   any other status outside 200 to 299',
    ],
    codes: [
      'API_KEY_MISSING',
      'INVALID_API_KEY_FORMAT',
      'INVALID_VALUE',
      'CONFIRMATION_REQUIRED',
      'INSECURE_BASE_URL',
      'NETWORK_UNREACHABLE',
      'NETWORK_TLS',
      'NETWORK_PROXY',
      'TIMEOUT',
      'UNEXPECTED_REDIRECT',
    ],
    writes: true,
    billed: true,
    values: { method: methods },
  });
}
