import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type Mandate, stateOf } from '../domain/mandate.ts';
import { MandateEndedError, MandateNotFoundError } from '../errors.ts';
import { findHelper } from './find-helper.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A mandate of the authority, whoever asks; the caller has the policy. @throws {MandateNotFoundError} */
export async function getMandate(
  tx: Tx,
  { authorityId, id, lock }: { authorityId: string; id: string; lock?: 'update' | 'share' },
): Promise<Mandate> {
  if (!uuid.test(id)) throw new MandateNotFoundError();
  let query = tx.selectFrom('mandates').selectAll().where('authority_id', '=', authorityId).where('id', '=', id);
  if (lock === 'update') query = query.forUpdate();
  if (lock === 'share') query = query.forShare();
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new MandateNotFoundError();
  const procedures = await tx
    .selectFrom('mandate_procedures')
    .select(['target_authority_id as authorityId', 'procedure_id as procedureId'])
    .where('authority_id', '=', authorityId)
    .where('mandate_id', '=', id)
    .orderBy('target_authority_id')
    .orderBy('procedure_id')
    .execute();
  return { ...mandateOf(row), procedures };
}

/**
 * The helper's own mandate, in any state.
 * @throws {MandateNotFoundError} for another helper's, a colleague's too, as for one that does not exist
 */
export async function getOwnMandate(
  tx: Tx,
  agent: AgentPrincipal,
  id: string,
  lock?: 'update' | 'share',
): Promise<Mandate> {
  const mandate = await getMandate(tx, { authorityId: agent.authorityId, id, ...(lock === undefined ? {} : { lock }) });
  if (mandate.helperId !== agent.agentId) throw new MandateNotFoundError();
  return mandate;
}

/**
 * The mandate under which the helper acts now. Asked at each request and again in each transaction that writes: one that
 * ended or was revoked a second ago refuses, as does a helper whose right was taken back.
 * @throws {MandateNotFoundError} @throws {MandateEndedError}
 */
export async function getActiveMandate(
  tx: Tx,
  agent: AgentPrincipal,
  id: string,
  now: Date,
  lock?: 'share',
): Promise<Mandate> {
  // The right is locked before the mandate, as by whoever takes it back.
  const helper = await findHelper(tx, agent.authorityId, agent.agentId, lock);
  const mandate = await getOwnMandate(tx, agent, id, lock);
  if (helper === undefined || stateOf(mandate, now) !== 'active') throw new MandateEndedError();
  return mandate;
}

export function mandateOf(row: Selectable<Tables['mandates']>): Omit<Mandate, 'procedures'> {
  return {
    authorityId: row.authority_id,
    id: row.id,
    helperId: row.helper_id,
    helperName: row.helper_name,
    structure: row.structure,
    givenNames: row.given_names,
    familyName: row.family_name,
    email: row.email,
    phone: row.phone,
    locale: row.locale,
    days: row.days,
    createdAt: row.created_at,
    agreement: row.agreement,
    agreedAt: row.agreed_at,
    endsAt: row.ends_at,
    paperId: row.paper_id,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
    renews: row.renews,
    replacedBy: row.replaced_by,
  };
}
