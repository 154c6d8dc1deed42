import { sha256 } from '#platform/crypto/digests.ts';
import { randomIndexes } from '#platform/crypto/ids.ts';

/** Without the letters and digits that are mistaken for one another when they are told. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const length = 8;

/** The code that one parent tells the other: `K7MP-2QXA`. The link of the e-mail alone opens nothing. */
export function newSharingCode(): string {
  const letters = randomIndexes(length, alphabet.length).map((index) => alphabet[index]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** Of the code as it was typed: capitals, spaces and hyphens do not matter. */
export function hashSharingCode(typed: string): Buffer {
  return sha256(typed.toUpperCase().replace(/[^A-Z0-9]/g, ''));
}
