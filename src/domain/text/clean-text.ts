/**
 * Text from an API, made safe for a person's terminal: escape sequences, control characters,
 * bidirectional overrides, zero-width and tag characters are taken out; line ends and tabs become spaces.
 */
export function cleanText(text: string): string {
  return text
    .replace(escapeSequences, '')
    .replace(/[\t\r\n\u0085\u2028\u2029]+/g, ' ')
    .replace(invisible, '');
}

/** The same for text of several lines: line ends stay. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(cleanText)
    .join('\n');
}

/** More of a name or a message is no help to anybody, and would push the rest off the screen. */
const longest = 1000;

/** The beginning of a text that is longer than anybody reads. */
export function shorten(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * Puts every string of a value through the function, which is told the name of the member that
 * holds it. Keys are cleaned as well. Class instances are not expected.
 */
export function cleanValue<T>(
  value: T,
  clean: (text: string, name: string) => string,
  name = '',
): T {
  if (typeof value === 'string') return clean(value, name) as T;
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, clean, name)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        cleanText(key),
        cleanValue(member, clean, key),
      ]),
    ) as T;
  }
  return value;
}

// OSC, DCS, SOS, PM and APC run to a terminator, or to the end where it is missing; CSI and the
// two-character escapes follow. 8-bit forms of the same are covered by the control class below.
const escapeSequences =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\u001b[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|[\u001b\u009b]\[?[0-?]*[ -/]*[@-~]/g;

/** A character class, as the source of a pattern with the flag `u`. */
export const invisibleCharacters = String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]`;

const invisible = new RegExp(invisibleCharacters, 'gu');
