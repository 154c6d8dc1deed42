import type { Procedure } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { localize } from '#platform/i18n/text.ts';
import type { Platform } from '#platform/platform.ts';
import { dossierMessages as say } from '../messages.ts';
import { getOwnDraft, type Owner } from '../queries/get-own-draft.ts';

/** A link that opens a draft holds the authority, so that the draft can be looked for among its own only. */
export function readResumeToken(token: string): { authorityId: string; hash: Buffer } | undefined {
  const parts = /^([0-9A-Z]{2,20})\.[\w-]{43}$/.exec(token);
  return parts?.[1] === undefined ? undefined : { authorityId: parts[1], hash: sha256(token) };
}

/**
 * Sends the link with which the person goes on later, elsewhere. Only its hash is kept; a new link replaces the one
 * before. It lasts as long as the draft.
 */
export async function sendResumeLink(
  tx: Tx,
  platform: Pick<Platform, 'jobs' | 'clock'>,
  request: {
    authority: Authority;
    procedure: Procedure;
    draftId: string;
    owner: Owner;
    email: string;
    origin: string;
    now: Date;
  },
): Promise<void> {
  const { authority, procedure, email } = request;
  const draft = await getOwnDraft(tx, { ...request, authorityId: authority.id, lock: true });
  const token = `${authority.id}.${newToken()}`;
  await tx
    .updateTable('drafts')
    .set({ resume_token_hash: sha256(token), resume_email: email })
    .where('authority_id', '=', authority.id)
    .where('id', '=', draft.id)
    .execute();
  const { locale } = draft;
  const title = localize(procedure.title, locale);
  const until = formatDate(draft.expiresAt, locale);
  await queueMessage(platform, tx, {
    authorityId: authority.id,
    medium: 'email',
    recipient: email,
    subject: say(locale, 'mail.resume.subject', { title }),
    body: composeEmail({
      locale,
      paragraphs: [say(locale, 'mail.resume.body', { title, until }), say(locale, 'mail.resume.ignore')],
      action: { label: say(locale, 'mail.resume.action'), href: `${request.origin}/reprendre/${token}` },
      authority,
    }),
  });
}
