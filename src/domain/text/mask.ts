import { type HideSecrets, hideSecrets } from './secret-forms.ts';

/** `MA12****90AB`: enough to tell two accounts apart, too little to use. */
export function maskAuthId(authId: string): string {
  return authId.length > 8 ? `${authId.slice(0, 4)}****${authId.slice(-4)}` : '****';
}

/** `rg_live_…last4`; a key too short to hide anything shows nothing. */
export function maskApiKey(apiKey: string): string {
  const random = apiKey.replace(/^rg_live_/, '');
  return random.length >= 12 ? `rg_live_…${random.slice(-4)}` : 'rg_live_…';
}

/** The members of a request or reply that are always secret, whatever their values look like. */
const secretNames =
  /^(auth_?token|api_?key|api_?token|access_?token|password|.*_password|secret|.*_secret|jwt(_token)?|authorization|token)$/i;

const secretShapes: readonly (readonly [RegExp, string])[] = [
  // Already masked text stays as it is, so that the last characters still tell two keys apart.
  [/rg_live_(?!…)[^\s"'<>,;&…]+/g, 'rg_live_…'],
  [/\bstk_(?!…)[^\s"'<>,;&]+/g, 'stk_…'],
  [/\bwhsec_(?!…)[^\s"'<>,;&]+/g, 'whsec_…'],
  [/\b(Bearer)\s+[^\s"',;]+/gi, '$1 ****'],
  // `Basic` is also an ordinary word: an agent may be called Basic Support.
  [/\b(Basic)\s+(?=[^\s"',;]*[\d=+/]|[^\s"',;]{16})[^\s"',;]+/gi, '$1 ****'],
];

/** Makes text safe to show by masking known secrets and anything that looks like a secret. */
export interface Masker {
  text(text: string): string;
  /** A JSON value with secret members and secret texts masked. */
  json(value: unknown): unknown;
  /** A value with only the known secrets of this run masked. */
  known<T>(value: T): T;
}

/**
 * A masker that knows the secrets of this run. `known` is called each time, because secrets arrive
 * while the program runs.
 */
export function createMasker(known: () => Iterable<string>): Masker {
  let last: { readonly secrets: string; readonly hide: HideSecrets | null } | undefined;
  const hideKnown = (): HideSecrets | null => {
    const secrets = [...known()];
    const joined = secrets.join('\n');
    if (last?.secrets !== joined) last = { secrets: joined, hide: hideSecrets(secrets) };
    return last.hide;
  };
  const text = (input: string): string =>
    secretShapes.reduce(
      (masked, [shape, replacement]) => masked.replace(shape, replacement),
      hideKnown()?.(input) ?? input,
    );
  const json = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') {
      if (secretNames.test(name)) return value === '' ? '' : '****';
      return /^(auth_id|account_sid)$/i.test(name) ? maskAuthId(value) : text(value);
    }
    if (Array.isArray(value)) return value.map((item) => json(item, name));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [text(key), json(member, key)]),
      );
    }
    if (secretNames.test(name) && value !== null && value !== undefined) return '****';
    return value;
  };
  return {
    text,
    json: (value) => json(value),
    known(value) {
      const hide = hideKnown();
      return hide === null ? value : mapTexts(value, hide);
    },
  };
}

/** Applies the function to each string of a value, keys included. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [change(key), mapTexts(member, change)]),
    ) as T;
  }
  return value;
}
