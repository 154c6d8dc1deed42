import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { recordEvent } from './record-event.ts';

/** A delegation that has ended. */
interface Ended {
  readonly authorityId: string;
  /** '*' for all of them. */
  readonly procedureId: string;
  readonly teamAuthorityId: string;
  readonly teamId: string;
  readonly now: Date;
}

const words = {
  fr: 'La délégation a pris fin\u00a0: la demande revient à la collectivité',
  en: 'The delegation has ended: the request comes back to the authority',
};

/**
 * The dossiers that a team of another authority may process no more come back to the authority's own team, closed ones too:
 * otherwise nobody would see them. One that another right still covers stays where it is.
 */
export async function takeBackDossiers(
  tx: Tx,
  { catalogue }: Pick<DossiersParts, 'catalogue'>,
  ended: Ended,
): Promise<void> {
  const { authorityId, procedureId, teamAuthorityId, teamId, now } = ended;
  const everything = await tx
    .selectFrom('processing_rights')
    .select('team_id')
    .where('authority_id', '=', authorityId)
    .where('team_authority_id', '=', authorityId)
    .orderBy((eb) => eb('procedure_id', '<>', '*'))
    .orderBy('valid_from')
    .executeTakeFirst();
  if (everything === undefined) return;
  const { rows } = await sql<{ id: string; procedure_id: string; revision: number }>`
    SELECT d.id, d.procedure_id, d.revision FROM dossiers d
    WHERE d.authority_id = ${authorityId} AND d.team_authority_id = ${teamAuthorityId} AND d.team_id = ${teamId}::uuid
      AND (${procedureId} = '*' OR d.procedure_id = ${procedureId})
      AND NOT EXISTS (SELECT FROM processing_rights p
        WHERE p.authority_id = d.authority_id AND p.team_authority_id = d.team_authority_id AND p.team_id = d.team_id
          AND p.procedure_id IN ('*', d.procedure_id)
          AND p.valid_from <= ${now} AND (p.valid_until IS NULL OR p.valid_until > ${now}))
    ORDER BY d.id FOR UPDATE OF d`.execute(tx);
  for (const dossier of rows) {
    const offered = await catalogue.findAdopted(authorityId, dossier.procedure_id, { agents: true });
    const own = offered?.teamAuthorityId === authorityId ? offered.teamId : everything.team_id;
    await tx
      .updateTable('dossiers')
      .set({
        team_authority_id: authorityId,
        team_id: own,
        assignee_id: null,
        updated_at: now,
        revision: dossier.revision + 1,
      })
      .where('authority_id', '=', authorityId)
      .where('id', '=', dossier.id)
      .execute();
    await recordEvent(tx, {
      authorityId,
      dossierId: dossier.id,
      at: now,
      kind: 'delegation-ended',
      actor: { kind: 'system' },
      channel: 'web',
      visibility: 'internal',
      data: { words },
    });
  }
}
