import type { Tx } from '#platform/database/database.ts';
import { DossierNotFoundError } from '../errors.ts';
import type { actorOf } from '../queries/get-own-dossier.ts';
import { type DossierRow, lockDossier } from '../usecases/lock-dossier.ts';
import { recordEvent } from '../usecases/record-event.ts';
import { personHash } from './ask-rating-of-contact.ts';
import type { Contact } from './contact-link.ts';

/** A message that may be rated, with what was said of it. */
export interface RatedContact {
  /** When the service wrote. */
  readonly at: Date;
  readonly rating: { readonly mark: number; readonly comment: string } | undefined;
}

/** @returns undefined when the dossier has no such message (any more) */
export async function findContact(tx: Tx, contact: Contact): Promise<RatedContact | undefined> {
  const { authorityId, dossierId, contactId } = contact;
  const messages = await tx
    .selectFrom('dossier_events')
    .select(['at', 'data'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('kind', '=', 'message')
    .where('actor_kind', '=', 'agent')
    .execute();
  const message = messages.find(({ data }) => data.contact === contactId);
  if (message === undefined) return undefined;
  const rating = await tx
    .selectFrom('contact_ratings')
    .select(['mark', 'comment'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst();
  return { at: message.at, rating };
}

/**
 * What the applicant thinks of one message: the last mark holds, a message has one opinion. The team reads it in the
 * dossier's history.
 * @param opinion `by` whom, when it is not known from the dossier alone
 * @throws {DossierNotFoundError} no such message
 */
export async function rateContact(
  tx: Tx,
  contact: Contact,
  opinion: {
    readonly mark: number;
    readonly comment: string;
    readonly now: Date;
    readonly by?: ReturnType<typeof actorOf>;
  },
): Promise<void> {
  const { authorityId, dossierId, contactId } = contact;
  const { mark, comment, now } = opinion;
  const dossier = await lockDossier(tx, authorityId, dossierId);
  const found = await findContact(tx, contact);
  if (found === undefined) throw new DossierNotFoundError();
  if (found.rating?.mark === mark && found.rating.comment === comment) return;
  await tx
    .insertInto('contact_ratings')
    .values({ authority_id: authorityId, dossier_id: dossierId, contact_id: contactId, mark, comment, rated_at: now })
    .onConflict((conflict) =>
      conflict.columns(['authority_id', 'dossier_id', 'contact_id']).doUpdateSet({ mark, comment, rated_at: now }),
    )
    .execute();
  await recordEvent(tx, {
    authorityId,
    dossierId,
    at: now,
    kind: 'rated',
    actor: { kind: 'applicant', name: opinion.by?.name ?? dossier.applicant_name },
    channel: 'web',
    visibility: 'public',
    data: { rating: mark, contact: contactId, ...opinion.by?.by, ...(comment === '' ? {} : { comment }) },
  });
}

/** No mail of this authority asks this person's opinion any more; or does again. */
export async function refuseToBeAsked(
  tx: Tx,
  secret: string,
  dossier: Pick<DossierRow, 'authority_id' | 'applicant_email'>,
  refuses: boolean,
  now: Date,
): Promise<void> {
  const { authority_id: authorityId, applicant_email: email } = dossier;
  if (email === null) return;
  const hash = personHash(secret, authorityId, email);
  if (refuses) {
    await tx
      .insertInto('rating_refusals')
      .values({ authority_id: authorityId, person_hash: hash, refused_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return;
  }
  await tx
    .deleteFrom('rating_refusals')
    .where('authority_id', '=', authorityId)
    .where('person_hash', '=', hash)
    .execute();
}

/** Whether this person asked not to be asked. */
export async function refusesToBeAsked(
  tx: Tx,
  secret: string,
  dossier: Pick<DossierRow, 'authority_id' | 'applicant_email'>,
): Promise<boolean> {
  const { authority_id: authorityId, applicant_email: email } = dossier;
  if (email === null) return false;
  const row = await tx
    .selectFrom('rating_refusals')
    .select('refused_at')
    .where('authority_id', '=', authorityId)
    .where('person_hash', '=', personHash(secret, authorityId, email))
    .executeTakeFirst();
  return row !== undefined;
}
