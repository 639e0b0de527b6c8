import { cleanText, invisibleCharacters } from './clean-text.ts';

/** Removes known secrets from a text, in any form in which a reply may repeat them. */
export type HideSecrets = (text: string) => string;

/** Shorter secrets would also match inside ordinary words. */
const shortest = 6;

/**
 * Masks each secret as is, in hex, in base64 (at any offset, both alphabets), and with
 * percent-encoding, JSON escapes, or HTML entities for any of its characters, even when invisible
 * characters or terminal escapes split it. Null if there is no secret to hide.
 */
export function hideSecrets(secrets: Iterable<string>): HideSecrets | null {
  const hidden = [...secrets].filter((secret) => secret.length >= shortest);
  if (hidden.length === 0) return null;
  const literals = hidden.flatMap(literalForms);
  const cores = hidden.flatMap((secret) => [0, 1, 2].flatMap((at) => base64Core(secret, at)));
  const forms = [...new Set([...literals, ...cores])];
  const isPlain = hidden.every((secret) => /^[!-[\]-~]+$/.test(secret));
  let exact: RegExp | undefined;
  let loose: RegExp | undefined;
  return (text) => {
    let masked = text;
    if (forms.some((form) => text.includes(form))) {
      exact ??= alternatives([
        ...literals.map(escapeRegExp),
        ...cores.map((core) => `${escapeRegExp(core)}[\\w+/\\-]?={0,2}`),
      ]);
      masked = text.replace(exact, '****');
    }
    if (!mayBeEncoded(masked, isPlain)) return masked;
    // Searching for encoded forms is slow, so a long text is first decoded and searched.
    const decoded = isPlain ? decode(masked) : '';
    if (isPlain && !hidden.some((secret) => decoded.includes(secret))) return masked;
    loose ??= alternatives(hidden.map((secret) => [...secret].map(anyForm).join(gap)));
    return masked.replace(loose, '****');
  };
}

/** Longest first, so that a secret inside another leaves nothing visible. */
function alternatives(patterns: readonly string[]): RegExp {
  const sorted = [...new Set(patterns)].sort((a, b) => b.length - a.length);
  return new RegExp(sorted.join('|'), 'gu');
}

/** The encoded forms too, or a shorter secret inside this one would be masked alone. */
function literalForms(secret: string): string[] {
  const hex = Buffer.from(secret).toString('hex');
  // Text is cleaned before it is masked.
  const cleaned = cleanText(secret);
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    ...(cleaned.length >= shortest ? [cleaned] : []),
    hex,
    hex.toUpperCase(),
  ];
}

/**
 * The part of a base64 text that depends on the secret alone when `offset` bytes (modulo 3) precede
 * it. The characters at both ends also hold bits of the surrounding text.
 */
function base64Core(secret: string, offset: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  const core = bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
  if (core.length < shortest) return [];
  return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
}

/** Matches a character as is, or in any encoding that does not change its neighbors. */
function anyForm(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const percent = [...Buffer.from(character)]
    .map((byte) => `%(?:25)*${anyCase(byte.toString(16).padStart(2, '0'))}`)
    .join('');
  return `(?:${[
    character === ' ' ? '[ +]' : `\\\\*${escapeRegExp(character)}`,
    percent,
    ...(code < 0x10000 ? [`\\\\+u${anyCase(hex.padStart(4, '0'))}`] : []),
    `&#0*${code};?`,
    `&#[xX]0*${anyCase(hex)};?`,
    ...Object.keys(named)
      .filter((name) => named[name] === character)
      .map((name) => `&${name};`),
  ].join('|')})`;
}

/** The text with every encoding decoded and invisible characters removed. */
function decode(text: string): string {
  return text.replace(encoded, plainForm).replace(unseen, '');
}

const encoded =
  /%(?:25)*([\da-f]{2})|\\+u([\da-f]{4})|&#x0*([\da-f]{1,6});?|&#0*(\d{1,7});?|&(amp|lt|gt|quot|apos);|\\+/gi;

function plainForm(
  _: string,
  percent: string | undefined,
  unicode: string | undefined,
  hex: string | undefined,
  decimal: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? '';
  const digits = percent ?? unicode ?? hex;
  const code = digits === undefined ? Number(decimal ?? 0) : Number.parseInt(digits, 16);
  return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '';
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const escapeSequence = String.raw`(?:\u001b|\u009b)\[?[0-?]*[ -\/]*[@-~]`;

const unseen = new RegExp(`${escapeSequence}|${invisibleCharacters}`, 'gu');

const invisibleEscapes = String.raw`\\+u(?:00[01][\da-fA-F]|00[7][fF]|00[89][\da-fA-F]|00[aA][dD]|061[cC]|180[eE]|20(?:0[b-fB-F]|2[a-eA-E]|6[\da-fA-F])|[fF][eE][fF][fF])`;

/** Matches invisible text between two characters of a secret. */
const gap = String.raw`(?:(?:\u001b|\u009b|\\+u00(?:1|9)[bB])\[?[0-?]*[ -\/]*[@-~]|${invisibleCharacters}|${invisibleEscapes})*`;

const invisible = new RegExp(invisibleCharacters, 'u');

/**
 * True if the text shows signs of an encoding or of something invisible. Spaces and line ends do
 * not count, and a plus sign only if it can be the space of a secret.
 */
function mayBeEncoded(text: string, isPlain: boolean): boolean {
  const signs = isPlain ? ['%', '&', '\\'] : ['%', '&', '\\', '+'];
  if (signs.some((sign) => text.includes(sign))) return true;
  return /[^\t\n -~]/.test(text) && invisible.test(text);
}

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
