import type { Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import { actorOf, type Follower, getOwnDossier } from '../queries/get-own-dossier.ts';
import { type DossierRow, lockDossier } from './lock-dossier.ts';
import { recordEvent } from './record-event.ts';

export interface Rating {
  readonly authorityId: string;
  readonly dossierId: string;
  readonly follower: Follower;
  /** 1 to 5 */
  readonly mark: number;
  readonly comment: string;
  readonly now: Date;
}

/** The dossier is not over, so there is nothing to rate yet. */
export class RatingTooEarlyError extends ConflictError {
  constructor() {
    super('rating-too-early');
  }
}

/** What the applicant thinks of how the request was handled. It may be changed: the last mark counts. */
export async function rateDossier(tx: Tx, rating: Rating): Promise<void> {
  const { authorityId, dossierId, mark, comment } = rating;
  await getOwnDossier(tx, rating);
  const dossier = await lockDossier(tx, authorityId, dossierId);
  if (!mayRate(dossier)) throw new RatingTooEarlyError();
  if (dossier.rating === mark && dossier.rating_comment === comment) return;
  await tx
    .updateTable('dossiers')
    .set({ rating: mark, rating_comment: comment, revision: dossier.revision + 1 })
    .where('authority_id', '=', authorityId)
    .where('id', '=', dossierId)
    .execute();
  const actor = actorOf(dossier, rating.follower);
  await recordEvent(tx, {
    authorityId,
    dossierId,
    at: rating.now,
    kind: 'rated',
    actor: { kind: 'applicant', name: actor.name },
    channel: 'web',
    visibility: 'public',
    data: { rating: mark, ...actor.by, ...(comment === '' ? {} : { comment }) },
  });
}

/** Once it is decided or closed; somebody who withdrew was not served. */
export function mayRate(dossier: Pick<DossierRow, 'phase'>): boolean {
  return dossier.phase === 'accepted' || dossier.phase === 'refused' || dossier.phase === 'closed';
}
