import { hasSiretKey, readSiret } from '#modules/forms/index.ts';
import { cleanLine } from '#modules/identity/index.ts';

export type BodyKind = 'association' | 'company';

/** A manager says who represents the body; a member acts for it. */
export type RepresentativeRole = 'manager' | 'member';

export interface BodyDetails {
  readonly kind: BodyKind;
  readonly siret: string | undefined;
  readonly rna: string | undefined;
  readonly name: string;
}

/** What a declaration page sends, as typed. */
export interface TypedDeclaration {
  readonly kind: string;
  readonly number: string;
  readonly name: string;
  readonly capacity: string;
  readonly authority: string;
}

export type DeclarationProblem =
  | 'kind-missing'
  | 'number-missing'
  | 'number-invalid'
  | 'siret-needed'
  | 'siret-key'
  | 'name-missing'
  | 'capacity-missing';

/** W and nine digits; overseas, the second of them may be a letter (Répertoire national des associations). */
const rnaPattern = /^W\d[0-9A-Z]\d{7}$/;

const longest = 200;

/** Reads a declaration; every problem is told at once. A company has a SIRET; an association one, or an RNA number. */
export function readDeclaration(
  typed: TypedDeclaration,
): { readonly body: BodyDetails; readonly capacity: string } | { readonly problems: readonly DeclarationProblem[] } {
  const kind = typed.kind === 'association' || typed.kind === 'company' ? typed.kind : undefined;
  const name = cleanLine(typed.name).slice(0, longest);
  const capacity = cleanLine(typed.capacity).slice(0, longest);
  const number = readNumber(typed.number);
  const problems: DeclarationProblem[] = [];
  if (kind === undefined) problems.push('kind-missing');
  if (typeof number === 'string') problems.push(number);
  else if (kind === 'company' && number.siret === undefined) problems.push('siret-needed');
  if (name === '') problems.push('name-missing');
  if (capacity === '') problems.push('capacity-missing');
  if (problems.length > 0 || kind === undefined || typeof number === 'string') return { problems };
  return { body: { kind, name, ...number }, capacity };
}

function readNumber(
  typed: string,
): { siret: string | undefined; rna: string | undefined } | 'number-missing' | 'number-invalid' | 'siret-key' {
  const compact = typed.replace(/[\s\u00a0\u202f.-]/g, '').toUpperCase();
  if (compact === '') return 'number-missing';
  if (rnaPattern.test(compact)) return { siret: undefined, rna: compact };
  const siret = readSiret(compact);
  if (siret === undefined) return 'number-invalid';
  return hasSiretKey(siret) ? { siret, rna: undefined } : 'siret-key';
}

/** Whether the body would be left without a manager once this person is one no longer. */
export function isLastManager(
  representatives: readonly { readonly accountId: string; readonly role: RepresentativeRole }[],
  accountId: string,
): boolean {
  const managers = representatives.filter((one) => one.role === 'manager');
  return managers.length === 1 && managers[0]?.accountId === accountId;
}

/** Whether somebody says who represents the body. Members alone, whose managers closed their accounts, do not. */
export function isManaged(representatives: readonly { readonly role: RepresentativeRole }[]): boolean {
  return representatives.some((one) => one.role === 'manager');
}
