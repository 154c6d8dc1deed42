import type { Tx } from '#platform/database/database.ts';
import type { DossierRow } from '../../usecases/lock-dossier.ts';

/** A dossier of the same authority that one opened from the other. */
export interface LinkedDossier
  extends Pick<
    DossierRow,
    | 'authority_id'
    | 'id'
    | 'code'
    | 'procedure_id'
    | 'procedure_version'
    | 'overrides_revision'
    | 'team_authority_id'
    | 'team_id'
    | 'account_pseudonym'
    | 'visitor_hash'
  > {
  readonly kind: 'opened' | 'opened-by' | 'related';
}

export function listLinked(tx: Tx, authorityId: string, dossierId: string): Promise<LinkedDossier[]> {
  return tx
    .selectFrom('dossier_links as l')
    .innerJoin('dossiers as d', (join) =>
      join.onRef('d.authority_id', '=', 'l.authority_id').onRef('d.id', '=', 'l.linked_dossier_id'),
    )
    .select([
      'd.authority_id',
      'd.id',
      'd.code',
      'd.procedure_id',
      'd.procedure_version',
      'd.overrides_revision',
      'd.team_authority_id',
      'd.team_id',
      'd.account_pseudonym',
      'd.visitor_hash',
      'l.kind',
    ])
    .where('l.authority_id', '=', authorityId)
    .where('l.dossier_id', '=', dossierId)
    .orderBy('l.created_at')
    .execute();
}

/** The same request at another authority, before or after. */
export interface Transfer {
  readonly direction: 'sent' | 'received';
  readonly other_authority_id: string;
  readonly other_dossier_id: string;
  readonly other_code: string;
  readonly first_submitted_at: Date;
  readonly at: Date;
}

export function listTransfers(tx: Tx, authorityId: string, dossierId: string): Promise<Transfer[]> {
  return tx
    .selectFrom('dossier_transfers')
    .select(['direction', 'other_authority_id', 'other_dossier_id', 'other_code', 'first_submitted_at', 'at'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .orderBy('at')
    .execute();
}
