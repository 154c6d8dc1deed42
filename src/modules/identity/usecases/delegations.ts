import type { Tx } from '#platform/database/database.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { requireAdministrator } from './require-administrator.ts';

export interface NewDelegation {
  readonly teamAuthorityId: string;
  readonly teamId: string;
  /** One at least, or '*' alone for all of them. */
  readonly procedureIds: readonly string[];
  readonly from: Date;
  /** Undefined: until it is ended. */
  readonly until: Date | undefined;
}

/** Which right of which team. */
export interface DelegationKey {
  readonly procedureId: string;
  readonly teamAuthorityId: string;
  readonly teamId: string;
}

/** The delegation ends before it begins. */
export class DelegationDatesError extends ConflictError {
  constructor() {
    super('delegation-dates');
  }
}

/**
 * Lets a team of another authority process these procedures of the administrator's own, from an instant until another; what
 * is filed meanwhile goes to that team. Given again, it has the new dates.
 * @throws NotFoundError for a team that does not exist, or one of one's own; DelegationDatesError
 */
export async function giveDelegation(
  parts: IdentityParts,
  by: AgentPrincipal,
  delegation: NewDelegation,
): Promise<void> {
  const authorityId = requireAdministrator(by);
  const { teamAuthorityId, teamId, from, until } = delegation;
  if (teamAuthorityId === authorityId) throw new NotFoundError('team-not-found');
  if (until !== undefined && until <= from) throw new DelegationDatesError();
  const { database } = parts.platform;
  const team = await database.read([teamAuthorityId], (tx) =>
    tx
      .selectFrom('teams')
      .select('id')
      .where('authority_id', '=', teamAuthorityId)
      .where('id', '=', teamId)
      .executeTakeFirst(),
  );
  if (team === undefined) throw new NotFoundError('team-not-found');
  const dates = {
    valid_from: from,
    valid_until: until ?? null,
    given_by: by.agentId,
    receives: true,
    taken_back_at: null,
  };
  await database.transaction([authorityId], async (tx) => {
    for (const procedureId of new Set(delegation.procedureIds)) {
      await tx
        .insertInto('processing_rights')
        .values({
          authority_id: authorityId,
          team_authority_id: teamAuthorityId,
          team_id: teamId,
          procedure_id: procedureId,
          ...dates,
        })
        .onConflict((conflict) =>
          conflict.columns(['authority_id', 'procedure_id', 'team_authority_id', 'team_id']).doUpdateSet(dates),
        )
        .execute();
    }
  });
  parts.sessions.forgetAll();
}

type Ended = (
  tx: Tx,
  delegation: DelegationKey & { readonly authorityId: string; readonly now: Date },
) => Promise<void>;
const endings = new Map<string, Ended>();

/** Said once at start by a module that left something with the team: it takes it back in the transaction of the end. */
export function onDelegationEnded(name: string, takeBack: Ended): void {
  endings.set(name, takeBack);
}

/**
 * Ends a delegation at once; one that had not begun never will. What the team had under way comes back.
 * @throws NotFoundError for a right of one's own team, or of another authority's procedures
 */
export async function endDelegation(parts: IdentityParts, by: AgentPrincipal, key: DelegationKey): Promise<void> {
  const authorityId = requireAdministrator(by);
  const now = nowOf(parts);
  await parts.platform.database.transaction([authorityId], async (tx) => {
    if (key.teamAuthorityId === authorityId) throw new NotFoundError('delegation-not-found');
    const ended = await tx
      .updateTable('processing_rights')
      .set((eb) => ({
        valid_until: now,
        valid_from: eb.fn<Date>('least', ['valid_from', eb.val(now)]),
        // What is filed at this very moment is looked for once more by the job.
        receives: true,
        taken_back_at: null,
      }))
      .where('authority_id', '=', authorityId)
      .where('team_authority_id', '=', key.teamAuthorityId)
      .where('team_id', '=', key.teamId)
      .where('procedure_id', '=', key.procedureId)
      .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
      .returning('procedure_id')
      .executeTakeFirst();
    if (ended === undefined) throw new NotFoundError('delegation-not-found');
    for (const takeBack of endings.values()) await takeBack(tx, { ...key, authorityId, now });
  });
  parts.sessions.forgetAll();
}

/** Takes back what ended delegations left behind; for a job. @returns how many delegations were looked at */
export async function takeBackEnded(parts: Pick<IdentityParts, 'platform'>): Promise<number> {
  const { database } = parts.platform;
  const now = nowOf(parts);
  const ended = await database.open
    .selectFrom((eb) =>
      eb
        .fn<{ authority_id: string; procedure_id: string; team_authority_id: string; team_id: string }>(
          'delegations_to_take_back',
          [eb.val(now)],
        )
        .as('d'),
    )
    .selectAll()
    .execute();
  for (const one of ended) {
    const key = {
      authorityId: one.authority_id,
      procedureId: one.procedure_id,
      teamAuthorityId: one.team_authority_id,
      teamId: one.team_id,
    };
    await database.transaction([one.authority_id], async (tx) => {
      for (const takeBack of endings.values()) await takeBack(tx, { ...key, now });
      await tx
        .updateTable('processing_rights')
        .set({ taken_back_at: now })
        .where('authority_id', '=', key.authorityId)
        .where('procedure_id', '=', key.procedureId)
        .where('team_authority_id', '=', key.teamAuthorityId)
        .where('team_id', '=', key.teamId)
        .execute();
    });
  }
  return ended.length;
}
