import { isCompleted, isTerminal } from '../../domain/vocobase/call.ts';
import type { CallResult } from '../call/result.ts';
import { offset, spaced, utc } from './words.ts';

/** Units of the picture, which scales to the width of the page. */
const width = 400;
const left = 20;
const shortest = 44;
const longest = 120;

/**
 * Draws the changes of a call from top to bottom as an inline picture: the longer a state lasted,
 * the longer its line, within limits that keep a page readable. Empty without a timeline.
 */
export function drawTimeline(
  timeline: CallResult['timeline'],
  text: (value: string) => string,
): string {
  const [first] = timeline;
  if (first === undefined) return '';
  const whole = Math.max(1, secondsBetween(first.at, timeline.at(-1)?.at ?? first.at));
  let y = 20;
  const marks = timeline.map((change, index) => {
    const before = timeline[index - 1];
    const from = y;
    if (before !== undefined) {
      const share = secondsBetween(before.at, change.at) / whole;
      y += Math.round(shortest + share * (longest - shortest));
    }
    const line =
      before === undefined ? '' : `<line x1="${left}" y1="${from}" x2="${left}" y2="${y}"/>\n`;
    return { line, dot: dot(change, first.at, y, text) };
  });
  const label = `Timeline: ${timeline.map(({ status }) => spaced(status)).join(', then ')}`;
  return `<svg viewBox="0 0 ${width} ${y + 30}" role="img" aria-label="${text(label)}">
${marks.map(({ line }) => line).join('')}${marks.map(({ dot }) => dot).join('\n')}
</svg>`;
}

function dot(
  { status, at }: CallResult['timeline'][number],
  first: string,
  y: number,
  text: (value: string) => string,
): string {
  const kind = !isTerminal(status) ? '' : isCompleted(status) ? ' class="pass"' : ' class="fail"';
  return `<circle cx="${left}" cy="${y}" r="7"${kind}/>
<text x="${left + 22}" y="${y + 1}">${text(spaced(status))}</text>
<text class="soft" x="${left + 22}" y="${y + 18}">${text(`${utc(at)}  ${offset(first, at)}`)}</text>`;
}

function secondsBetween(from: string, to: string): number {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
