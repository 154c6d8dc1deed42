import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal, ResidentPrincipal } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { HouseholdMember, MemberDetails } from './domain/household.ts';
import type { PostalAddress } from './domain/postal-address.ts';
import type { VerifiedIdentity } from './federation/domain/verified-identity.ts';

/** What a person let us know of themselves; fills forms in. */
export interface Profile {
  readonly email: string;
  readonly emailVerified: boolean;
  readonly givenNames?: string | undefined;
  readonly familyName?: string | undefined;
  /** E.164, e.g. `+33612345678`. */
  readonly phone?: string | undefined;
  readonly address?: PostalAddress | undefined;
  readonly locale: Locale;
  /** What FranceConnect vouches for, which the person cannot change here. */
  readonly verified?: VerifiedProfile | undefined;
}

export interface VerifiedProfile {
  readonly source: 'franceconnect';
  /** When it said so last. */
  readonly at: Date;
  readonly identity: VerifiedIdentity;
}

export interface DossierLink {
  readonly authorityId: string;
  readonly dossierId: string;
}

export interface DraftLink {
  readonly authorityId: string;
  readonly draftId: string;
}

export interface TeamAgent {
  readonly id: string;
  readonly name: string;
}

/** Who people are: sessions, pseudonyms, profiles, and a person's own index of their dossiers. */
export interface Identity {
  /**
   * Who is behind the cookies: one query for a resident, one for an agent, kept in memory for five seconds and for less
   * than one. What is withdrawn ends at once, in every process: the database tells it. Where it is not heard, what another
   * process withdraws holds for that time more at most.
   */
  resolve(
    residentCookie: string | undefined,
    agentCookie: string | undefined,
    /** The request was made by an open page of itself: no session lasts longer by it. */
    unattended?: boolean,
  ): Promise<{ resident?: ResidentPrincipal | undefined; agent?: AgentPrincipal | undefined }>;
  /** 32 bytes that stand for the account at this authority, and tell nothing to another one. */
  pseudonymOf(accountId: string, authorityId: string): Buffer;
  /** @throws NotFoundError when the account is closed or was never there */
  getProfile(accountId: string): Promise<Profile>;
  /** Remembers, in the transaction of the filing, that the dossier is the person's. Harmless when repeated. */
  linkDossier(tx: Tx, accountId: string, authorityId: string, dossierId: string): Promise<void>;
  /** The same for a draft. */
  linkDraft(tx: Tx, accountId: string, authorityId: string, draftId: string): Promise<void>;
  unlinkDraft(tx: Tx, accountId: string, authorityId: string, draftId: string): Promise<void>;
  /** The latest first. */
  listDossierLinks(accountId: string): Promise<DossierLink[]>;
  listDraftLinks(accountId: string): Promise<DraftLink[]>;
  /** The people of a resident's household, in the order in which they were added. */
  listHousehold(accountId: string): Promise<HouseholdMember[]>;
  /**
   * Keeps people for the next forms; whoever is in the household already is left as they are.
   * @returns how many were added @throws ConflictError when the household is full
   */
  addHouseholdMembers(accountId: string, members: readonly MemberDetails[]): Promise<number>;
  /** The active agents of a team, by name. The transaction's scope must hold the team's authority. */
  listAgentsOfTeam(tx: Tx, teamAuthorityId: string, teamId: string): Promise<TeamAgent[]>;
}
