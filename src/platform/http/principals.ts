/** Who is asking. Resolved by the module `identity`, read by every policy. A visitor is neither. */
export interface ResidentPrincipal {
  /** The associations and companies that the person represents at this very moment. */
  readonly bodies?: readonly RepresentedBody[];
  /** The one of them that the person acts for in this session; absent when they act for themselves. */
  readonly actingFor?: RepresentedBody | undefined;
  /** What the session was opened with; a second factor that was asked as well is not told here. */
  readonly assurance: 'password' | 'passkey' | 'link' | 'franceconnect';
  /** When the person last proved who they are in this session. */
  readonly authenticatedAt: Date;
  /** The identity provider at which a helper signed in for the person (Aidants Connect), when the claims told it. */
  readonly helper?: string | undefined;
  readonly accountId: string;
  readonly email: string;
  /** What the header shows: the person's name, else the e-mail. */
  readonly label: string;
  readonly sessionHash: Buffer;
}

/** An association or a company, for somebody who represents it. */
export interface RepresentedBody {
  readonly bodyId: string;
  readonly kind: 'association' | 'company';
  readonly name: string;
  readonly role: 'manager' | 'member';
}

/** A right of one of the agent's teams to process a procedure ('*' for all) of an authority. */
export interface ProcessingRight {
  readonly authorityId: string;
  readonly procedureId: string;
  readonly teamAuthorityId: string;
  readonly teamId: string;
  readonly leader: boolean;
}

export type AgentRole = 'agent' | 'team-leader' | 'administrator';

export interface AgentPrincipal {
  readonly agentId: string;
  readonly name: string;
  readonly email: string;
  /** The authority that employs the agent, for this session. */
  readonly authorityId: string;
  readonly authorityName: string;
  readonly role: AgentRole;
  readonly rights: readonly ProcessingRight[];
  /** The authorities whose dossiers the agent's teams process, their own included: the scope of their transactions. */
  readonly scope: readonly string[];
  readonly sessionHash: Buffer;
  /** What the session was opened with, in order: `password`, `passkey`, `totp`, `recovery-code`, `proconnect`, `mfa`. */
  readonly factors?: readonly string[];
  /** When the agent last proved who they are in this session. */
  readonly authenticatedAt?: Date;
}
