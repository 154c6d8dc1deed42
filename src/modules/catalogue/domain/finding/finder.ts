import MiniSearch from 'minisearch';
import type { LocalizedText } from '#platform/i18n/text.ts';
import { foreignCountries } from './countries.ts';
import { englishStem, frenchStem, stemsOf } from './stems.ts';
import { createThesaurus } from './thesaurus.ts';
import { createVocabulary } from './vocabulary.ts';
import { contentWords, tellingOf, tokensOf } from './words.ts';

/** What can be found: a procedure, a relay or a life event. */
export interface FindableEntry {
  /** Unique among all, e.g. `procedure:birth-certificate`. */
  readonly key: string;
  readonly title: LocalizedText;
  readonly synonyms: { readonly fr: readonly string[]; readonly en: readonly string[] };
  readonly summary: LocalizedText;
  readonly description?: LocalizedText;
  /** What it asks or explains further on, in French. */
  readonly details?: string;
  /** Multiplies the score; 1 when not said. */
  readonly weight?: number;
}

export interface Ranked {
  readonly key: string;
  readonly score: number;
}

export interface Finder {
  /** Entries by how well they answer, best first; when no word is understood, the fallback alone with the score 0. */
  rank(need: string): readonly Ranked[];
}

/** An expression under which an entry is known: its roots, told once each. */
interface Phrase {
  readonly key: string;
  readonly stems: readonly string[];
  /** Sum of the weights of its roots. */
  readonly mass: number;
}

const fields = [
  'title',
  'synonyms',
  'summary',
  'description',
  'details',
  'titleEn',
  'synonymsEn',
  'summaryEn',
] as const;
const boost = {
  title: 4,
  synonyms: 3,
  summary: 1.5,
  description: 0.6,
  details: 0.3,
  titleEn: 3,
  synonymsEn: 3,
  summaryEn: 1,
};

/** What a word put by the thesaurus in place of another counts for. */
const relatedWeight = 0.5;

/**
 * Builds the index of a library's texts. Two judgements are added: how much the words of the entry speak of the need
 * (BM25 over its fields), and how well one of its titles or synonyms says the need by itself.
 */
export function createFinder(
  entries: readonly FindableEntry[],
  thesaurusSets: readonly (readonly string[])[],
  fallbackKey?: string,
): Finder {
  const thesaurus = createThesaurus(thesaurusSets);
  const index = new MiniSearch<Record<(typeof fields)[number] | 'id', string>>({
    fields: [...fields],
    tokenize: (text) => contentWords(text),
    processTerm: (word, field) => (field?.endsWith('En') ? englishStem(word) : frenchStem(word)),
    searchOptions: { tokenize: (text) => text.split(' '), processTerm: (term) => term, boost },
  });
  index.addAll(
    entries.map((entry) => ({
      id: entry.key,
      title: entry.title.fr,
      synonyms: entry.synonyms.fr.join(' \n '),
      summary: entry.summary.fr,
      description: entry.description?.fr ?? '',
      details: entry.details ?? '',
      titleEn: entry.title.en ?? '',
      synonymsEn: entry.synonyms.en.join(' \n '),
      summaryEn: entry.summary.en ?? '',
    })),
  );
  const weights = new Map(entries.map((entry) => [entry.key, entry.weight ?? 1]));
  const rarity = rarityOf(entries);
  const phrasesByStem = phrasesOf(entries, rarity);
  const vocabulary = createVocabulary(wordCounts(entries, thesaurusSets), targetWords(entries, thesaurusSets));

  const nothing: readonly Ranked[] = fallbackKey === undefined ? [] : [{ key: fallbackKey, score: 0 }];
  return {
    rank(need) {
      const understood = understand(need, vocabulary, phrasesByStem);
      if (understood.size === 0) return nothing;
      const expanded = thesaurus.expand([...understood.keys()]);
      const scores = new Map<string, number>();
      const add = (key: string, score: number) => scores.set(key, (scores.get(key) ?? 0) + score);

      const terms = [...understood.keys(), ...expanded];
      const spoken = index.search(terms.join(' '), {
        boostTerm: (term) => understood.get(term) ?? relatedWeight,
        prefix: (term) => term.length >= 4 && understood.has(term),
        weights: { fuzzy: 0, prefix: 0.3 },
      });
      const best = spoken[0]?.score ?? 1;
      for (const result of spoken) add(result.id, result.score / best);
      for (const [key, score] of scorePhrases(understood, expanded, phrasesByStem, rarity)) add(key, 2 * score);

      if (scores.size === 0) return nothing;
      return [...scores]
        .map(([key, score]) => ({ key, score: score * (weights.get(key) ?? 1) }))
        .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
    },
  };
}

type Weights = ReadonlyMap<string, number>;

/** The roots of what was typed, each with how sure it is that it was meant. */
function understand(
  need: string,
  vocabulary: ReturnType<typeof createVocabulary>,
  phrasesByStem: ReadonlyMap<string, readonly Phrase[]>,
): Map<string, number> {
  const words = contentWords(need);
  const roots = new Map<string, number>();
  const add = (word: string, likelihood: number) => {
    for (const stem of stemsOf(word)) roots.set(stem, Math.max(roots.get(stem) ?? 0, likelihood));
  };
  for (const [at, word] of words.entries()) {
    // "pass port": two halves of a word that is known.
    const joined = word + (words[at + 1] ?? '');
    if (joined !== word && !vocabulary.has(word) && vocabulary.has(joined)) add(joined, 0.9);
    if (!vocabulary.has(word) && stemsOf(word).some((stem) => phrasesByStem.has(stem))) add(word, tellingOf(word));
    else for (const meant of vocabulary.meant(word)) add(meant.word, meant.likelihood * tellingOf(meant.word));
    if (foreignCountries.has(word)) add('etranger', 0.8);
  }
  return roots;
}

/** How telling a root is: rare ones weigh more (inverse document frequency). */
function rarityOf(entries: readonly FindableEntry[]): (stem: string) => number {
  const documents = new Map<string, number>();
  for (const entry of entries) {
    const stems = new Set(phraseTexts(entry).flatMap(({ text, stem }) => contentWords(text).map(stem)));
    for (const stem of stems) documents.set(stem, (documents.get(stem) ?? 0) + 1);
  }
  return (stem) => Math.log(1 + entries.length / (1 + (documents.get(stem) ?? 0)));
}

function phraseTexts(entry: FindableEntry): { text: string; stem: (word: string) => string }[] {
  return [
    { text: entry.title.fr, stem: frenchStem },
    ...entry.synonyms.fr.map((text) => ({ text, stem: frenchStem })),
    ...(entry.title.en === undefined ? [] : [{ text: entry.title.en, stem: englishStem }]),
    ...entry.synonyms.en.map((text) => ({ text, stem: englishStem })),
  ];
}

function phrasesOf(
  entries: readonly FindableEntry[],
  rarity: (stem: string) => number,
): ReadonlyMap<string, readonly Phrase[]> {
  const byStem = new Map<string, Phrase[]>();
  for (const entry of entries) {
    for (const { text, stem } of phraseTexts(entry)) {
      const stems = [...new Set(contentWords(text).map(stem))];
      const phrase = { key: entry.key, stems, mass: stems.reduce((sum, one) => sum + rarity(one), 0) };
      for (const one of stems) byStem.set(one, [...(byStem.get(one) ?? []), phrase]);
    }
  }
  return byStem;
}

/**
 * For each entry its best expression: how much of the expression was said, and how much of the need it says. A synonym
 * said whole counts fully; words put by the thesaurus in place of others count less.
 */
function scorePhrases(
  understood: Weights,
  expanded: ReadonlySet<string>,
  phrasesByStem: ReadonlyMap<string, readonly Phrase[]>,
  rarity: (stem: string) => number,
): Map<string, number> {
  let need = 0;
  for (const [stem, likelihood] of understood) if (phrasesByStem.has(stem)) need += rarity(stem) * likelihood;
  const candidates = new Set<Phrase>();
  for (const stem of [...understood.keys(), ...expanded])
    for (const phrase of phrasesByStem.get(stem) ?? []) candidates.add(phrase);
  const best = new Map<string, number>();
  for (const phrase of candidates) {
    let said = 0;
    for (const stem of phrase.stems) {
      const likelihood = understood.get(stem) ?? (expanded.has(stem) ? relatedWeight : 0);
      said += rarity(stem) * likelihood;
    }
    const ofPhrase = said / phrase.mass;
    const ofNeed = Math.min(1, said / Math.max(need, 0.01));
    const score = ofPhrase * (0.3 + 0.7 * ofNeed);
    if (score > (best.get(phrase.key) ?? 0)) best.set(phrase.key, score);
  }
  return best;
}

/** The words that name things: those of descriptions are too many to be what a slip meant. */
function targetWords(entries: readonly FindableEntry[], sets: readonly (readonly string[])[]): ReadonlySet<string> {
  const texts = [...entries.flatMap((entry) => phraseTexts(entry).map(({ text }) => text)), ...sets.flat()];
  return new Set(texts.flatMap(contentWords));
}

/** Every word of the library and how often it comes: what a slip of the keyboard is put right against. */
function wordCounts(
  entries: readonly FindableEntry[],
  sets: readonly (readonly string[])[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const read = (text: string | undefined) => {
    for (const word of tokensOf(text ?? '')) counts.set(word, (counts.get(word) ?? 0) + 1);
  };
  for (const entry of entries) {
    for (const { text } of phraseTexts(entry)) read(text);
    for (const text of [entry.summary, entry.description]) {
      read(text?.fr);
      read(text?.en);
    }
  }
  for (const set of sets) for (const expression of set) read(expression);
  return counts;
}
