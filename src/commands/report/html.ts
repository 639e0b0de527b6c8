import { cleanText } from '../../domain/text/clean-text.ts';
import type { CheckStatus } from '../doctor/check.ts';
import type { Claim, ReportContent } from './content.ts';
import { drawTimeline } from './timeline.ts';
import { conversationFacts, spaced, utc, words } from './words.ts';

/** One self-contained page: no script, nothing fetched, readable on a phone and on paper. */
export function renderHtml(content: ReportContent): string {
  const { status } = content;
  const title = content.account === null ? words.title : `${words.title}: ${content.account}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(cleanText(title))}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>${text(words.title)}</h1>
<p class="verdict ${status}"><b>${text(words.status[status])}</b> ${text(words.verdict[status])}</p>
${facts([
  ['Account', content.account],
  ['Partner status', content.partner_status],
  ['Plivo account', content.plivo_account ?? 'not asked: no Plivo credentials'],
  ['Read from', content.address],
  ['Generated', utc(content.generated_at)],
])}
<p class="note">${text(words.note)}${content.redacted ? ` ${text(words.redacted)}` : ''}</p>
</header>
${section(words.open, renderOpen(content))}
${section(words.call, renderCall(content))}
${section(words.claims, renderClaims(content.claims))}
${section(words.unprovable, renderUnprovable(content))}
${section(words.connections, renderConnections(content))}
${section(words.numbers, renderNumbers(content))}
</main>
</body>
</html>
`;
}

/** Omits the scheme of a URL that the page should not show as a link. */
function text(value: string): string {
  return value
    .replace(/\bhttps?:\/\//g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function section(title: string, body: string): string {
  return `<section>\n<h2>${text(title)}</h2>\n${body}\n</section>`;
}

function facts(rows: readonly (readonly [label: string, value: string | null])[]): string {
  const lines = rows
    .filter((row): row is readonly [string, string] => row[1] !== null && row[1] !== '')
    .map(([label, value]) => `<div><dt>${text(label)}</dt><dd>${text(value)}</dd></div>`);
  return `<dl>\n${lines.join('\n')}\n</dl>`;
}

function mark(status: CheckStatus): string {
  return `<span class="mark ${status}">${text(words.status[status])}</span>`;
}

function renderOpen({ open }: ReportContent): string {
  if (open.length === 0) return `<p>${text(words.nothingOpen)}</p>`;
  const items = open.map(
    ({ status, found, remedy, commands, actor }) => `<li>
<h3>${mark(status)} ${text(found)}</h3>
${remedy === null ? '' : `<p class="remedy">${text(remedy)}</p>\n`}<p class="actor">Who can act: ${text(actor)}</p>
${commands.map((command) => `<pre>${text(command)}</pre>`).join('\n')}
</li>`,
  );
  return `<ol class="open">\n${items.join('\n')}\n</ol>`;
}

function renderClaims(claims: readonly Claim[]): string {
  const groups = [...new Set(claims.map(({ group }) => group))];
  return groups
    .map((group) => {
      const rows = claims
        .filter((claim) => claim.group === group)
        .map(
          ({ status, title, found, source, at, request_id }) => `<li>
<p>${mark(status)} <b>${text(title)}</b></p>
<p>${text(found)}</p>
<p class="source">${text([source, at === null ? null : utc(at), request_id === null ? null : `request ${request_id}`].filter((part) => part !== null).join(' · '))}</p>
</li>`,
        );
      return `<h3>${text(group)}</h3>\n<ul class="claims">\n${rows.join('\n')}\n</ul>`;
    })
    .join('\n');
}

function renderUnprovable({ unprovable }: ReportContent): string {
  const rows = unprovable.map(
    ({ title, note }) => `<li><b>${text(title)}</b><p class="remedy">${text(note)}</p></li>`,
  );
  return `<ul class="claims">\n${rows.join('\n')}\n</ul>`;
}

function renderConnections({ connections }: ReportContent): string {
  if (connections.length === 0) return `<p>${text(words.noConnections)}</p>`;
  return table(
    ['Name', 'Caller ID', 'Status', 'ID'],
    connections.map((one) => [
      one.name,
      one.from_number ?? 'not shown',
      [one.status, one.is_default && 'default', one.for_calls && 'used for calls']
        .filter((part) => part !== false)
        .join(', '),
      one.connection_id,
    ]),
  );
}

function renderNumbers({ numbers }: ReportContent): string {
  if (numbers.length === 0) return `<p>${text(words.noNumbers)}</p>`;
  return table(
    ['Number', 'Agent', 'In Vocobase', 'At Plivo'],
    numbers.map(({ phone_number, agent, status, at_plivo }) => [
      phone_number,
      agent ?? 'none',
      `imported, ${status}`,
      at_plivo ?? 'not asked',
    ]),
  );
}

/** Each cell carries its column title, because rows become blocks on a phone. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = titles.map((title) => `<th scope="col">${text(title)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell, at) => `<td data-title="${text(titles[at] ?? '')}">${text(cell)}</td>`).join('')}</tr>`,
  );
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

function renderCall({ call }: ReportContent): string {
  if (call === null) return `<p>${text(words.noCall)}</p>`;
  const { diagnosis } = call;
  return [
    facts([
      ['Status', spaced(call.status)],
      ['From', call.from_number],
      ['To', call.to_number],
      ['Duration', call.duration_seconds === null ? null : `${call.duration_seconds} s`],
      ['Call id', call.call_id],
      ...conversationFacts(call.conversation),
      ['Error', call.error_message],
    ]),
    drawTimeline(call.timeline, text),
    diagnosis === null
      ? ''
      : `<h3>${text(diagnosis.title)}</h3>
<p>${text(diagnosis.cause)}</p>
<p class="actor">Who can act: ${text(diagnosis.actor)}</p>
${diagnosis.remedies.map((remedy) => `<p class="remedy">${text(remedy)}</p>`).join('\n')}
${diagnosis.commands.map((command) => `<pre>${text(command)}</pre>`).join('\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const style = `
:root { color-scheme: light dark; --ink: #1d2330; --soft: #5b6474; --line: #d9dde5; --page: #fff; --card: #f6f7f9; --pass: #18794e; --warn: #8a5a00; --fail: #b42318; --other: #5b6474; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaf0; --soft: #a4adbd; --line: #353c4a; --page: #14171d; --card: #1d222b; --pass: #5fd39a; --warn: #f0bb5a; --fail: #ff8a80; --other: #a4adbd; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
p { margin: .25rem 0; }
dl { margin: .75rem 0; }
dl div { display: grid; grid-template-columns: 10rem 1fr; gap: .75rem; padding: .15rem 0; }
dt, .note, .source, .actor { color: var(--soft); }
dd { margin: 0; }
.note, .source, .actor { font-size: .875rem; }
.verdict { border-left: 4px solid currentColor; background: var(--card); padding: .75rem 1rem; }
.pass { color: var(--pass); } .warn { color: var(--warn); } .fail { color: var(--fail); } .skip, .unknown { color: var(--other); }
.mark { border: 1px solid currentColor; border-radius: 3px; padding: 0 .4rem; font-size: .8rem; font-weight: 600; white-space: nowrap; }
.remedy { white-space: pre-line; }
ol.open, ul.claims { list-style: none; margin: 0; padding: 0; }
ol.open > li, ul.claims > li { padding: .6rem 0; border-bottom: 1px solid var(--line); }
ol.open h3 { margin: 0 0 .25rem; }
pre { margin: .5rem 0 0; padding: .5rem .75rem; background: var(--card); border: 1px solid var(--line); border-radius: 4px; font: .875rem/1.4 ui-monospace, monospace; white-space: pre-wrap; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
svg { display: block; max-width: 26rem; width: 100%; height: auto; margin: 1rem 0; }
svg text { fill: var(--ink); font: 14px system-ui, sans-serif; } svg .soft { fill: var(--soft); font-size: 12px; }
svg line { stroke: var(--line); stroke-width: 3; } svg circle { fill: var(--soft); } svg circle.pass { fill: var(--pass); } svg circle.fail { fill: var(--fail); }
@media (max-width: 36rem) { dl div { grid-template-columns: 1fr; gap: 0; padding: .3rem 0; } thead { display: none; } tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); } td { display: grid; grid-template-columns: 7rem 1fr; gap: .5rem; padding: .1rem 0; border: 0; } td::before { content: attr(data-title); color: var(--soft); } }
@media print { :root { --ink: #000; --soft: #444; --line: #bbb; --page: #fff; --card: #fff; --pass: #0b5d38; --warn: #6b4600; --fail: #8f1a12; --other: #444; } body { font-size: 11pt; } main { max-width: none; padding: 0; } li, tr, svg, pre { break-inside: avoid; } h2, h3 { break-after: avoid; } }
`;
