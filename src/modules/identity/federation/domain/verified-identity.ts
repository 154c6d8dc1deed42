import { cleanLine } from '../../domain/contact-details.ts';

/** The « identité pivot » of FranceConnect: what the State vouches for. */
export interface VerifiedIdentity {
  readonly givenNames: readonly string[];
  /** At birth. Empty for the few people who have none. */
  readonly familyName: string;
  /** « Nom d’usage », when the person uses another one than at birth. */
  readonly usedName?: string | undefined;
  /** YYYY-MM-DD; 00 stands for a day, or a day and a month, that nobody knows. */
  readonly birthDate?: string | undefined;
  readonly gender?: 'female' | 'male' | 'unspecified' | undefined;
  /** INSEE code of the commune, for somebody born in France. */
  readonly birthPlace?: string | undefined;
  /** INSEE code of the country, 99100 for France. */
  readonly birthCountry?: string | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of FranceConnect v2, and keeps nothing else of them.
 * @returns undefined when they name nobody
 */
export function readVerifiedIdentity(claims: Claims): VerifiedIdentity | undefined {
  const givenNames = readGivenNames(claims);
  const familyName = line(claims.family_name);
  if (givenNames.length === 0 && familyName === '') return undefined;
  const usedName = line(claims.preferred_username);
  const birthDate = line(claims.birthdate);
  const birthPlace = line(claims.birthplace);
  const birthCountry = line(claims.birthcountry);
  const gender = (['female', 'male', 'unspecified'] as const).find((one) => one === claims.gender);
  return {
    givenNames,
    familyName,
    ...(usedName === '' || usedName === familyName ? {} : { usedName }),
    ...(isBirthDate(birthDate) ? { birthDate } : {}),
    ...(gender === undefined ? {} : { gender }),
    ...(/^(\d{5}|2[AB]\d{3})$/.test(birthPlace) ? { birthPlace } : {}),
    ...(/^99\d{3}$/.test(birthCountry) ? { birthCountry } : {}),
  };
}

/** The name by which the person is called. */
export function nameInUse(identity: VerifiedIdentity): string {
  return identity.usedName ?? identity.familyName;
}

/** The identity provider that says that somebody else was at the keyboard for the person, when it is one of these. */
export function readHelper(claims: Claims, helperIdps: string): string | undefined {
  const idp = line(claims.idp_id);
  return idp !== '' && helperIdps.split(',').some((one) => one.trim() === idp) ? idp : undefined;
}

/**
 * The identity by which an account is known again under another subject: all that tells one person from every other. The
 * name in use is left out, which changes in a life.
 * @returns undefined when something is missing: two people born abroad on a day that nobody knows may look alike
 */
export function fullIdentity(identity: VerifiedIdentity): Omit<VerifiedIdentity, 'usedName'> | undefined {
  const { givenNames, familyName, birthDate, gender, birthPlace, birthCountry } = identity;
  const complete =
    givenNames.length > 0 &&
    familyName !== '' &&
    birthDateParts(birthDate)?.day !== undefined &&
    gender !== undefined &&
    birthPlace !== undefined &&
    birthCountry !== undefined;
  return complete ? { givenNames, familyName, birthDate, gender, birthPlace, birthCountry } : undefined;
}

/** Whether an account that names itself so may well be the person's: some word of the names is the same. */
export function namesAgree(
  identity: VerifiedIdentity,
  declared: { readonly givenNames?: string | undefined; readonly familyName?: string | undefined },
): boolean {
  const own = wordsOf(declared.familyName ?? '');
  if (own.length === 0) return true;
  const vouched = new Set(wordsOf(`${identity.familyName} ${identity.usedName ?? ''}`));
  return own.some((word) => vouched.has(word));
}

/** Year first, for a calendar that knows the day or not. @returns undefined when there is no date */
export function birthDateParts(
  birthDate: string | undefined,
): { year: number; month?: number; day?: number } | undefined {
  if (birthDate === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  if (month === 0) return { year };
  return day === 0 ? { year, month } : { year, month, day };
}

function readGivenNames(claims: Claims): string[] {
  const list = claims.given_name_array;
  const names = Array.isArray(list) ? list.map(line) : line(claims.given_name).split(' ');
  return names.filter((name) => name !== '').slice(0, 20);
}

function line(value: unknown): string {
  return typeof value === 'string' ? cleanLine(value).slice(0, 200) : '';
}

function isBirthDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const [month, day] = [Number(parts[2]), Number(parts[3])];
  if (month > 12 || day > 31) return false;
  if (month === 0 || day === 0) return true;
  return !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).getUTCDate() === day;
}

function wordsOf(name: string): string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
}
