import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { isAuthId, parseAuthId } from '../../../src/domain/plivo/auth-id.ts';
import { parseAuthToken } from '../../../src/domain/plivo/auth-token.ts';
import { isLoopback, parseBaseUrl } from '../../../src/domain/text/base-url.ts';
import { cleanPaste } from '../../../src/domain/text/clean-paste.ts';
import { cleanLines, cleanText, shorten } from '../../../src/domain/text/clean-text.ts';
import { createMasker, maskApiKey, maskAuthId } from '../../../src/domain/text/mask.ts';
import {
  digitsOf,
  isE164,
  isSameNumber,
  parsePhoneNumber,
} from '../../../src/domain/text/phone-number.ts';
import { nearNames, type Selection, select } from '../../../src/domain/text/selector.ts';
import { parseApiKey } from '../../../src/domain/vocobase/api-key.ts';
import { cut, layOutFacts, layOutTable, wrapText } from '../../../src/output/table.ts';
import type { Column } from '../../../src/ports/style.ts';

const upper = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const alnum = [...upper, ...'abcdefghijklmnopqrstuvwxyz'];

const word = (letters: readonly string[], least: number, most: number) =>
  fc
    .array(fc.constantFrom(...letters), { minLength: least, maxLength: most })
    .map((characters) => characters.join(''));

/** Any text, with what breaks terminals and parsers more often than chance would have it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        ...['\u001b', '[', ']', ';', '31m', '\u0007', '\u009b', '\u009c', '\u0090', '\\', 'P', 'm'],
        ...[
          '\u202e',
          '\u200b',
          '\r',
          '\n',
          '\t',
          '\u0000',
          'a',
          ' ',
          '"',
          "'",
          '+',
          '00',
          '1',
          ':',
        ],
        ...['Auth ID', 'token', '=', '٣', '＋', '😀', '👩‍👩‍👧', '🇮🇳', '漢', 'e\u0301', '\u{e0041}'],
      ),
      { maxLength: 30 },
    )
    .map((pieces) => pieces.join('')),
);

const authId = fc
  .tuple(fc.constantFrom('MA', 'SA'), word(upper, 18, 18))
  .map(([start, rest]) => start + rest);
const authToken = word(alnum, 40, 40);
const apiKey = word([...alnum, '_', '-', '.'], 12, 40).map((rest) => `rg_live_${rest}`);
const e164 = fc
  .tuple(fc.constantFrom(...'123456789'), word([...'0123456789'], 6, 14))
  .map(([first, rest]) => `+${first}${rest}`);

describe('parsers', () => {
  const parsers = [
    ['Auth ID', parseAuthId, /^(MA|SA)[A-Z0-9]{18}$/],
    ['Auth Token', parseAuthToken, /^[A-Za-z0-9]{40}$/],
    ['unusual token', (text: string) => parseAuthToken(text, 'unusual'), /^[\x21-\x7e]{8,200}$/],
    ['API key', parseApiKey, /^rg_live_\S+$/],
    ['phone number', parsePhoneNumber, /^\+[1-9]\d{6,14}$/],
    ['base URL', parseBaseUrl, /^https?:\/\//],
  ] as const;

  test.each(parsers)(
    '%s: any text is either refused with a reason or follows the rule exactly',
    (_, parse, rule) => {
      fc.assert(
        fc.property(fc.oneof(anyText, authId, authToken, apiKey, e164, fc.webUrl()), (text) => {
          const parsed = parse(text);
          if (parsed.ok) expect(parsed.value).toMatch(rule);
          else expect(parsed.problem.message).not.toBe('');
        }),
      );
    },
  );

  const noise = fc.constantFrom('', ' ', '\n', '\t ', '\u00a0', '\u200b', '\ufeff ', ' \r\n');
  const quotes = fc.constantFrom(...(['  ', '""', "''", '``', '“”', '‘’'] as const));

  test.each([
    [
      'Auth ID',
      authId,
      parseAuthId,
      ['', 'Auth ID: ', 'auth_id=', 'PLIVO_AUTH_ID=', 'export PLIVO_AUTH_ID='],
    ],
    [
      'Auth Token',
      authToken,
      parseAuthToken,
      ['', 'Auth Token: ', 'AUTH_TOKEN=', 'PLIVO_AUTH_TOKEN='],
    ],
    ['API key', apiKey, parseApiKey, ['', 'API key: ', 'Bearer ', 'VOCOBASE_API_KEY=']],
    ['phone number', e164, parsePhoneNumber, ['', 'Phone: ', 'tel:']],
  ] as const)('%s: paste noise is removed, and nothing else', (_, value, parse, labels) => {
    fc.assert(
      fc.property(
        value,
        noise,
        noise,
        quotes,
        fc.constantFrom(...labels),
        (right, before, after, [open, close], label) => {
          const parsed = parse(`${before}${open}${label}${right}${close}${after}`);
          expect(parsed).toMatchObject({ ok: true, value: right });
        },
      ),
    );
  });

  test('a refused secret is never repeated in part', () => {
    const nearly = fc.tuple(word(alnum, 12, 60), fc.constantFrom('', ' ', '!', 'ü'));
    fc.assert(
      fc.property(nearly, fc.constantFrom(parseAuthToken, parseApiKey), ([secret, odd], parse) => {
        const parsed = parse(secret + odd);
        if (parsed.ok) return;
        const shown = [parsed.problem.message, ...parsed.problem.hints].join(' ');
        for (let at = 0; at + 8 <= secret.length; at++) {
          expect(shown).not.toContain(secret.slice(at, at + 8));
        }
      }),
    );
  });

  test('cleaning a pasted value twice changes nothing more', () => {
    fc.assert(
      fc.property(authToken, noise, quotes, (token, space, [open, close]) => {
        const once = cleanPaste(space + open + token + close, /^token:/i);
        expect(cleanPaste(once.text, /^token:/i)).toEqual({ text: once.text, notices: [] });
      }),
    );
  });

  test('a base URL is secure, and paths can be appended to it', () => {
    const hosts = fc.constantFrom(
      'localhost',
      '127.0.0.1',
      '[::1]',
      'example.com',
      '127.0.0.1.example.com',
      'localhost.evil.example',
      '10.0.0.1',
    );
    const tails = fc.constantFrom(
      '',
      '/',
      '//',
      '/api/v2',
      '/api/v2/',
      '?',
      '#',
      '/?',
      '/#',
      '?a=b',
      '#x',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('http', 'https', 'ftp', 'file'),
        hosts,
        tails,
        (scheme, host, tail) => {
          const parsed = parseBaseUrl(`${scheme}://${host}${tail}`);
          if (!parsed.ok) return;
          const url = new URL(`${parsed.value}/config`);
          expect(url.protocol === 'https:' || isLoopback(url.hostname)).toBe(true);
          expect(url.pathname.endsWith('/config')).toBe(true);
          expect(url.search + url.hash).toBe('');
          expect(url.hostname).toBe(host);
        },
      ),
    );
  });
});

describe('E.164', () => {
  const separators = fc.constantFrom('', ' ', '-', '.', ' - ', '/', '(', ')', '\u2011');

  test('separators and 00 change nothing', () => {
    fc.assert(
      fc.property(
        e164,
        fc.array(separators, { minLength: 16, maxLength: 16 }),
        fc.boolean(),
        (number, between, zeros) => {
          const digits = [...number.slice(1)]
            .map((digit, at) => digit + (at === number.length - 2 ? '' : between[at]))
            .join('');
          fc.pre(!digits.includes('(0)'));
          const parsed = parsePhoneNumber(`${zeros ? '00' : '+'}${digits}`);
          expect(parsed).toMatchObject({ ok: true, value: number });
        },
      ),
    );
  });

  test('a number without + is refused, whatever its digits', () => {
    fc.assert(
      fc.property(e164, (number) => {
        fc.pre(!number.startsWith('+00'));
        expect(parsePhoneNumber(number.slice(1)).ok).toBe(false);
      }),
    );
  });

  test('a number equals itself without its plus, and no other number', () => {
    fc.assert(
      fc.property(e164, e164, (a, b) => {
        expect(isSameNumber(a, digitsOf(a))).toBe(true);
        expect(isSameNumber(a, b)).toBe(a === b);
        expect(isE164(a)).toBe(true);
      }),
    );
  });
});

describe('masking', () => {
  const secret = fc.oneof(authToken, apiKey, word([...alnum, ...'!"\\/?&=+%<>$^.(){}|'], 6, 50));

  /** Texts in which secrets stand between other things, as they are, in a URL and in JSON. */
  const textWith = (secrets: readonly string[]) =>
    fc
      .array(
        fc.oneof(
          anyText,
          fc.constantFrom(...secrets),
          fc.constantFrom(...secrets).map((one) => encodeURIComponent(one)),
          fc.constantFrom(...secrets).map((one) => JSON.stringify({ one })),
        ),
        { maxLength: 6 },
      )
      .map((pieces) => pieces.join(''));

  const secretsAndText = fc
    .array(secret, { minLength: 1, maxLength: 4 })
    .chain((secrets) => fc.tuple(fc.constant(secrets), textWith(secrets), textWith(secrets)));

  const forms = (one: string) => [one, encodeURIComponent(one), JSON.stringify(one).slice(1, -1)];

  test('no known secret survives in any text', () => {
    fc.assert(
      fc.property(secretsAndText, ([secrets, text]) => {
        const masked = createMasker(() => secrets).text(text);
        for (const form of secrets.flatMap(forms)) expect(masked).not.toContain(form);
      }),
    );
  });

  test('no known secret survives in any value, in members or in names', () => {
    fc.assert(
      fc.property(secretsAndText, fc.jsonValue(), ([secrets, text, name], other) => {
        const masker = createMasker(() => secrets);
        const value = {
          [name]: [text, { [text]: name, auth_token: text }],
          other,
          deep: { list: [[text]] },
        };
        for (const masked of [masker.json(value), masker.known(value)]) {
          const strings: string[] = [];
          collect(masked, strings);
          for (const one of strings) {
            for (const known of secrets) expect(one).not.toContain(known);
          }
        }
      }),
    );
  });

  test('a member with a secret name is masked whatever its value', () => {
    const names = fc.constantFrom(
      'auth_token',
      'authToken',
      'api_key',
      'password',
      'tata_password',
      'jwt_token',
      'secret',
      'Authorization',
      'webhook_secret',
    );
    fc.assert(
      fc.property(names, fc.oneof(word(alnum, 1, 30), fc.integer()), (name, value) => {
        expect(createMasker(() => []).json({ [name]: value })).toEqual({ [name]: '****' });
      }),
    );
  });

  test('masking twice changes nothing more', () => {
    fc.assert(
      fc.property(secretsAndText, ([secrets, text]) => {
        const masker = createMasker(() => secrets);
        const once = masker.text(text);
        expect(masker.text(once)).toBe(once);
      }),
    );
  });

  test('a masked Auth ID or API key is too short to use', () => {
    fc.assert(
      fc.property(authId, apiKey, (id, key) => {
        expect(isAuthId(maskAuthId(id))).toBe(false);
        expect(maskAuthId(id)).toHaveLength(12);
        expect(maskApiKey(key).length).toBeLessThanOrEqual('rg_live_…'.length + 4);
        expect(createMasker(() => []).text(`key ${key}.`)).not.toContain(key);
      }),
    );
  });
});

function collect(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (typeof value === 'object' && value !== null) {
    into.push(...Object.keys(value));
    for (const item of Object.values(value)) collect(item, into);
  }
}

describe('cleaning', () => {
  const controls = new RegExp(
    '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e' +
      '\\u2060-\\u206f\\ufeff\\u{e0000}-\\u{e007f}]',
    'u',
  );

  test('no control, bidirectional, or invisible character remains', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(text)).not.toMatch(controls);
        expect(cleanLines(text).replaceAll('\n', '')).not.toMatch(controls);
      }),
    );
  });

  test('cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
        expect(cleanLines(cleanLines(text))).toBe(cleanLines(text));
      }),
    );
  });

  test('ordinary text is unchanged', () => {
    const ordinary = fc.string({
      unit: fc.constantFrom(...alnum, ' ', '.', 'ü', '漢', '😀', '₹', '[', 'm'),
    });
    fc.assert(
      fc.property(ordinary, (text) => {
        expect(cleanText(text)).toBe(text);
      }),
    );
  });

  test('a long text loses its end, not half a character', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a', '😀', '漢', 'a😀'),
        fc.integer({ min: 0, max: 3000 }),
        (unit, times) => {
          const short = shorten(unit.repeat(times));
          expect(short.length).toBeLessThanOrEqual(1001);
          expect(short).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
        },
      ),
    );
  });
});

describe('tables', () => {
  const cell = fc.oneof(anyText.map(cleanText), word(alnum, 0, 60), fc.constant('漢字'.repeat(20)));
  // Ids that differ where ids differ: at their beginning.
  const id = fc
    .integer({ min: 0x10000000, max: 0xffffffff })
    .map((start) => `${start.toString(16)}-0000-4000-8000-000000000000`);
  const row = fc.record({ id, name: cell, note: cell, number: e164, count: fc.nat(1000) });
  type Row = { id: string; name: string; note: string; number: string; count: number };
  const columns: readonly Column<Row>[] = [
    { title: 'NUMBER', value: ({ number }) => number, shrink: 'fixed' },
    { title: 'NAME', value: ({ name }) => name, shrink: 'text' },
    { title: 'NOTE', value: ({ note }) => note, shrink: 'text' },
    { title: 'COUNT', value: ({ count }) => String(count), shrink: 'fixed', align: 'right' },
    { title: 'ID', value: (one) => one.id, shrink: 'id' },
  ];
  const some = fc.subarray([...columns], { minLength: 1 });
  const rows = fc.array(row, { minLength: 1, maxLength: 6 });
  const width = fc.integer({ min: 40, max: 140 });
  const lay = (use: readonly Column<Row>[], of: readonly Row[], wide: number) =>
    layOutTable(use, of, wide, (title) => title);

  test('no line is wider than the terminal, from 40 columns on', () => {
    fc.assert(
      fc.property(some, rows, width, (use, of, wide) => {
        for (const line of lay(use, of, wide).split('\n')) {
          expect(stringWidth(line), line).toBeLessThanOrEqual(wide);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('each number is shown whole, and each id can be told from the others', () => {
    fc.assert(
      fc.property(rows, width, (of, wide) => {
        const shown = lay(columns, of, wide);
        for (const { number, id: whole } of of) {
          expect(shown).toContain(number);
          expect(shown).toContain(whole.slice(0, 8));
        }
      }),
    );
  });

  test('a cut text fits, and a text that fits is not cut', () => {
    fc.assert(
      fc.property(anyText.map(cleanText), fc.nat(40), (text, room) => {
        const short = cut(text, room);
        expect(stringWidth(short)).toBeLessThanOrEqual(room);
        if (stringWidth(text) <= room) expect(short).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('wrapping loses no word', () => {
    const sentence = fc.array(word(alnum, 1, 12), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        sentence,
        fc.integer({ min: 20, max: 100 }),
        fc.constantFrom('', '  ', '      '),
        (words, wide, indent) => {
          const wrapped = wrapText(words.join(' '), wide, indent);
          expect(wrapped.split(/\s+/).filter((one) => one !== '')).toEqual(words);
          for (const line of wrapped.split('\n'))
            expect(stringWidth(line)).toBeLessThanOrEqual(wide);
        },
      ),
    );
  });

  test('facts keep every label and value', () => {
    const fact = fc.tuple(word(alnum, 1, 12), word(alnum, 1, 20));
    fc.assert(
      fc.property(fc.array(fact, { minLength: 1, maxLength: 8 }), width, (facts, wide) => {
        const lines = layOutFacts(facts, wide, (label) => label).split('\n');
        expect(lines.map((line) => line.split(/\s+/))).toEqual(facts);
      }),
    );
  });
});

describe('selectors', () => {
  interface Item {
    readonly id: string;
    readonly name: string;
  }
  const name = fc.oneof(
    word(['a', 'A', 'b', ' ', '1'], 0, 5),
    fc.constantFrom('Sales', 'sales', 'SALES India'),
  );
  const items = fc.uniqueArray(
    fc.record({ id: fc.oneof(fc.uuid(), word([...'abcd'], 4, 8)), name }),
    {
      selector: (item) => item.id,
      maxLength: 8,
    },
  );
  const find = (of: readonly Item[], query: string): Selection<Item> =>
    select(of, query, (item) => item);

  test('an exact id always finds its item', () => {
    fc.assert(
      fc.property(items, fc.nat(), (of, at) => {
        fc.pre(of.length > 0);
        const item = of[at % of.length] as Item;
        expect(find(of, item.id)).toEqual({ kind: 'one', item });
      }),
    );
  });

  test('what is found matches the query, and nothing else does at its rank', () => {
    fc.assert(
      fc.property(items, fc.oneof(name, word([...'abcd'], 0, 6)), (of, query) => {
        const found = find(of, query);
        const wanted = query.trim().toLowerCase();
        fc.pre(wanted !== '');
        const answers = (item: Item) =>
          item.id === query.trim() ||
          item.name.toLowerCase() === wanted ||
          (wanted.length >= 4 && item.id.toLowerCase().startsWith(wanted));
        if (found.kind === 'one') expect(answers(found.item)).toBe(true);
        else if (found.kind === 'several') {
          expect(found.items.length).toBeGreaterThan(1);
          expect(found.items.every(answers)).toBe(true);
        } else expect(of.some(answers)).toBe(false);
      }),
    );
  });

  test('an empty list finds nothing', () => {
    fc.assert(
      fc.property(items, fc.constantFrom('', ' ', '\t'), (of, query) => {
        expect(find(of, query).kind).toBe('none');
      }),
    );
  });

  test('an exact name goes before other cases of it, and a name before the start of an id', () => {
    expect(
      find(
        [
          { id: 'aaaa1', name: 'Sales' },
          { id: 'aaaa2', name: 'sales' },
        ],
        'sales',
      ),
    ).toMatchObject({ item: { id: 'aaaa2' } });
    expect(
      find(
        [
          { id: 'abcd1', name: 'x' },
          { id: 'zzzz2', name: 'abcd' },
        ],
        'abcd',
      ),
    ).toMatchObject({ item: { id: 'zzzz2' } });
    expect(
      find(
        [
          { id: '1', name: 'SALES' },
          { id: '2', name: 'sAles' },
        ],
        'sales',
      ).kind,
    ).toBe('several');
  });

  test('similar names are names of items, three at most', () => {
    fc.assert(
      fc.property(fc.array(word(alnum, 1, 10)), word(alnum, 0, 10), (names, wanted) => {
        const near = nearNames(names, wanted);
        expect(near.length).toBeLessThanOrEqual(3);
        expect(near.every((one) => names.includes(one))).toBe(true);
      }),
    );
  });
});
