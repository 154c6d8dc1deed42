import type { Selectable } from 'kysely';
import type { Answers } from '#modules/forms/index.ts';
import { sameDigest } from '#platform/crypto/digests.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { Draft } from '../domain/draft.ts';
import { isUuid } from '../domain/uuid.ts';
import { DraftExpiredError, DraftNotFoundError } from '../errors.ts';

/** Who asks: a browser by its secret, an account by the pseudonym that this authority knows it by. */
export interface Owner {
  readonly visitorHash: Buffer | undefined;
  readonly accountPseudonym: Buffer | undefined;
}

/**
 * A draft for its owner: the account it was begun with, or the browser when it was begun without one.
 * @throws {DraftNotFoundError} when it does not exist or is not theirs
 * @throws {DraftExpiredError} when it is theirs and too old
 */
export async function getOwnDraft(
  tx: Tx,
  request: { authorityId: string; draftId: string; owner: Owner; now: Date; lock?: boolean },
): Promise<Draft> {
  if (!isUuid(request.draftId)) throw new DraftNotFoundError();
  let query = tx
    .selectFrom('drafts')
    .selectAll()
    .where('authority_id', '=', request.authorityId)
    .where('id', '=', request.draftId);
  if (request.lock === true) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (row === undefined || !isOwner(row, request.owner)) throw new DraftNotFoundError();
  if (row.expires_at <= request.now) throw new DraftExpiredError();
  return draftOf(row);
}

/** Belongs to the account when it has one, to the browser otherwise: signing out on a shared computer closes the door. */
export function isOwner(row: { visitor_hash: Buffer | null; account_pseudonym: Buffer | null }, owner: Owner): boolean {
  return sameOwner(row.visitor_hash, owner.visitorHash) || sameOwner(row.account_pseudonym, owner.accountPseudonym);
}

function sameOwner(kept: Buffer | null, given: Buffer | undefined): boolean {
  return kept !== null && given !== undefined && sameDigest(kept, given);
}

export function draftOf(row: Selectable<Tables['drafts']>): Draft {
  return {
    authorityId: row.authority_id,
    id: row.id,
    procedureId: row.procedure_id,
    procedureVersion: row.procedure_version,
    overridesRevision: row.overrides_revision,
    answers: row.answers as Answers,
    completedPages: row.completed_pages,
    visitorHash: row.visitor_hash,
    accountPseudonym: row.account_pseudonym,
    resumeEmail: row.resume_email,
    locale: row.locale,
    revision: row.revision,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
  };
}
