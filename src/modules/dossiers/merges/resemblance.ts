import type { DossierRow } from '../usecases/lock-dossier.ts';

/** What two dossiers have in common. */
export type Likeness =
  | { readonly kind: 'account' | 'email' | 'phone' | 'person' }
  | { readonly kind: 'place'; readonly metres: number };

type Compared = Pick<
  DossierRow,
  | 'procedure_id'
  | 'account_pseudonym'
  | 'applicant_email'
  | 'applicant_phone'
  | 'applicant_name'
  | 'lat'
  | 'lon'
  | 'answers'
>;

/** Two reports nearer than this may tell of the same thing. */
export const nearMetres = 60;
/** Filed further apart than this, two requests are two needs. */
export const mostDaysApart = 60;

/** Why two dossiers may be the same need; nothing when they do not resemble each other. */
export function likenessOf(a: Compared, b: Compared): Likeness[] {
  const likeness: Likeness[] = [];
  if (a.account_pseudonym !== null && b.account_pseudonym?.equals(a.account_pseudonym) === true)
    likeness.push({ kind: 'account' });
  if (a.applicant_email !== null && a.applicant_email.toLowerCase() === b.applicant_email?.toLowerCase())
    likeness.push({ kind: 'email' });
  if (a.applicant_phone !== null && a.applicant_phone === b.applicant_phone) likeness.push({ kind: 'phone' });
  if (a.applicant_name !== '' && a.applicant_name === b.applicant_name && shareBirthDate(a, b))
    likeness.push({ kind: 'person' });
  if (a.procedure_id === b.procedure_id && a.lat !== null && a.lon !== null && b.lat !== null && b.lon !== null) {
    const metres = Math.round(metresBetween(a.lat, a.lon, b.lat, b.lon));
    if (metres <= nearMetres) likeness.push({ kind: 'place', metres });
  }
  return likeness;
}

/** The same account, address or phone: whoever follows the one may follow the other. A name is not enough. */
export function isSamePerson(likeness: readonly Likeness[]): boolean {
  return likeness.some(({ kind }) => kind === 'account' || kind === 'email' || kind === 'phone');
}

function shareBirthDate(a: Compared, b: Compared): boolean {
  const dates = birthDates(a.answers);
  return [...birthDates(b.answers)].some((date) => dates.has(date));
}

/** The applicant's own dates of birth: those of a group are other people's. */
function birthDates(answers: unknown): Set<string> {
  const dates = Object.entries(answers as Record<string, unknown>).flatMap(([id, value]) =>
    /birth/.test(id) && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? [value] : [],
  );
  return new Set(dates);
}

/** On a sphere: exact enough over some hundred metres. */
export function metresBetween(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const radians = Math.PI / 180;
  const x = (lon2 - lon1) * radians * Math.cos(((lat1 + lat2) / 2) * radians);
  const y = (lat2 - lat1) * radians;
  return Math.hypot(x, y) * 6_371_000;
}
