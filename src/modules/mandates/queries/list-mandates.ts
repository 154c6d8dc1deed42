import type { Tx } from '#platform/database/database.ts';
import type { Mandate } from '../domain/mandate.ts';
import { mandateOf } from './get-mandate.ts';

export type ListedMandate = Omit<Mandate, 'procedures'>;

/** Of one helper, or of all those of the authority; the latest first. */
export async function listMandates(
  tx: Tx,
  authorityId: string,
  only: { readonly helperId?: string; readonly runningAt?: Date } = {},
): Promise<ListedMandate[]> {
  let query = tx
    .selectFrom('mandates')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('created_at', 'desc')
    .limit(500);
  if (only.helperId !== undefined) query = query.where('helper_id', '=', only.helperId);
  if (only.runningAt !== undefined) query = query.where('revoked_at', 'is', null).where('ends_at', '>', only.runningAt);
  return (await query.execute()).map(mandateOf);
}

/** What a helper may act under or wait to, now; in the order in which rows are locked. */
export async function listOpenMandates(
  tx: Tx,
  of: { readonly authorityId: string; readonly helperId: string; readonly now: Date },
): Promise<ListedMandate[]> {
  const rows = await tx
    .selectFrom('mandates')
    .selectAll()
    .where('authority_id', '=', of.authorityId)
    .where('helper_id', '=', of.helperId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', of.now)]))
    .orderBy('id')
    .execute();
  return rows.map(mandateOf);
}

export interface MandateAct {
  readonly id: string;
  readonly at: Date;
  readonly act: string;
  readonly actorKind: 'helper' | 'resident' | 'agent';
  readonly actorName: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was done to the mandate and under it, the latest first. */
export async function listActs(tx: Tx, authorityId: string, mandateId: string): Promise<MandateAct[]> {
  return tx
    .selectFrom('mandate_acts')
    .select(['id', 'at', 'act', 'actor_kind as actorKind', 'actor_name as actorName', 'data'])
    .where('authority_id', '=', authorityId)
    .where('mandate_id', '=', mandateId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}

export interface MandateDossier {
  readonly targetAuthorityId: string;
  readonly dossierId: string;
}

export async function listMandateDossiers(tx: Tx, authorityId: string, mandateId: string): Promise<MandateDossier[]> {
  return tx
    .selectFrom('mandate_dossiers')
    .select(['target_authority_id as targetAuthorityId', 'dossier_id as dossierId'])
    .where('authority_id', '=', authorityId)
    .where('mandate_id', '=', mandateId)
    .orderBy('filed_at', 'desc')
    .execute();
}
