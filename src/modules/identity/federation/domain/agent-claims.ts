import { cleanLine, normalizeEmail } from '../../domain/contact-details.ts';

/** What ProConnect says of an agent. */
export interface AgentClaims {
  /** The identity provider, for which the subject holds. */
  readonly idpId: string;
  /** In small letters; undefined when absent, or said not to be checked. */
  readonly email?: string | undefined;
  readonly name: string;
  /** The establishment for which the agent acts, 14 digits. */
  readonly siret?: string | undefined;
  /** Two factors were proved. */
  readonly secondFactor: boolean;
}

/** Levels of ProConnect at which two factors were proved. */
const strongLevels = ['eidas1-mfa', 'eidas2', 'eidas3'];

/** Reads the claims of ProConnect; `acr` is that of the ID token. */
export function readAgentClaims(acr: string, claims: Readonly<Record<string, unknown>>): AgentClaims {
  const line = (value: unknown) => (typeof value === 'string' ? cleanLine(value).slice(0, 200) : '');
  const email = claims.email_verified === false ? undefined : normalizeEmail(line(claims.email));
  const siret = line(claims.siret).replaceAll(' ', '');
  return {
    idpId: line(claims.idp_id),
    name: [line(claims.given_name), line(claims.usual_name)].filter(Boolean).join(' '),
    secondFactor: strongLevels.includes(acr),
    ...(email === undefined ? {} : { email }),
    ...(/^\d{14}$/.test(siret) ? { siret } : {}),
  };
}

/**
 * Whether 14 digits can be a SIRET: Luhn's sum, or, for the establishments of La Poste (SIREN 356000000), digits that add up
 * to a multiple of five (INSEE, Sirene documentation).
 */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits)) return false;
  const numbers = [...digits].map(Number);
  if (digits.startsWith('356000000') && numbers.reduce((sum, digit) => sum + digit, 0) % 5 === 0) return true;
  const sum = numbers.reduce((total, digit, index) => {
    const weighed = index % 2 === 0 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}

/** The part after the @, in small letters. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
