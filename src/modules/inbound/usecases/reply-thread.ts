import type { ReplyThreadFinder } from '#modules/notifications/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { domainOf } from '#platform/mail/smtp-transport.ts';
import { mailReference, subjectMark, taggedAddress, threadRoot } from '../domain/mail-reference.ts';
import type { InboundParts } from '../inbound-parts.ts';

/**
 * Where answers to the mails of a dossier go: the mailbox of its team, or the one by which its applicant wrote, or the
 * authority's. Only what goes to the applicant has it: whoever shows its reference is taken for them.
 */
export function replyThreads(parts: Pick<InboundParts, 'platform' | 'directory'>): ReplyThreadFinder {
  return async (tx, { authorityId, dossierId, recipient }) => {
    const dossier = await tx
      .selectFrom('dossiers')
      .select(['team_id', 'applicant_email'])
      .where('authority_id', '=', authorityId)
      .where('id', '=', dossierId)
      .executeTakeFirst();
    if (dossier === undefined || dossier.applicant_email?.toLowerCase() !== recipient.toLowerCase()) return undefined;
    const last = await findLastMail(tx, authorityId, dossierId);
    const mailbox = await findMailbox(tx, authorityId, dossier.team_id, last?.mailbox_id ?? undefined);
    if (mailbox === undefined) return undefined;
    const { config } = parts.platform;
    const reference = mailReference(config.sessionSecret, authorityId, dossierId);
    await tx
      .insertInto('mail_threads')
      .values({ authority_id: authorityId, reference, dossier_id: dossierId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { name } = await parts.directory.getAuthority(authorityId);
    const address = mailbox.sub_addressing ? taggedAddress(mailbox.address, reference) : mailbox.address;
    return {
      replyTo: { name, address },
      references: [threadRoot(reference, domainOf(config.MAIL_FROM)), ...(last?.message_id ? [last.message_id] : [])],
      ...(mailbox.sub_addressing ? {} : { mark: subjectMark(reference) }),
    };
  };
}

function findLastMail(tx: Tx, authorityId: string, dossierId: string) {
  return tx
    .selectFrom('received_messages')
    .select(['message_id', 'mailbox_id'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('medium', '=', 'email')
    .where('verdict', 'in', ['joined', 'opened'])
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function findMailbox(tx: Tx, authorityId: string, teamId: string, former: string | undefined) {
  const all = await tx
    .selectFrom('mailboxes')
    .select(['id', 'address', 'team_id', 'sub_addressing'])
    .where('authority_id', '=', authorityId)
    .where('paused', '=', false)
    .orderBy('created_at')
    .execute();
  return (
    all.find((one) => one.id === former) ??
    all.find((one) => one.team_id === teamId) ??
    all.find((one) => one.team_id === null)
  );
}
