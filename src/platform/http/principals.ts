/** Who is asking. Resolved by the module `identity`, read by every policy. A visitor is neither. */
export interface ResidentPrincipal {
  readonly accountId: string;
  readonly email: string;
  /** What the header shows: the person's name, else the e-mail. */
  readonly label: string;
  readonly sessionHash: Buffer;
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
}
