const fontSize = 13;
const cellWidth = 7.82;
const lineHeight = 19;
const padding = 20;
const frameTop = 40;
/** Between the command and its output. */
const promptGap = 7;

/** The colors for both themes, by their number. 0 and 15 stay readable on either background. */
const light = {
  page: '#ffffff',
  frame: '#d1d9e0',
  dot: '#d1d9e0',
  text: '#1f2328',
  quiet: '#59636e',
  colors: ['#1f2328', '#cf222e', '#1a7f37', '#9a6700', '#0969da', '#8250df', '#1b7c83', '#59636e'],
};
const dark = {
  page: '#0d1117',
  frame: '#3d444d',
  dot: '#3d444d',
  text: '#e6edf3',
  quiet: '#9198a1',
  colors: ['#e6edf3', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#9198a1'],
};

/**
 * An SVG of a terminal: a command after its prompt, then the rows of the screen, each a list of runs
 * `{ x, text, color, bold, dim }` with `x` in cells. It follows the reader's light or dark theme, and
 * its text can be selected.
 */
export function drawTerminal({ title, command, columns, rows }) {
  const prompt = [
    { x: 0, text: '$ ', color: null, bold: false, dim: true },
    { x: 2, text: command, color: null, bold: true, dim: false },
  ];
  const shown = [prompt, ...rows];
  const width = Math.round(columns * cellWidth + 2 * padding);
  const height = frameTop + promptGap + shown.length * lineHeight + padding;
  const dots = [0, 1, 2].map((at) => `<circle cx="${padding + 5 + at * 17}" cy="20" r="5"/>`);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeText(title)}">`,
    `<title>${escapeText(title)}</title>`,
    `<style>\n${styles()}\n</style>`,
    `<rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9"/>`,
    `<g class="dot">${dots.join('')}</g>`,
    '<g class="screen" xml:space="preserve">',
    ...shown.map(drawRow).filter((row) => row !== ''),
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

/** Each word group has its own position, so columns stay aligned in any font and spaces are not lost. */
function drawRow(runs, at) {
  const spans = runs.flatMap(({ x, text, color, bold, dim }) => {
    const classes = [color === null ? '' : `c${color % 8}`, bold && 'b', dim && 'd'];
    const look = classes.filter(Boolean).join(' ');
    return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: words, index }) => {
      const left = (padding + (x + index) * cellWidth).toFixed(1);
      return `<tspan x="${left}"${look === '' ? '' : ` class="${look}"`}>${escapeText(words)}</tspan>`;
    });
  });
  if (spans.length === 0) return '';
  const y = frameTop + (at === 0 ? 0 : promptGap) + at * lineHeight + fontSize;
  return `<text y="${y}">${spans.join('')}</text>`;
}

function styles() {
  return [
    `.screen { font: ${fontSize}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace; }`,
    '.b { font-weight: 600; }',
    look(light),
    `@media (prefers-color-scheme: dark) {\n${look(dark)}\n}`,
  ].join('\n');
}

function look({ page, frame, dot, text, quiet, colors }) {
  return [
    `.page { fill: ${page}; stroke: ${frame}; }`,
    `.dot { fill: ${dot}; }`,
    `.screen { fill: ${text}; }`,
    ...colors.map((color, at) => `.c${at} { fill: ${color}; }`),
    `.d { fill: ${quiet}; }`,
  ].join('\n');
}

function escapeText(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
