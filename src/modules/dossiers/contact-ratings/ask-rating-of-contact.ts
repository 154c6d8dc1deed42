import { hmac } from '#platform/crypto/digests.ts';
import type { Tx } from '#platform/database/database.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';

/** However often the service writes, the mails of a dossier ask once in so many days. */
const quietDays = 7;

/** An e-mail address as the list of those who do not want to be asked knows it. */
export function personHash(secret: string, authorityId: string, email: string): Buffer {
  return hmac(secret, 'rating-refusal', authorityId, email.trim().toLowerCase());
}

/** Whether the mail of a message may ask what its reader thinks of it. */
export async function mayAskRating(
  tx: Tx,
  secret: string,
  dossier: Pick<DossierRow, 'authority_id' | 'id' | 'applicant_email'>,
  now: Date,
): Promise<boolean> {
  const { authority_id: authorityId, applicant_email: email } = dossier;
  if (email === null) return false;
  const refusal = await tx
    .selectFrom('rating_refusals')
    .select('refused_at')
    .where('authority_id', '=', authorityId)
    .where('person_hash', '=', personHash(secret, authorityId, email))
    .executeTakeFirst();
  if (refusal !== undefined) return false;
  const asked = await tx
    .selectFrom('dossier_events')
    .select('data')
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossier.id)
    .where('kind', '=', 'message')
    .where('at', '>', new Date(now.getTime() - quietDays * 86_400_000))
    .execute();
  return asked.every(({ data }) => data.ratingAsked !== true);
}
