/**
 * Makes text from an API safe for a terminal: removes escape sequences, control characters,
 * bidirectional overrides, and zero-width and tag characters; turns line ends and tabs into spaces.
 */
export function cleanText(text: string): string {
  return text
    .replace(escapeSequences, '')
    .replace(/[\t\r\n\u0085\u2028\u2029]+/g, ' ')
    .replace(invisible, '');
}

/** Like `cleanText`, but keeps line ends. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(cleanText)
    .join('\n');
}

/**
 * Longest text shown, in characters: a longer name or message would push the rest off the screen.
 */
const longest = 1000;

/** Cuts a text to the longest length shown. */
export function shorten(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * Applies the function to every string inside a value, keys included. The function also receives
 * the name of the member that holds the string. Class instances are not expected.
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

// OSC, DCS, SOS, PM, and APC run to a terminator, or to the end if it is missing; CSI and the
// two-character escapes follow. The control class below covers their 8-bit forms.
const escapeSequences =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  /\u001b[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|[\u001b\u009b]\[?[0-?]*[ -/]*[@-~]/g;

/** A character class as regular expression source, for a pattern with the flag `u`. */
export const invisibleCharacters = String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]`;

const invisible = new RegExp(invisibleCharacters, 'gu');
