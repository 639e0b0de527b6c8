import { shortenIds, withNames } from '../../domain/text/shell-command.ts';
import { nameOf } from '../../domain/vocobase/connection.ts';
import type { Style } from '../../ports/style.ts';
import type { CheckGroup, CheckResult, DoctorResult } from './check.ts';
import type { DoctorInput } from './doctor.ts';

/** The titles of the groups, as people see them. */
export const groupTitles: Readonly<Record<CheckGroup, string>> = {
  account: 'Vocobase account',
  connection: 'Connection',
  carrier: 'Plivo account',
  numbers: 'Numbers',
  agent: 'Agents',
  calls: 'Calls',
  machine: 'This machine',
  console: 'Not visible to any API',
};

/**
 * Shows the report. It contains no secret, so it can go into a ticket. Passed checks are one line
 * per group, problems come after them, and the last line says what to do first.
 */
export function viewReport(
  result: DoctorResult,
  style: Style,
  input: Pick<DoctorInput, 'all' | 'quiet'> = {},
): string {
  const names = result.names ?? {};
  const checks = result.checks.map((check) => ({
    ...check,
    commands: check.commands.map((command) => withNames(command, names)),
  }));
  const problems = [
    ...checks.filter(({ status }) => status === 'fail'),
    ...checks.filter(({ status }) => status === 'warn'),
  ];
  const groups = [...new Set(checks.map(({ group }) => group))];
  const only = groups.length === 1 && checks.length === problems.length;
  const blocks = [
    ...(input.quiet || only
      ? []
      : [style.wrap(header(result, style)), groupLines(checks, groups, style, input)]),
    ...problems.map((check) => viewProblem(check, style)),
    closing(problems, checks, style),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function header({ account, connection, checks, seconds }: DoctorResult, style: Style): string {
  const facts = [
    connection === null ? null : `connection ${nameOf(connection)}`,
    `${checks.length} ${checks.length === 1 ? 'check' : 'checks'} in ${seconds < 0.1 ? 'under 0.1' : seconds.toFixed(1)} s`,
  ].filter((part) => part !== null);
  if (account === null) return style.wrap(style.dim(facts.join(' · ')));
  return style.wrap(`${style.bold(account)} ${style.dim(`· ${facts.join(' · ')}`)}`);
}

function groupLines(
  checks: readonly CheckResult[],
  groups: readonly CheckGroup[],
  style: Style,
  { all }: Pick<DoctorInput, 'all'>,
): string {
  const shown = groups.filter((group) => group !== 'console');
  const width = Math.max(...shown.map((group) => groupTitles[group].length));
  const lines = groups.flatMap((group) => {
    const own = checks.filter((check) => check.group === group);
    if (all)
      return [`  ${style.bold(groupTitles[group])}`, ...own.map((one) => viewOne(one, style))];
    if (group === 'console') return [];
    return [viewGroup(group, own, width, style)];
  });
  const hidden = all ? [] : checks.filter(({ group }) => group === 'console');
  if (hidden.length > 0) {
    const titles = hidden.map(({ title }) => title.replace(/^D/, 'd')).join(', ');
    lines.push(hanging(`${style.dim('·')} ${groupTitles.console}: ${titles}`, style));
  }
  return lines.join('\n');
}

/** `✔ Numbers  5 of 5`: how many checks passed among those that could run. */
function viewGroup(
  group: CheckGroup,
  own: readonly CheckResult[],
  width: number,
  style: Style,
): string {
  const of = (status: CheckResult['status']) => own.filter((check) => check.status === status);
  const judged = own.length - of('skip').length - of('unknown').length;
  const open = own.filter(({ status }) => status === 'skip' || status === 'unknown');
  const worst = (['fail', 'warn', 'pass'] as const).find((status) => of(status).length > 0);
  const title = groupTitles[group].padEnd(width);
  if (worst === undefined) {
    const [first] = open;
    return hanging(
      `${style.mark.skip} ${title}  not checked ${style.dim(`(${first?.found})`)}`,
      style,
    );
  }
  const rest = open.length === 0 ? '' : style.dim(`  ${open.length} not checked`);
  return `  ${style.mark[worst]} ${title}  ${of('pass').length} of ${judged}${rest}`;
}

/** One check of `--all`. */
function viewOne({ status, title, found, remedy }: CheckResult, style: Style): string {
  const why = status === 'unknown' && remedy !== null ? `. ${remedy.split('\n\n')[0]}` : '';
  return hanging(
    `  ${style.mark[status]} ${title}  ${style.dim(`${found}${why}`)}`,
    style,
    '      ',
  );
}

/** Headline, cause and remedy, and each command on a line of its own, ready to copy. */
function viewProblem({ status, found, remedy, commands }: CheckResult, style: Style): string {
  return [
    hanging(`${style.mark[status]} ${style.bold(found)}`, style),
    ...(remedy === null ? [] : [style.wrap(remedy, '    ')]),
    // A request text to copy ends before the commands.
    ...(remedy?.includes('\n\n') ? [''] : []),
    ...shortenIds(commands, style.width - 4).map((command) => `    ${style.accent(command)}`),
  ].join('\n');
}

function closing(
  problems: readonly CheckResult[],
  checks: readonly CheckResult[],
  style: Style,
): string {
  const [first] = problems;
  if (first === undefined) {
    const passed = checks.some(({ status }) => status === 'pass');
    return passed
      ? `${style.mark.pass} No problem found.`
      : `${style.mark.skip} Nothing could be checked.`;
  }
  const failed = problems.filter(({ status }) => status === 'fail').length;
  const warned = problems.length - failed;
  const counts = [
    failed > 0 && `${failed} failed`,
    warned > 0 && `${warned} ${warned === 1 ? 'warning' : 'warnings'}`,
  ].filter((part) => part !== false);
  const [command] = shortenIds(first.commands, style.width - 4);
  const verdict = `${counts.join(', ')}. Start with:`;
  if (command === undefined) return style.wrap(`${verdict} ${first.title}`);
  const fits = verdict.length + command.length < style.width;
  return `${verdict}${fits ? ' ' : '\n    '}${style.accent(command)}`;
}

/** The mark stands out to the left of the text, whose further lines are indented. */
function hanging(text: string, style: Style, indent = '    '): string {
  const own = /^ */.exec(text)?.[0] ?? '';
  return `  ${own}${style.wrap(text.trimStart(), indent).trimStart()}`;
}
