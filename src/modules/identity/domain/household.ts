import { cleanLine } from './contact-details.ts';
import { majorityDay } from './majority.ts';

export const childRelations = ['child', 'partner-child', 'entrusted-child'] as const;
export const adultRelations = ['partner', 'parent', 'adult'] as const;
export const relations = [...childRelations, ...adultRelations] as const;
export type Relation = (typeof relations)[number];

/** Somebody of a resident's household, as the resident says it. */
export interface HouseholdMember {
  readonly id: string;
  readonly relation: Relation;
  readonly givenNames: string;
  readonly familyName: string;
  /** YYYY-MM-DD; always there for a child. */
  readonly birthDate?: string | undefined;
}

export type MemberDetails = Omit<HouseholdMember, 'id'>;

/** What a page sends about somebody of the household, as typed. */
export interface TypedMember {
  readonly relation: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export type MemberProblem =
  | 'given-names-missing'
  | 'family-name-missing'
  | 'name-invalid'
  | 'relation-missing'
  | 'child-of-age'
  | 'birth-date-missing'
  | 'birth-date-invalid'
  | 'birth-date-future';

/** More than this is no household but a directory. */
export const maxMembers = 30;

export function isChildRelation(relation: Relation): boolean {
  return childRelations.some((one) => one === relation);
}

function isRelation(text: string): text is Relation {
  return relations.some((one) => one === text);
}

/** A letter, and nothing that no name has. */
const nameLike = /^[^\d@<>]*\p{L}[^\d@<>]*$/u;

/** Nobody living was born earlier. */
const maxAgeInYears = 125;

/** Reads what was typed; every problem is told at once. */
export function readMember(
  typed: TypedMember,
  today: Temporal.PlainDate,
): { readonly member: MemberDetails } | { readonly problems: readonly MemberProblem[] } {
  const givenNames = cleanLine(typed.givenNames);
  const familyName = cleanLine(typed.familyName);
  const problems: MemberProblem[] = [];
  if (givenNames === '') problems.push('given-names-missing');
  if (familyName === '') problems.push('family-name-missing');
  if ([givenNames, familyName].some((name) => name !== '' && !nameLike.test(name))) problems.push('name-invalid');
  const relation = isRelation(typed.relation) ? typed.relation : undefined;
  if (relation === undefined) problems.push('relation-missing');
  const birth = readBirthDate(typed, today);
  if (birth === 'none' && relation !== undefined && isChildRelation(relation)) problems.push('birth-date-missing');
  if (birth === 'invalid') problems.push('birth-date-invalid');
  if (birth === 'future') problems.push('birth-date-future');
  if (typeof birth !== 'string' && relation !== undefined && isChildRelation(relation) && isOfAge(birth, today))
    problems.push('child-of-age');
  if (problems.length > 0 || relation === undefined) return { problems };
  const birthDate = typeof birth === 'string' ? undefined : birth.toString();
  return { member: { relation, givenNames, familyName, birthDate } };
}

function readBirthDate(
  { day, month, year }: TypedMember,
  today: Temporal.PlainDate,
): Temporal.PlainDate | 'none' | 'invalid' | 'future' {
  const parts = [day, month, year].map((part) => part.trim());
  if (parts.every((part) => part === '')) return 'none';
  if (!parts.every((part) => /^\d{1,4}$/.test(part)) || !/^\d{4}$/.test(parts[2] ?? '')) return 'invalid';
  const date = realDate(Number(parts[2]), Number(parts[1]), Number(parts[0]));
  if (date === undefined) return 'invalid';
  if (Temporal.PlainDate.compare(date, today) > 0) return 'future';
  return Temporal.PlainDate.compare(date, today.subtract({ years: maxAgeInYears })) < 0 ? 'invalid' : date;
}

function realDate(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** They would leave the household the next night. */
function isOfAge(birth: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(majorityDay(birth.toString()), today) <= 0;
}

/** The same person, whatever the capitals and the accents. */
export function isSameMember(
  one: Pick<HouseholdMember, 'givenNames' | 'familyName' | 'birthDate'>,
  other: Pick<HouseholdMember, 'givenNames' | 'familyName' | 'birthDate'>,
): boolean {
  const folded = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  return (
    folded(one.givenNames) === folded(other.givenNames) &&
    folded(one.familyName) === folded(other.familyName) &&
    one.birthDate === other.birthDate
  );
}
