import { sql } from 'kysely';
import type { Database, Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import type { Overrides } from '../domain/overrides-schema.ts';

/** Which procedure of which authority. */
export interface AdoptionKey {
  readonly authorityId: string;
  readonly procedureId: string;
}

/**
 * Keeps an authority's own words, fields and fees as a new revision; drafts and dossiers already begun stay with theirs.
 * @param change `baseRevision` is the revision that was shown: a colleague's change made meanwhile is not written over
 * @returns the new revision
 * @throws ConflictError `adoption-changed`
 */
export async function saveOverrides(
  database: Database,
  key: AdoptionKey,
  change: { overrides: Overrides; baseRevision: number; agentId?: string },
): Promise<number> {
  return inAdoption(database, key, async (tx) => {
    const { overrides_revision: current } = await tx
      .selectFrom('adoptions')
      .select('overrides_revision')
      .where('authority_id', '=', key.authorityId)
      .where('procedure_id', '=', key.procedureId)
      .executeTakeFirstOrThrow();
    if (current !== change.baseRevision) throw new ConflictError('adoption-changed');
    const stored = JSON.stringify(change.overrides);
    const { revision } = await tx
      .insertInto('adoption_overrides')
      .values((eb) => ({
        authority_id: key.authorityId,
        procedure_id: key.procedureId,
        // Never a number that was used before, even after a return to the library's words.
        revision: sql<number>`1 + coalesce((SELECT max(o.revision) FROM adoption_overrides o
          WHERE o.authority_id = ${key.authorityId} AND o.procedure_id = ${key.procedureId}), 0)`,
        overrides: stored,
        agent_id: eb.val(change.agentId ?? null),
      }))
      .returning('revision')
      .executeTakeFirstOrThrow();
    await updateAdoption(tx, key, { overrides: stored, overrides_revision: revision });
    return revision;
  });
}

/** Opens or closes a procedure on line. */
export async function openProcedure(database: Database, key: AdoptionKey, open: boolean): Promise<void> {
  await inAdoption(database, key, (tx) => updateAdoption(tx, key, { open }));
}

/**
 * Gives the new dossiers of a procedure to a team, which may then process it. Undefined: as the rule has it.
 * The team must be one that the scope shows: of the authority.
 */
export async function assignTeam(database: Database, key: AdoptionKey, teamId: string | undefined): Promise<void> {
  await inAdoption(database, key, async (tx) => {
    if (teamId === undefined) return updateAdoption(tx, key, { team_authority_id: null, team_id: null });
    await tx
      .selectFrom('teams')
      .select('id')
      .where('authority_id', '=', key.authorityId)
      .where('id', '=', teamId)
      .executeTakeFirstOrThrow();
    await updateAdoption(tx, key, { team_authority_id: key.authorityId, team_id: teamId });
    await sql`
      INSERT INTO processing_rights (authority_id, team_authority_id, team_id, procedure_id)
      SELECT ${key.authorityId}, ${key.authorityId}, ${teamId}::uuid, ${key.procedureId}
      WHERE NOT EXISTS (SELECT FROM processing_rights p
        WHERE p.authority_id = ${key.authorityId} AND p.team_authority_id = ${key.authorityId}
          AND p.team_id = ${teamId}::uuid AND p.procedure_id IN ('*', ${key.procedureId}))`.execute(tx);
  });
}

/** Takes the version that waits. @param version the one that was shown; undefined follows whatever comes */
export async function takeVersion(database: Database, key: AdoptionKey, version: number | undefined): Promise<void> {
  await inAdoption(database, key, (tx) => updateAdoption(tx, key, { version: version ?? null, postponed_until: null }));
}

/** Keeps to a version, and does not speak of the newer one before a day, YYYY-MM-DD. */
export async function postponeVersion(
  database: Database,
  key: AdoptionKey,
  postponement: { version: number; until: string },
): Promise<void> {
  await inAdoption(database, key, (tx) =>
    updateAdoption(tx, key, { version: postponement.version, postponed_until: postponement.until }),
  );
}

/**
 * Whether new versions are taken by themselves. An authority that stops following keeps what it offers today, which is
 * then written; one that follows again takes the latest of everything.
 * @param offered the procedures of today with their versions
 */
export async function followLibrary(
  database: Database,
  authorityId: string,
  change: { follows: boolean; offered: readonly { procedureId: string; version: number }[]; now: Date },
): Promise<void> {
  await database.transaction([authorityId], async (tx) => {
    await tx
      .insertInto('library_choices')
      .values({ authority_id: authorityId, follows: change.follows, seen_at: change.now })
      .onConflict((conflict) => conflict.column('authority_id').doUpdateSet({ follows: change.follows }))
      .execute();
    if (change.follows) {
      await tx
        .updateTable('adoptions')
        .set({ version: null, postponed_until: null })
        .where('authority_id', '=', authorityId)
        .execute();
      return;
    }
    for (const { procedureId, version } of change.offered) {
      await tx
        .insertInto('adoptions')
        .values({ authority_id: authorityId, procedure_id: procedureId, version })
        .onConflict((conflict) => conflict.columns(['authority_id', 'procedure_id']).doUpdateSet({ version }))
        .execute();
    }
  });
}

/** The administrator has read what the library changed. */
export async function markLibrarySeen(database: Database, authorityId: string, now: Date): Promise<void> {
  await database.transaction([authorityId], (tx) =>
    tx
      .insertInto('library_choices')
      .values({ authority_id: authorityId, seen_at: now })
      .onConflict((conflict) => conflict.column('authority_id').doUpdateSet({ seen_at: now }))
      .execute(),
  );
}

/** Makes the row when the authority had chosen nothing yet, and holds it: changes of one adoption come one after the other. */
async function inAdoption<T>(database: Database, key: AdoptionKey, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.transaction([key.authorityId], async (tx) => {
    await tx
      .insertInto('adoptions')
      .values({ authority_id: key.authorityId, procedure_id: key.procedureId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx
      .selectFrom('adoptions')
      .select('procedure_id')
      .where('authority_id', '=', key.authorityId)
      .where('procedure_id', '=', key.procedureId)
      .forUpdate()
      .execute();
    return work(tx);
  });
}

async function updateAdoption(
  tx: Tx,
  key: AdoptionKey,
  values: {
    open?: boolean;
    overrides?: string;
    overrides_revision?: number;
    version?: number | null;
    postponed_until?: string | null;
    team_authority_id?: string | null;
    team_id?: string | null;
  },
): Promise<void> {
  await tx
    .updateTable('adoptions')
    .set(values)
    .where('authority_id', '=', key.authorityId)
    .where('procedure_id', '=', key.procedureId)
    .execute();
}
