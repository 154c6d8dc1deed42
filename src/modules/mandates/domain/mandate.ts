/** How long a mandate may last: that of Aidants Connect, and two steps between. */
export const mandateDays = [1, 31, 182, 365] as const;
export type MandateDays = (typeof mandateDays)[number];

export type Agreement = 'screen' | 'code' | 'paper';
export type RevokedBy = 'resident' | 'helper' | 'agent';

export interface Mandate {
  readonly authorityId: string;
  readonly id: string;
  readonly helperId: string;
  readonly helperName: string;
  readonly structure: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: 'fr' | 'en';
  readonly days: number;
  readonly createdAt: Date;
  readonly agreement: Agreement | null;
  readonly agreedAt: Date | null;
  readonly endsAt: Date | null;
  readonly paperId: string | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: RevokedBy | null;
  readonly renews: string | null;
  readonly procedures: readonly MandateProcedure[];
}

export interface MandateProcedure {
  /** Who answers the procedure. */
  readonly authorityId: string;
  readonly procedureId: string;
}

export type MandateState = 'waiting' | 'active' | 'ended' | 'revoked';

/** A mandate acts from the agreement to the instant of its end, which it does not reach. */
export function stateOf(mandate: Pick<Mandate, 'agreedAt' | 'endsAt' | 'revokedAt'>, now: Date): MandateState {
  if (mandate.revokedAt !== null) return 'revoked';
  if (mandate.agreedAt === null || mandate.endsAt === null) return 'waiting';
  return now < mandate.endsAt ? 'active' : 'ended';
}

/** The end of a mandate agreed to now: so many times 24 hours later. */
export function endOf(agreedAt: Date, days: number): Date {
  return new Date(agreedAt.getTime() + days * 86_400_000);
}

export function covers(mandate: Pick<Mandate, 'procedures'>, authorityId: string, procedureId: string): boolean {
  return mandate.procedures.some((one) => one.authorityId === authorityId && one.procedureId === procedureId);
}

export function personOf(mandate: Pick<Mandate, 'givenNames' | 'familyName'>): string {
  return [mandate.givenNames, mandate.familyName].filter(Boolean).join(' ');
}

/** As residents read it: "Marie Dupont, France Services de Vernon". */
export function helperOf(mandate: Pick<Mandate, 'helperName' | 'structure'>): string {
  return `${mandate.helperName}, ${mandate.structure}`;
}

export const isMandateDays = (value: number): value is MandateDays => mandateDays.some((days) => days === value);
