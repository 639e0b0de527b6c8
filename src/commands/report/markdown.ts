import type { ReportContent } from './content.ts';
import { conversationFacts, offset, spaced, utc, words } from './words.ts';

/** The same document for a ticket: GitHub-flavored Markdown without raw HTML. */
export function renderMarkdown(content: ReportContent): string {
  const blocks = [
    `# ${words.title}`,
    `**${words.status[content.status]}**: ${words.verdict[content.status]}`,
    table(
      ['', ''],
      [
        ['Account', content.account ?? 'could not be read'],
        ['Partner status', content.partner_status ?? 'not said'],
        ['Plivo account', content.plivo_account ?? 'not asked: no Plivo credentials'],
        ['Read from', content.address],
        ['Generated', utc(content.generated_at)],
      ],
    ),
    `${words.note}${content.redacted ? ` ${words.redacted}` : ''}`,
    `## ${words.open}`,
    ...renderOpen(content),
    `## ${words.call}`,
    ...renderCall(content),
    `## ${words.claims}`,
    table(
      ['', 'Claim', 'Found', 'Source', 'Read at', 'Request id'],
      content.claims.map(({ status, title, found, source, at, request_id }) => [
        words.status[status],
        title,
        found,
        source,
        at === null ? '' : utc(at),
        request_id ?? '',
      ]),
    ),
    `## ${words.unprovable}`,
    content.unprovable.map(({ title, note }) => `- **${text(title)}**: ${text(note)}`).join('\n'),
    `## ${words.connections}`,
    content.connections.length === 0
      ? words.noConnections
      : table(
          ['Name', 'Caller ID', 'Status', 'ID'],
          content.connections.map((one) => [
            one.name,
            one.from_number ?? 'not shown',
            [one.status, one.is_default && 'default', one.for_calls && 'used for calls']
              .filter((part) => part !== false)
              .join(', '),
            one.connection_id,
          ]),
        ),
    `## ${words.numbers}`,
    content.numbers.length === 0
      ? words.noNumbers
      : table(
          ['Number', 'Agent', 'In Vocobase', 'At Plivo'],
          content.numbers.map(({ phone_number, agent, status, at_plivo }) => [
            phone_number,
            agent ?? 'none',
            `imported, ${status}`,
            at_plivo ?? 'not asked',
          ]),
        ),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function renderOpen({ open }: ReportContent): string[] {
  if (open.length === 0) return [words.nothingOpen];
  return open.flatMap(({ status, found, remedy, commands, actor }, index) => [
    `${index + 1}. **${words.status[status]}**: ${text(found)}`,
    ...(remedy === null ? [] : remedy.split('\n\n').map((part) => `   ${text(part)}`)),
    `   Who can act: ${text(actor)}`,
    ...commands.map(code),
  ]);
}

function renderCall({ call }: ReportContent): string[] {
  if (call === null) return [words.noCall];
  const [first] = call.timeline;
  const { diagnosis } = call;
  return [
    table(
      ['', ''],
      [
        ['Status', spaced(call.status)],
        ['From', call.from_number ?? 'not said'],
        ['To', call.to_number ?? 'not said'],
        ['Duration', call.duration_seconds === null ? 'not said' : `${call.duration_seconds} s`],
        ['Call id', call.call_id],
        ...conversationFacts(call.conversation),
        ...(call.error_message === null ? [] : [['Error', call.error_message] as const]),
      ],
    ),
    first === undefined
      ? ''
      : table(
          ['Status', 'At', 'After'],
          call.timeline.map(({ status, at }) => [spaced(status), utc(at), offset(first.at, at)]),
        ),
    ...(diagnosis === null
      ? []
      : [
          `**${text(diagnosis.title)}**`,
          text(diagnosis.cause),
          `Who can act: ${text(diagnosis.actor)}`,
          ...diagnosis.remedies.map((remedy) => `- ${text(remedy)}`),
          ...diagnosis.commands.map(code),
        ]),
  ];
}

/** Escapes API text so that it cannot become a heading, a link, a mention, or a tag. */
function text(value: string): string {
  return value
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*[\]<>#|!~]/g, '\\$&')
    .replace(/(^|\s)_|_(?=\s|$)/g, '$1\\_')
    .replace(/@(?=\w)/g, '@\u200b');
}

/** A command as an indented block, in which nothing is markup. */
function code(command: string): string {
  return `       ${command.replace(/\s*\n\s*/g, ' ')}`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(text).join(' | ')} |`;
  return [line(titles), `|${titles.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
