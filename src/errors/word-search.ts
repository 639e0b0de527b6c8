import type { HangupCause } from './catalogue/hangup-causes.ts';
import type { Symptom } from './catalogue/symptoms.ts';
import { editDistance, isNear } from './edit-distance.ts';
import type { Entry } from './entry.ts';

/** An entry with the code or name that finds it. Two kinds can share a code. */
export interface CodedEntry {
  readonly code: string;
  readonly entry: Entry;
}

/** How much a word counts, by where the entry has it: more in its name than in its explanation. */
const weights = { name: 4, meaning: 2, causes: 1 } as const;

/** An entry is relevant if it has more than this share of the query. */
const enough = 0.5;

/** Entries that score less than this share of the best one are left out. */
const besideBest = 0.4;

const fillers = new Set(
  `a about after all am an and any are as at be been but by can cannot cant could do does doesn doing
  don dont for from get gets getting had happen happens has have help hi how i if in into is isn it its just keep
  keeps me my no not nothing now of on only or our out so some something still such t s that the
  their them then there they thing things this to up was we what when where which while why will with
  won wont work working would wrong you your`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** The words that matter, in one form: `rings`, `ringing`, and `ring` are the same. */
function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [...new Set(words.filter((word) => !fillers.has(word)).map(stem))];
}

function stem(word: string): string {
  if (/\d/.test(word) || word.length < 4) return word;
  const bare = word
    .replace(/ies$/, 'y')
    .replace(/(ing|ed|es|s)$/, '')
    .replace(/(.)\1$/, '$1');
  return (bare.length < 3 ? word : bare).replace(/e$/, '');
}

function searchWordsOf(entry: Entry | Symptom): readonly string[] {
  return 'words' in entry ? entry.words : [];
}

/** Plivo's name of a hangup cause; other entries only have a title. */
function nameOf(entry: Entry | HangupCause): string {
  return 'name' in entry ? entry.name : '';
}

/** The words of an entry, each with the weight of the best place that has it. */
function weighWords({ code, entry }: CodedEntry): ReadonlyMap<string, number> {
  const names = [code, entry.title, entry.kind, nameOf(entry), ...searchWordsOf(entry)];
  const places: readonly (readonly [number, string])[] = [
    [weights.causes, [...entry.causes, ...entry.remedies].join(' ')],
    [weights.meaning, entry.meaning],
    [weights.name, names.join(' ')],
  ];
  return new Map(
    places.flatMap(([weight, text]) => wordsOf(text).map((word) => [word, weight] as const)),
  );
}

/**
 * Ranks the entries for a query, best first. Each word adds the weight of the place where the entry
 * has it, multiplied by how rare the word is: `call` is everywhere and says little, `voicemail` says
 * much. A search phrase of a symptom that is fully in the query adds its words a second time.
 */
export function findByWords(query: string, entries: readonly CodedEntry[]): readonly CodedEntry[] {
  const asked = wordsOf(query);
  if (asked.length === 0) return [];
  const weighed = entries.map((coded) => ({ coded, words: weighWords(coded) }));
  const rarity = new Map(
    asked.map((word) => {
      const having = weighed.filter(({ words }) => words.has(word)).length;
      return [word, Math.log((entries.length + 1) / (having + 1))] as const;
    }),
  );
  const rarityOf = (words: readonly string[]) =>
    words.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0);

  const scored = weighed
    .map(({ coded, words }) => {
      const shared = asked.filter((word) => words.has(word));
      const score = shared.reduce(
        (sum, word) => sum + (words.get(word) ?? 0) * rarityOf([word]),
        0,
      );
      const said = searchWordsOf(coded.entry)
        .map(wordsOf)
        .filter((phrase) => phrase.length > 0 && phrase.every((word) => asked.includes(word)));
      const bonus = Math.max(0, ...said.map((phrase) => weights.name * rarityOf(phrase)));
      return { coded, score: score + bonus, share: rarityOf(shared) / rarityOf(asked) };
    })
    .filter(({ score, share }) => score > 0 && share > enough)
    .sort((a, b) => b.score - a.score);
  return scored
    .filter(({ score }) => score >= besideBest * (scored[0]?.score ?? 0))
    .map(({ coded }) => coded);
}

/** Shorter words are close to almost every word; longer ones are no word, and slow to compare. */
const misspelled = { shortest: 5, longest: 40 } as const;

/** The query with each unknown word replaced by the nearest word the entries know. */
export function correctSpelling(query: string, entries: readonly CodedEntry[]): string {
  const known = new Set(entries.flatMap((coded) => [...weighWords(coded).keys()]));
  return wordsOf(query)
    .map((word) => {
      if (known.has(word) || !mayBeMisspelled(word)) return word;
      const nearest = [...known]
        .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
        .sort((a, b) => a.distance - b.distance)[0];
      return nearest !== undefined && isNear(nearest.distance, word.length)
        ? nearest.candidate
        : word;
    })
    .join(' ');
}

function mayBeMisspelled(word: string): boolean {
  const { shortest, longest } = misspelled;
  return word.length >= shortest && word.length <= longest && !/\d/.test(word);
}
