import type { Documents } from '#modules/documents/index.ts';
import { withFreshCode } from '#modules/dossiers/index.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { MailFacts } from '../domain/mail-facts.ts';
import { splitQuoted } from '../domain/split-quoted.ts';
import type { InboundParts } from '../inbound-parts.ts';
import type { IncomingMessage } from '../incoming-message.ts';
import type { OpenMailbox } from '../mailbox.ts';
import type { Mailbox } from '../queries/mailboxes.ts';
import { gatherMail } from '../reading/gather-mail.ts';
import { readHeader } from '../reading/read-mail.ts';
import { decideMail } from './decide-mail.ts';

/** The largest message that is fetched; the server refuses most of those anyway. */
export const largestMail = 50_000_000;

/** Where a message lies in its mailbox. */
export interface MailPlace {
  readonly uidValidity: string;
  readonly uid: number;
  readonly size: number;
  readonly receivedAt: Date;
}

/**
 * Takes a message: reads it, notes it once for ever, and makes of it what it is, in one transaction.
 * @param opened nothing when its reading failed: it is then only noted
 * @returns false when it was known
 */
export async function takeMail(
  parts: InboundParts,
  mailbox: Mailbox,
  place: MailPlace,
  opened: OpenMailbox | undefined,
): Promise<boolean> {
  const message = await read(parts.documents, mailbox, place, opened);
  return withFreshCode(() =>
    parts.platform.database.transaction([mailbox.authority_id], (tx) => note(tx, parts, mailbox, place, message)),
  );
}

async function read(
  documents: Documents,
  mailbox: Mailbox,
  place: MailPlace,
  opened: OpenMailbox | undefined,
): Promise<IncomingMessage> {
  if (opened === undefined) return unread(mailbox, place, await readHeader(Buffer.alloc(0)), 'unreadable');
  if (place.size > largestMail) {
    return unread(mailbox, place, await readHeader(await opened.header(place.uid)), 'too-large');
  }
  const mail = await gatherMail(documents, mailbox.authority_id, await opened.open(place.uid));
  const { body, quoted } = splitQuoted(mail.text);
  return {
    facts: mail.facts,
    body: [body, ...mail.enclosed.map(({ subject, from, text }) => enclosedText(subject, from, text))]
      .filter((text) => text !== '')
      .join('\n\n'),
    quoted,
    files: mail.files,
    setAside: mail.setAside,
    start: mail.start,
    identity: sha256(Buffer.concat([Buffer.from(`${mail.facts.messageId}\0`), mail.digest])),
  };
}

/** Agents read French; so does whoever wrote to a French town hall. */
function enclosedText(subject: string, from: string, text: string): string {
  return `— Message joint «\u00a0${subject}\u00a0», de ${from} —\n${text}`;
}

function unread(
  mailbox: Mailbox,
  place: MailPlace,
  facts: MailFacts,
  why: 'too-large' | 'unreadable',
): IncomingMessage {
  const identity = sha256(`${why}\0${facts.messageId}\0${mailbox.id}\0${place.uidValidity}\0${place.uid}`);
  return { facts, body: '', quoted: '', files: [], setAside: [], start: '', identity, unread: why };
}

async function note(
  tx: Tx,
  parts: InboundParts,
  mailbox: Mailbox,
  place: MailPlace,
  message: IncomingMessage,
): Promise<boolean> {
  const { authority_id: authorityId } = mailbox;
  const now = new Date(parts.platform.clock.now().epochMilliseconds);
  const id = newId(now.getTime());
  const { facts } = message;
  const inserted = await tx
    .insertInto('received_messages')
    .values({
      authority_id: authorityId,
      id,
      medium: 'email',
      identity: message.identity,
      mailbox_id: mailbox.id,
      uid_validity: place.uidValidity,
      uid: place.uid,
      message_id: facts.messageId,
      references_ids: [...facts.references],
      sender: facts.sender.address,
      sender_name: facts.sender.name,
      subject: facts.subject,
      body: message.body,
      quoted: message.quoted,
      size: Math.min(place.size, 2_000_000_000),
      set_aside: JSON.stringify(message.setAside),
      verdict: 'unattached',
      state: 'waiting',
      received_at: place.receivedAt,
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'identity']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    await countAgain(tx, mailbox, place, message.identity);
    return false;
  }
  const decided = await decideMail(tx, parts, mailbox, { id, ...message, receivedAt: place.receivedAt, now });
  // What is in a dossier has its files there.
  const kept =
    decided.dossierId !== undefined && decided.state === 'settled'
      ? []
      : await parts.documents.recordAll(
          tx,
          authorityId,
          message.files.map((received) => ({ received, options: { origin: 'applicant' as const } })),
        );
  await tx
    .updateTable('received_messages')
    .set({
      verdict: decided.verdict,
      state: decided.state,
      dossier_id: decided.dossierId ?? null,
      suggested_dossier_id: decided.suggestedDossierId ?? null,
      document_ids: kept.map((document) => document.id),
      ...(decided.state === 'waiting' ? {} : { decided_at: now }),
    })
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .execute();
  return true;
}

/** The same message under another number, or in another mailbox: one more copy. Read again after a break: none. */
async function countAgain(tx: Tx, mailbox: Mailbox, place: MailPlace, identity: Buffer): Promise<void> {
  await tx
    .updateTable('received_messages')
    .set((eb) => ({ times: eb('times', '+', 1) }))
    .where('authority_id', '=', mailbox.authority_id)
    .where('identity', '=', identity)
    .where((eb) =>
      eb.or([
        eb('mailbox_id', '!=', mailbox.id),
        eb.and([eb('uid_validity', '=', place.uidValidity), eb('uid', '!=', String(place.uid))]),
      ]),
    )
    .execute();
}
