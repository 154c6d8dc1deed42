import type { Reader, Tx } from '#platform/database/database.ts';

/** A child whom two households share, as one of the parents sees it. */
export interface Sharing {
  readonly childId: string;
  readonly since: Date;
  /** Whether the other parent sees that requests about the child were made here. */
  readonly shows: boolean;
  readonly other: {
    readonly accountId: string;
    readonly memberId: string;
    readonly name: string;
    readonly shows: boolean;
  };
}

/** Undefined when the child is of this household alone. Read anew each time: a sharing that ended shows nothing more. */
export async function findSharing(
  open: Reader | Tx,
  { accountId, memberId }: { readonly accountId: string; readonly memberId: string },
): Promise<Sharing | undefined> {
  const row = await open
    .selectFrom('child_parents as own')
    .innerJoin('shared_children as c', 'c.id', 'own.child_id')
    .innerJoin('child_parents as other', 'other.child_id', 'own.child_id')
    .innerJoin('accounts as a', 'a.id', 'other.account_id')
    .select(['own.child_id', 'own.since', 'own.shows_dossiers as shows'])
    .select(['other.account_id', 'other.member_id', 'other.shows_dossiers as other_shows'])
    .select(['a.given_names', 'a.family_name', 'a.email'])
    .where('own.account_id', '=', accountId)
    .where('own.member_id', '=', memberId)
    .where('other.account_id', '<>', accountId)
    .where('c.ended_at', 'is', null)
    .where('a.closed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    childId: row.child_id,
    since: row.since,
    shows: row.shows,
    other: {
      accountId: row.account_id,
      memberId: row.member_id,
      name: [row.given_names, row.family_name].filter(Boolean).join(' ') || row.email,
      shows: row.other_shows,
    },
  };
}

/** The invitation of the other parent that waits for an answer. */
export function findOpenInvitation(open: Reader | Tx, own: { accountId: string; memberId: string }, now: Date) {
  return open
    .selectFrom('child_invitations')
    .select(['id', 'email', 'expires_at'])
    .where('account_id', '=', own.accountId)
    .where('member_id', '=', own.memberId)
    .where('answer', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export interface Collector {
  readonly id: string;
  readonly accountId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly phone: string;
  /** YYYY-MM-DD, that day included. */
  readonly until: string | undefined;
}

/** Who may collect the child today, as both parents say it while they share; the term over, nobody is listed. */
export async function listCollectors(
  open: Reader | Tx,
  own: { accountId: string; memberId: string },
  sharing: Sharing | undefined,
  today: Temporal.PlainDate,
): Promise<Collector[]> {
  const parents = [own, ...(sharing === undefined ? [] : [sharing.other])];
  const rows = await open
    .selectFrom('child_collectors')
    .selectAll()
    .where((eb) =>
      eb.or(
        parents.map((parent) =>
          eb.and([eb('account_id', '=', parent.accountId), eb('member_id', '=', parent.memberId)]),
        ),
      ),
    )
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', today.toString())]))
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    givenNames: row.given_names,
    familyName: row.family_name,
    phone: row.phone,
    until: row.until ?? undefined,
  }));
}
