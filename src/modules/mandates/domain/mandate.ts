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
  /** The mandate that the person agreed to in the place of this one. */
  readonly replacedBy: string | null;
  readonly procedures: readonly MandateProcedure[];
}

export interface MandateProcedure {
  /** Who answers the procedure. */
  readonly authorityId: string;
  readonly procedureId: string;
}

/** How many authorities one mandate may name: a person reads what they agree to. */
export const mostAuthorities = 10;

export type MandateState = 'waiting' | 'active' | 'ended' | 'revoked' | 'replaced';

/** A mandate acts from the agreement to the instant of its end, which it does not reach. */
export function stateOf(
  mandate: Pick<Mandate, 'agreedAt' | 'endsAt' | 'revokedAt' | 'replacedBy'>,
  now: Date,
): MandateState {
  if (mandate.revokedAt !== null) return mandate.replacedBy === null ? 'revoked' : 'replaced';
  if (mandate.agreedAt === null || mandate.endsAt === null) return 'waiting';
  return now < mandate.endsAt ? 'active' : 'ended';
}

/** Days before the end from which a renewal is proposed: enough to see the person, never most of the mandate. */
export function renewalDays(days: number): number {
  return Math.min(30, Math.ceil(days / 4));
}

/** Whole days that are left, when the end is near enough to think of a renewal; undefined otherwise. */
export function endsSoon(mandate: Pick<Mandate, 'endsAt' | 'days'>, now: Date): number | undefined {
  if (mandate.endsAt === null || now >= mandate.endsAt) return undefined;
  const left = Math.floor((mandate.endsAt.getTime() - now.getTime()) / 86_400_000);
  return mandate.days > 1 && left < renewalDays(mandate.days) ? left : undefined;
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

/**
 * What is agreed to, in the room of a text message: every authority is named, with its first procedures and how many more;
 * the mandate itself has them all.
 */
export function scopeInShort(scope: readonly { readonly title: string; readonly authorityName: string }[]): string {
  const byAuthority = Map.groupBy(scope, (one) => one.authorityName);
  const shown = byAuthority.size > 1 ? 2 : 4;
  return [...byAuthority]
    .map(([authority, lines]) => {
      const titles = lines.slice(0, shown).map((one) => one.title);
      const more = lines.length > shown ? ` (+${lines.length - shown})` : '';
      return `${titles.join(', ')}${more} – ${authority}`;
    })
    .join(' ; ');
}
