import snowball from 'snowball-stemmers';

const frenchStemmer = snowball.newStemmer('french');
const englishStemmer = snowball.newStemmer('english');
const kept = new Map<string, readonly string[]>();
const mostKept = 20_000;

/** The root of a French word without accents ("électorales" → "electoral"). */
export function frenchStem(word: string): string {
  // Snowball leaves short plurals alone; without accents "-ee" and "-ees" hide the past participle.
  const stem = frenchStemmer.stem(word.replace(/ee(s?)$/, 'e$1'));
  return stem.length > 3 ? stem.replace(/[esx]$/, '') : stem;
}

export function englishStem(word: string): string {
  return englishStemmer.stem(word);
}

/** The roots under which a word may stand in the index: in French, and in English when it differs. */
export function stemsOf(word: string): readonly string[] {
  const known = kept.get(word);
  if (known !== undefined) return known;
  const french = frenchStem(word);
  const english = englishStem(word);
  const stems = french === english ? [french] : [french, english];
  if (kept.size >= mostKept) kept.clear();
  kept.set(word, stems);
  return stems;
}
