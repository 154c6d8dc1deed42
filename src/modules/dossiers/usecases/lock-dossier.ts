import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import { DossierNotFoundError } from '../errors.ts';

/** A dossier's row, without its search words. */
export type DossierRow = Omit<Selectable<Tables['dossiers']>, 'words'>;

export const dossierColumns = [
  'authority_id',
  'id',
  'code',
  'procedure_id',
  'procedure_version',
  'overrides_revision',
  'state',
  'phase',
  'urgent',
  'headline',
  'team_authority_id',
  'team_id',
  'assignee_id',
  'applicant_name',
  'applicant_email',
  'applicant_phone',
  'account_pseudonym',
  'visitor_hash',
  'channel',
  'locale',
  'commune_code',
  'lat',
  'lon',
  'answers',
  'complete',
  'submitted_at',
  'updated_at',
  'due_on',
  'silence_rule',
  'clock_suspended_at',
  'last_applicant_act_at',
  'decided_at',
  'closed_at',
  'purge_on',
  'archived_at',
  'rating',
  'rating_comment',
  'joined_to',
  'handed_over',
  'submission_key',
  'revision',
] as const satisfies readonly (keyof DossierRow)[];

/**
 * The row, locked until the end of the transaction: acts on one dossier take place one after the other, and its chain of
 * events has one end.
 * @throws {DossierNotFoundError} when these authorities have no such dossier.
 */
export async function lockDossier(tx: Tx, authorityId: string, dossierId: string): Promise<DossierRow> {
  const row = await tx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('authority_id', '=', authorityId)
    .where('id', '=', dossierId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new DossierNotFoundError();
  return row;
}
