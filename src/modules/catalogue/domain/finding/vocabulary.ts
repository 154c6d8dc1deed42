import SearchableMap from 'minisearch/SearchableMap';
import { commonWords } from './common-words.ts';
import { soundOf } from './sound.ts';

/** The words of the library, to find again the one that was meant when a word is none of them. */
export interface Vocabulary {
  has(word: string): boolean;
  /** The words meant, the likeliest first, with a likelihood in ]0, 1]; the word itself, at 1, when it is known. */
  meant(word: string): readonly { word: string; likelihood: number }[];
}

/**
 * @param words every word of the library, with how often it comes
 * @param targets those of titles, synonyms and thesaurus: what a misspelt word may have meant
 */
export function createVocabulary(words: ReadonlyMap<string, number>, targets: ReadonlySet<string>): Vocabulary {
  const tree = new SearchableMap<number>();
  const bySound = new Map<string, string[]>();
  for (const word of targets) {
    const count = words.get(word) ?? 0;
    tree.set(word, count);
    if (word.length < 4) continue;
    const sound = soundOf(word);
    bySound.set(sound, [...(bySound.get(sound) ?? []), word]);
  }
  const count = (word: string) => words.get(word) ?? 0;
  return {
    has: (word) => words.has(word),
    meant(word) {
      if (words.has(word)) return [{ word, likelihood: 1 }];
      if (commonWords.has(word)) return [];
      const pieces = splitInTwo(word, targets);
      if (pieces !== undefined) return pieces.map((piece) => ({ word: piece, likelihood: 0.9 }));
      if (word.length < 4 || /\d/.test(word)) return [];
      const heard = bySound.get(soundOf(word)) ?? [];
      const reach = word.length >= 8 ? 2 : 1;
      const near: { word: string; likelihood: number }[] = [];
      for (const [candidate, [, distance]] of tree.fuzzyGet(word, reach)) {
        if (candidate.length < 4) continue;
        // The first letter is seldom wrong, and a short word has many neighbours.
        const firstLetter = candidate[0] === word[0] ? 0 : 0.25;
        const length = word.length >= 7 ? 0 : word.length === 6 ? 0.1 : 0.3;
        near.push({ word: candidate, likelihood: 0.9 - 0.15 * (distance - 1) - firstLetter - length });
      }
      const all = new Map(near.map((entry) => [entry.word, entry]));
      for (const candidate of heard) {
        // By ear the length hardly changes: "rester" is not "recettes".
        if (Math.abs(candidate.length - word.length) > 3) continue;
        const likelihood = Math.max(0.85, (all.get(candidate)?.likelihood ?? 0) + 0.05);
        all.set(candidate, { word: candidate, likelihood });
      }
      return [...all.values()]
        .sort((a, b) => b.likelihood - a.likelihood || count(b.word) - count(a.word))
        .slice(0, 4)
        .filter((entry, _index, list) => entry.likelihood >= (list[0]?.likelihood ?? 0) - 0.2);
    },
  };
}

/** "cartegrise" → carte, grise. */
function splitInTwo(word: string, words: ReadonlySet<string>): [string, string] | undefined {
  for (let at = 4; at <= word.length - 4; at += 1) {
    const left = word.slice(0, at);
    const right = word.slice(at);
    if (words.has(left) && words.has(right)) return [left, right];
  }
  return undefined;
}
