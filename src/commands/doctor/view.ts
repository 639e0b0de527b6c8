import type { Style } from '../../ports/style.ts';
import type { CheckGroup } from './check.ts';
import type { CheckStatus } from './finding.ts';
import type { CheckResult, DoctorResult } from './result.ts';

const groupTitles: Readonly<Record<CheckGroup, string>> = {
  account: 'Vocobase account',
  connection: 'Connection',
  carrier: 'Plivo account',
  numbers: 'Numbers',
  agent: 'Agents',
  calls: 'Calls',
  machine: 'This machine',
  console: 'Only the Plivo console shows',
};

/** The report for a person, and for a ticket: it holds no secret. */
export function viewReport({ checks }: DoctorResult, style: Style): string {
  const groups = [...new Set(checks.map(({ group }) => group))];
  const blocks = groups.map((group) => {
    const own = checks.filter((check) => check.group === group);
    const told = own.filter(({ status, remedy }) => status !== 'skip' || remedy !== null);
    return [
      style.bold(groupTitles[group]),
      ...told.map((check) =>
        group === 'console' ? viewNote(check, style) : viewCheck(check, style),
      ),
      ...viewSkipped(
        own.filter((check) => !told.includes(check)),
        style,
      ),
    ].join('\n');
  });
  return [...blocks, summary(checks, style)].join('\n\n');
}

function viewCheck(check: CheckResult, style: Style): string {
  const { status, title, found, remedy, commands } = check;
  const lines = [hanging(`${style.mark[status]} ${title}: ${found}`, style)];
  if (remedy !== null) lines.push(style.wrap(remedy, '    '));
  lines.push(...commands.map((command) => `    ${style.accent(command)}`));
  return lines.join('\n');
}

/** What no API shows is no finding: a line to remember it by, and where more is said. */
function viewNote({ status, title, commands }: CheckResult, style: Style): string {
  const [more = ''] = commands;
  const fits = more !== '' && title.length + more.length + 6 <= style.width;
  return `  ${style.mark[status]} ${title}${fits ? `: ${style.dim(more)}` : ''}`;
}

/** What is skipped for one reason stands on one line. */
function viewSkipped(skipped: readonly CheckResult[], style: Style): string[] {
  const reasons = [...new Set(skipped.map(({ found }) => found))];
  return reasons.map((reason) => {
    const titles = skipped.filter(({ found }) => found === reason).map(({ title }) => title);
    return hanging(`${style.mark.skip} ${titles.join(', ')}: ${reason}`, style);
  });
}

/** The mark stands out to the left of the text, which goes on below itself. */
function hanging(text: string, style: Style): string {
  return `  ${style.wrap(text, '    ').trimStart()}`;
}

const counted: readonly (readonly [CheckStatus, string])[] = [
  ['fail', 'failed'],
  ['warn', 'with a warning'],
  ['pass', 'passed'],
  ['skip', 'skipped'],
  ['unknown', 'unknown'],
];

/** A report is longer than a screen, and what fails must not be above it. */
function summary(checks: readonly CheckResult[], style: Style): string {
  const parts = counted.flatMap(([status, words]) => {
    const count = checks.filter((check) => check.status === status).length;
    return count === 0 ? [] : [`${style.mark[status]} ${count} ${words}`];
  });
  const failing = checks.filter(({ status }) => status === 'fail');
  return [
    style.wrap(parts.join(', ')),
    ...failing.map(({ title }) => hanging(`${style.mark.fail} ${title}`, style)),
  ].join('\n');
}
