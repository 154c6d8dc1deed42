/**
 * How sure the sign-in was, said to sites as `acr`. `eidas1` is FranceConnect's own value for its lowest level; the
 * others are ours.
 */
export const acrValues = ['urn:parvis:acr:1', 'urn:parvis:acr:2', 'eidas1'] as const;
export type Acr = (typeof acrValues)[number];

/** @param session `factors` in the order in which they were proved */
export function acrOf(session: { readonly assurance: string; readonly factors: readonly string[] }): Acr {
  if (session.assurance === 'franceconnect') return 'eidas1';
  // A passkey is two factors in one gesture: the device and what unlocks it.
  return session.assurance === 'passkey' || session.factors.length > 1 ? 'urn:parvis:acr:2' : 'urn:parvis:acr:1';
}

const methods: Readonly<Record<string, string>> = {
  password: 'pwd',
  passkey: 'hwk',
  totp: 'otp',
  'recovery-code': 'otp',
};

/** The methods as RFC 8176 names them. */
export function amrOf(factors: readonly string[]): string[] {
  const known = factors.flatMap((factor) => methods[factor] ?? []);
  return factors.length > 1 ? [...new Set([...known, 'mfa'])] : known;
}
