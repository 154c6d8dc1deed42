/** What a session was opened with first. */
export type Assurance = 'password' | 'passkey' | 'link' | 'franceconnect' | 'proconnect';

const minute = 60_000;
const day = 24 * 60 * minute;

/** In milliseconds. */
export const signInTerms = {
  /** To type the second factor once the first was right. */
  pending: 10 * minute,
  /** To answer the challenge of a passkey. */
  challenge: 5 * minute,
  /** After which what matters (methods, address, closing) asks again who one is. */
  fresh: 15 * minute,
  /** Between an agent's asking that a lost second factor be released and its release: the person is told, and can refuse. */
  release: 3 * day,
  /** To come for it, from then on. */
  releaseKept: 30 * day,
} as const;

/** Whether the proof is recent enough for what matters. */
export function isFresh(authenticatedAt: Date | undefined, now: Date): boolean {
  return authenticatedAt !== undefined && now.getTime() - authenticatedAt.getTime() <= signInTerms.fresh;
}

/**
 * Whether that first step is worth two: a passkey asks for the device and for what unlocks it; an identity provider that
 * says so (`mfa`) has asked for both.
 */
export function isStrong(assurance: Assurance, factors: readonly string[]): boolean {
  return assurance === 'passkey' || assurance === 'franceconnect' || factors.includes('mfa');
}
