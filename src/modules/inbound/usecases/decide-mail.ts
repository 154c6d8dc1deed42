import { fileMessage, lockDossier, receiveMessage, recordEvent, takesMessages } from '#modules/dossiers/index.ts';
import { markUndelivered } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { domainOf } from '#platform/mail/smtp-transport.ts';
import { classifyMail } from '../domain/classify-mail.ts';
import { readDeliveryReport } from '../domain/delivery-report.ts';
import { codesIn, isOwnReference, ownMessageIds, referencesIn } from '../domain/mail-reference.ts';
import type { InboundParts } from '../inbound-parts.ts';
import type { IncomingMessage, Verdict } from '../incoming-message.ts';
import { originOf } from '../origin.ts';
import type { Mailbox } from '../queries/mailboxes.ts';

/** Messages of one sender in an hour after which a machine is believed to answer a machine. */
export const mostInAnHour = 20;

export interface Decided {
  readonly verdict: Verdict;
  readonly state: 'waiting' | 'settled' | 'binned';
  readonly dossierId?: string | undefined;
  readonly suggestedDossierId?: string | undefined;
}

interface Noted extends IncomingMessage {
  /** Of the line that notes it. */
  readonly id: string;
  readonly receivedAt: Date;
  readonly now: Date;
}

/** Makes of a message what it is: an answer, a request, a machine's, or one that an agent must look at. */
export async function decideMail(tx: Tx, parts: InboundParts, mailbox: Mailbox, message: Noted): Promise<Decided> {
  const { facts } = message;
  if (message.unread !== undefined) return { verdict: message.unread, state: 'waiting' };
  const machine = classifyMail(facts, await ownAddresses(tx, parts, mailbox.authority_id));
  if (machine === 'bounce') return giveBack(tx, parts, mailbox, message);
  if (machine !== undefined) return { verdict: machine, state: 'binned' };
  if (facts.sender.address === '') return { verdict: 'unreadable', state: 'waiting' };
  if (await writesTooMuch(tx, mailbox.authority_id, message)) return { verdict: 'too-many', state: 'binned' };
  const twin = await findTwin(tx, mailbox.authority_id, message);
  if (twin !== undefined) return { verdict: 'duplicate', state: 'binned', suggestedDossierId: twin.dossierId };
  const about = await findAbout(tx, parts, mailbox.authority_id, message);
  if (about.dossierId !== undefined && about.proved) return join(tx, parts, mailbox, message, about.dossierId);
  if (about.claims) return { verdict: 'to-verify', state: 'waiting', suggestedDossierId: about.dossierId };
  return open(tx, parts, mailbox, message);
}

/** The addresses from which the authority itself writes: what comes from them goes round in circles. */
async function ownAddresses(tx: Tx, { platform }: InboundParts, authorityId: string): Promise<string[]> {
  const rows = await tx.selectFrom('mailboxes').select('address').where('authority_id', '=', authorityId).execute();
  const sender = /([^\s<>]+@[^\s<>]+?)>?\s*$/.exec(platform.config.MAIL_FROM)?.[1]?.toLowerCase();
  return [...rows.map(({ address }) => address), ...(sender === undefined ? [] : [sender])];
}

/** A message of ours that a server sends back: the dossier says so, and the message is among those that failed. */
async function giveBack(tx: Tx, parts: InboundParts, mailbox: Mailbox, message: Noted): Promise<Decided> {
  const { authority_id: authorityId } = mailbox;
  const report = readDeliveryReport(message.start);
  const ids = ownMessageIds(
    [...report.messageIds, ...message.facts.references],
    domainOf(parts.platform.config.MAIL_FROM),
  );
  if (!report.failed) return { verdict: 'automatic', state: 'binned' };
  for (const id of ids) {
    const returned = await markUndelivered(tx, authorityId, id);
    if (returned === undefined) continue;
    const { dossierId, recipient, subject } = returned;
    if (dossierId !== null) {
      await lockDossier(tx, authorityId, dossierId);
      await recordEvent(tx, {
        authorityId,
        dossierId,
        at: message.now,
        kind: 'message-returned',
        actor: { kind: 'system' },
        channel: 'email',
        visibility: 'internal',
        data: {
          messageId: id,
          words: {
            fr: `Le courriel «\u00a0${subject}\u00a0» n’a pas pu être remis à ${recipient}`,
            en: `The email “${subject}” could not be delivered to ${recipient}`,
          },
        },
      });
      await tx
        .updateTable('dossiers')
        .set((eb) => ({
          last_applicant_act_at: message.now,
          updated_at: message.now,
          revision: eb('revision', '+', 1),
        }))
        .where('authority_id', '=', authorityId)
        .where('id', '=', dossierId)
        .execute();
    }
    return { verdict: 'bounce', state: 'settled', ...(dossierId === null ? {} : { dossierId }) };
  }
  return { verdict: 'bounce', state: 'binned' };
}

async function writesTooMuch(tx: Tx, authorityId: string, { facts, now }: Noted): Promise<boolean> {
  const { count } = await tx
    .selectFrom('received_messages')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('authority_id', '=', authorityId)
    .where('sender', '=', facts.sender.address)
    .where('received_at', '>', new Date(now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow();
  return Number(count) > mostInAnHour;
}

/** The same words of the same person, sent a day ago at most: a second click. */
async function findTwin(
  tx: Tx,
  authorityId: string,
  { id, facts, body, receivedAt, files }: Noted,
): Promise<{ dossierId: string | undefined } | undefined> {
  if (body === '' || files.length > 0) return undefined;
  const twin = await tx
    .selectFrom('received_messages')
    .select(['dossier_id', 'suggested_dossier_id'])
    .where('authority_id', '=', authorityId)
    .where('sender', '=', facts.sender.address)
    .where('id', '!=', id)
    .where('received_at', '>', new Date(receivedAt.getTime() - 86_400_000))
    .where('subject', '=', facts.subject)
    .where('body', '=', body)
    .where('verdict', 'in', ['joined', 'opened', 'unattached', 'to-verify', 'over'])
    .limit(1)
    .executeTakeFirst();
  return twin && { dossierId: twin.dossier_id ?? twin.suggested_dossier_id ?? undefined };
}

interface About {
  readonly dossierId?: string | undefined;
  /** It shows our own reference, or comes from the dossier's address. */
  readonly proved: boolean;
  /** It says that it is about a dossier, rightly or not. */
  readonly claims: boolean;
}

async function findAbout(tx: Tx, parts: InboundParts, authorityId: string, { facts }: Noted): Promise<About> {
  const { sessionSecret, SESSION_SECRET_PREVIOUS, MAIL_FROM } = parts.platform.config;
  const shown = referencesIn(facts);
  for (const reference of shown) {
    const thread = await tx
      .selectFrom('mail_threads')
      .select('dossier_id')
      .where('authority_id', '=', authorityId)
      .where('reference', '=', reference)
      .executeTakeFirst();
    if (thread === undefined) continue;
    const secrets = [sessionSecret, SESSION_SECRET_PREVIOUS].filter((secret) => secret !== undefined);
    const proved = secrets.some((secret) => isOwnReference(secret, authorityId, thread.dossier_id, reference));
    return { dossierId: thread.dossier_id, proved, claims: true };
  }
  const dossierId =
    (await findByMessage(tx, authorityId, ownMessageIds(facts.references, domainOf(MAIL_FROM)))) ??
    (await findBySubject(tx, authorityId, facts.subject));
  if (dossierId === undefined) return { proved: false, claims: shown.length > 0 };
  const dossier = await tx
    .selectFrom('dossiers')
    .select('applicant_email')
    .where('authority_id', '=', authorityId)
    .where('id', '=', dossierId)
    .executeTakeFirst();
  const proved = dossier?.applicant_email?.toLowerCase() === facts.sender.address;
  return { dossierId, proved, claims: true };
}

async function findByMessage(tx: Tx, authorityId: string, ids: readonly string[]): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  const row = await tx
    .selectFrom('outgoing_messages')
    .select('dossier_id')
    .where('authority_id', '=', authorityId)
    .where('id', 'in', [...ids])
    .where('dossier_id', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row?.dossier_id ?? undefined;
}

async function findBySubject(tx: Tx, authorityId: string, subject: string): Promise<string | undefined> {
  const codes = codesIn(subject).map((code) => code.replaceAll('-', ''));
  if (codes.length === 0) return undefined;
  const row = await tx
    .selectFrom('dossiers')
    .select('id')
    .where('authority_id', '=', authorityId)
    .where('code', 'in', codes)
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

async function join(
  tx: Tx,
  parts: InboundParts,
  mailbox: Mailbox,
  message: Noted,
  dossierId: string,
): Promise<Decided> {
  const { authority_id: authorityId } = mailbox;
  const { applicant_email: known } = await lockDossier(tx, authorityId, dossierId);
  const sender = message.facts.sender.address;
  const joined = await receiveMessage(tx, parts, {
    authorityId,
    dossierId,
    channel: 'email',
    body: message.body,
    quoted: message.quoted,
    from: known?.toLowerCase() === sender ? undefined : sender,
    files: message.files,
    setAside: message.setAside,
    origin: originOf(parts.platform),
    now: message.now,
  });
  if (joined === undefined) return { verdict: 'over', state: 'waiting', suggestedDossierId: dossierId };
  return { verdict: 'joined', state: 'settled', dossierId: joined };
}

async function open(tx: Tx, parts: InboundParts, mailbox: Mailbox, message: Noted): Promise<Decided> {
  const { authority_id: authorityId, procedure_id: procedureId } = mailbox;
  const offered = procedureId === null ? undefined : await parts.catalogue.findAdopted(authorityId, procedureId);
  if (offered === undefined || !takesMessages(offered)) return { verdict: 'unattached', state: 'waiting' };
  const { sender, subject } = message.facts;
  const dossierId = await fileMessage(tx, parts, {
    offered,
    channel: 'email',
    sender: { name: sender.name === '' ? sender.address : sender.name, email: sender.address },
    subject,
    body: message.body,
    quoted: message.quoted,
    files: message.files,
    setAside: message.setAside,
    submissionKey: newId(message.now.getTime()),
    // The clock of the server that took it, never later than ours.
    receivedAt: message.receivedAt < message.now ? message.receivedAt : message.now,
    origin: originOf(parts.platform),
    now: message.now,
  });
  return { verdict: 'opened', state: 'settled', dossierId };
}
