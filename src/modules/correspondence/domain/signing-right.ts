/** What somebody may sign by themselves. */
export interface OwnRights {
  readonly administrator: boolean;
  /** `authority/team` */
  readonly teams: ReadonlySet<string>;
  readonly ledTeams: ReadonlySet<string>;
}

/** A delegation of signature (CGCT, L2122-18 and L2122-19), with what its giver may sign. */
export interface HeldDelegation {
  readonly authorityId: string;
  readonly delegatorId: string;
  readonly delegatorName: string;
  /** "le maire" */
  readonly delegatorTitle: string;
  /** "l’adjointe à l’urbanisme" */
  readonly delegateTitle: string;
  readonly orderReference: string;
  /** YYYY-MM-DD */
  readonly orderDate: string;
  readonly rights: OwnRights;
}

/** "Pour le maire et par délégation, l’adjointe à l’urbanisme" */
export function delegatedRole(held: Pick<HeldDelegation, 'delegatorTitle' | 'delegateTitle'>): string {
  const { delegatorTitle, delegateTitle } = held;
  return `Pour ${withArticle(delegatorTitle)} et par délégation, ${delegateTitle}`;
}

/** "Le maire" inside a sentence: "le maire". */
function withArticle(title: string): string {
  return /^(Le|La|L’|L'|Les)(\s|\p{Lu}|\p{Ll})/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** Whether a delegation holds on a day. Days are YYYY-MM-DD. */
export function isInForce(
  delegation: {
    readonly fromDay: string;
    readonly untilDay: string | null;
    readonly onlyAbsent: boolean;
    readonly isRevoked: boolean;
  },
  day: string,
  isDelegatorAway: boolean,
): boolean {
  if (delegation.isRevoked || day < delegation.fromDay) return false;
  if (delegation.untilDay !== null && day > delegation.untilDay) return false;
  return !delegation.onlyAbsent || isDelegatorAway;
}
