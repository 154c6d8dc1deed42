import { commonPasswordWords, typingRows } from './common-passwords.ts';

const shortestPassword = 12;
/** Long enough for any phrase; beyond, somebody wants to keep the processor busy. */
const longestPassword = 200;
/**
 * CNIL, délibération n° 2022-100 of 21 July 2022, case no. 2: a password of 50 bits does when attempts are restricted,
 * which `signInRules` does; without a restriction it would take 80.
 */
const leastBits = 50;

export type PasswordProblem =
  | 'password-missing'
  | 'password-short'
  | 'password-long'
  | 'password-own-words'
  | 'password-common'
  | 'password-simple';

/**
 * What is wrong with a new password, or undefined. No composition is imposed, as the CNIL's recommendation leaves it
 * open: what counts is how many tries an attacker needs, once the guesses that everybody makes are set aside.
 * @param ownWords e-mail, names: what somebody who knows the person tries first
 */
export function findPasswordProblem(
  password: string,
  ownWords: readonly (string | undefined)[],
): PasswordProblem | undefined {
  if (password === '') return 'password-missing';
  const length = [...password].length;
  if (length < shortestPassword) return 'password-short';
  if (length > longestPassword) return 'password-long';
  const own = ownWords
    .flatMap((words) => fold(words ?? '').split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 3);
  if (estimateBits(password, [...own, ...commonPasswordWords]) >= leastBits) return undefined;
  if (estimateBits(password, commonPasswordWords) >= leastBits) return 'password-own-words';
  return estimateBits(password, []) >= leastBits ? 'password-common' : 'password-simple';
}

/** Bits that an attacker must find: each guessable piece (word, run of keys, repetition) is worth one character. */
export function estimateBits(password: string, guessable: readonly string[]): number {
  const rest = withoutRepetitions(withoutRuns(withoutWords(fold(password), guessable)));
  return [...rest].length * Math.log2(alphabetSize(password));
}

/** Lower case, no accents. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
};

/** Stands for a piece that was set aside. */
const mark = '\u0001';

function withoutWords(text: string, words: readonly string[]): string {
  let rest = text;
  for (const word of [...new Set(words)].sort((a, b) => b.length - a.length)) {
    let plain = [...rest].map((symbol) => lookalikes[symbol] ?? symbol).join('');
    const plainWord = [...word].map((symbol) => lookalikes[symbol] ?? symbol).join('');
    for (let at = plain.indexOf(plainWord); at !== -1; at = plain.indexOf(plainWord, at + 1)) {
      rest = rest.slice(0, at) + mark + rest.slice(at + word.length);
      plain = plain.slice(0, at) + mark + plain.slice(at + word.length);
    }
  }
  return rest;
}

/** Four keys or more in a row, forwards or backwards. */
function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    const run = runLength(text, at);
    rest += run >= 4 ? mark : text[at];
    at += run >= 4 ? run : 1;
  }
  return rest;
}

function runLength(text: string, at: number): number {
  let longest = 1;
  for (const row of typingRows) {
    let length = 1;
    while (at + length < text.length && row.includes(text.slice(at, at + length + 1))) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** "aaaa" and "abcabc" are worth one "a" and one "abc". */
function withoutRepetitions(text: string): string {
  return text.replace(/(.{1,12}?)\1{2,}/gsu, '$1').replace(/(.{3,12}?)\1+/gsu, '$1');
}

/** Of the kinds of characters that are there; 37 for the others, as the CNIL counts them. */
function alphabetSize(password: string): number {
  const kinds = [
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    [/\p{Nd}/u, 10],
    [/[^\p{Ll}\p{Lu}\p{Nd}]/u, 37],
  ] as const;
  return kinds.reduce((sum, [pattern, size]) => (pattern.test(password) ? sum + size : sum), 0);
}
