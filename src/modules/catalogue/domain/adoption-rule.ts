import type { AuthorityKind } from '#modules/directory/index.ts';
import { ownerOfProcedure } from './own-procedure.ts';
import { ownAffairs } from './team-of-competence.ts';

/** What an authority chose otherwise than the rule, for one procedure. */
export interface AdoptionChoice {
  readonly procedureId: string;
  /** The version that it keeps to; the latest when undefined. */
  readonly version: number | undefined;
  readonly open: boolean;
  readonly overrides: Record<string, unknown>;
  readonly overridesRevision: number;
  readonly team: { readonly authorityId: string; readonly id: string } | undefined;
  /** YYYY-MM-DD: a newer version waits until then. */
  readonly postponedUntil: string | undefined;
}

/** A procedure of the library, in its latest version. */
export interface LatestVersion {
  readonly procedureId: string;
  readonly version: number;
  readonly competence: string;
}

export interface AuthorityAndLibrary {
  readonly authority: { readonly id?: string; readonly kind: AuthorityKind; readonly closed: boolean };
  /** Ids of the competences that it holds. */
  readonly held: ReadonlySet<string>;
  /** New versions are taken by themselves. */
  readonly follows: boolean;
  /** Civil date in Paris. */
  readonly today: string;
}

export interface Adoption {
  readonly procedureId: string;
  readonly version: number;
  readonly open: boolean;
  readonly choice: AdoptionChoice | undefined;
  /** A newer version that the authority has not taken. */
  readonly waiting: { readonly version: number; readonly until: string | undefined } | undefined;
}

/**
 * Whether an authority offers a procedure, and in which version. By rule it offers those of the competences that it holds
 * and of its own affairs, in their latest version. One that does not follow the library offers what it took, and nothing
 * new by itself; what it took of a competence that it no longer holds stays, closed.
 * @returns undefined when it does not offer it
 */
export function adoptionOf(
  latest: LatestVersion,
  choice: AdoptionChoice | undefined,
  { authority, held, follows, today }: AuthorityAndLibrary,
): Adoption | undefined {
  const owner = ownerOfProcedure(latest.procedureId);
  // What an authority writes for itself is its own, whatever it holds; nobody else's.
  if (owner !== undefined && owner !== authority.id) return undefined;
  const mine = owner !== undefined || isInCharge(latest.competence, held);
  if (owner === undefined && (follows ? !mine : choice?.version === undefined)) return undefined;
  const kept = choice?.version;
  const until = choice?.postponedUntil;
  const moves = kept === undefined || (follows && (until === undefined || until <= today));
  const version = moves ? latest.version : Math.min(kept, latest.version);
  return {
    procedureId: latest.procedureId,
    version,
    open: (choice?.open ?? true) && mine && !authority.closed,
    choice,
    waiting: version < latest.version ? { version: latest.version, until } : undefined,
  };
}

/** The competence is the authority's, or one that each body exercises for itself. */
export function isInCharge(competence: string, held: ReadonlySet<string>): boolean {
  return held.has(competence) || ownAffairs.has(competence);
}
