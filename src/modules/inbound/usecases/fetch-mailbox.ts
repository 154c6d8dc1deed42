import { errorForLog } from '#platform/log/error-for-log.ts';
import type { InboundParts } from '../inbound-parts.ts';
import { MailboxError, type MailboxMessage, type OpenMailbox } from '../mailbox.ts';
import { getMailboxAccess, type Mailbox, mailboxColumns } from '../queries/mailboxes.ts';
import { takeMail } from './take-mail.ts';

/** Minutes after which a process that says nothing is believed dead. */
const lease = 10;
const atOnce = 50;
const mostOfARun = 500;
/**
 * Milliseconds by which a mail server may date a message too early: IMAP dates are in whole seconds and clocks differ. A
 * message from just before the mailbox was added is taken rather than one from just after it lost.
 */
const clockSlack = 60_000;

/** What a run did; undefined when the mailbox is paused or another process is at it. */
export interface Fetched {
  readonly taken: number;
  readonly error?: MailboxError['code'];
}

/**
 * Fetches what came to a mailbox since the last time, the oldest first. Each message is one transaction, which notes it
 * and how far the mailbox was read: killed anywhere, the next run goes on from there and takes none twice.
 */
export async function fetchMailbox(
  parts: InboundParts,
  { authorityId, mailboxId }: { readonly authorityId: string; readonly mailboxId: string },
): Promise<Fetched | undefined> {
  const mailbox = await hold(parts, authorityId, mailboxId);
  if (mailbox === undefined) return undefined;
  let opened: OpenMailbox | undefined;
  let outcome: Fetched = { taken: 0 };
  try {
    const access = await parts.platform.database.read([authorityId], (tx) =>
      getMailboxAccess(tx, parts.platform, mailbox),
    );
    opened = await parts.openMailbox(access);
    outcome = { taken: await takeAll(parts, mailbox, opened) };
  } catch (error) {
    if (!(error instanceof MailboxError)) throw error;
    outcome = { taken: 0, error: error.code };
  } finally {
    await opened?.close();
    await letGo(parts, mailbox, outcome);
  }
  return outcome;
}

async function takeAll(parts: InboundParts, mailbox: Mailbox, opened: OpenMailbox): Promise<number> {
  let above = mailbox.uid_validity === opened.uidValidity ? Number(mailbox.last_uid) : 0;
  const movesTo = await folderOf(mailbox, opened);
  let taken = 0;
  for (let seen = 0; seen < mostOfARun; ) {
    const messages = await opened.list(above, atOnce);
    for (const message of messages) {
      if (mailbox.taken_from === null || message.receivedAt.getTime() >= mailbox.taken_from.getTime() - clockSlack) {
        await takeOne(parts, mailbox, opened, message);
        if (movesTo !== undefined) await opened.move(message.uid, movesTo).catch(() => false);
        taken += 1;
      }
      above = message.uid;
    }
    await readUntil(parts, mailbox, opened.uidValidity, above);
    seen += messages.length;
    if (messages.length < atOnce) break;
  }
  return taken;
}

/** @throws {MailboxError} when the folder for what was dealt with is not there */
async function folderOf({ done_folder: folder }: Mailbox, opened: OpenMailbox): Promise<string | undefined> {
  if (folder === null) return undefined;
  if (!(await opened.hasFolder(folder))) throw new MailboxError('mailbox-no-folder');
  return folder;
}

/** A message that cannot be read is noted as such: it must not keep those after it waiting for ever. */
async function takeOne(
  parts: InboundParts,
  mailbox: Mailbox,
  opened: OpenMailbox,
  message: MailboxMessage,
): Promise<void> {
  const at = { uidValidity: opened.uidValidity, ...message };
  try {
    await takeMail(parts, mailbox, at, opened);
  } catch (error) {
    if (error instanceof MailboxError) throw error;
    parts.platform.log.error({ err: errorForLog(error), mailbox: mailbox.id }, 'a message could not be taken');
    await takeMail(parts, mailbox, at, undefined);
  }
}

/** The mailbox, held by this process alone for a while. */
function hold({ platform }: InboundParts, authorityId: string, id: string): Promise<Mailbox | undefined> {
  const now = platform.clock.now();
  return platform.database.transaction([authorityId], (tx) =>
    tx
      .updateTable('mailboxes')
      .set({ busy_until: new Date(now.epochMilliseconds + lease * 60_000) })
      .where('authority_id', '=', authorityId)
      .where('id', '=', id)
      .where('paused', '=', false)
      .where((eb) => eb.or([eb('busy_until', 'is', null), eb('busy_until', '<', new Date(now.epochMilliseconds))]))
      .returning(mailboxColumns)
      .executeTakeFirst(),
  );
}

async function readUntil(
  { platform }: InboundParts,
  mailbox: Mailbox,
  uidValidity: string,
  uid: number,
): Promise<void> {
  await platform.database.transaction([mailbox.authority_id], async (tx) => {
    await tx
      .updateTable('mailboxes')
      .set({
        uid_validity: uidValidity,
        last_uid: uid,
        busy_until: new Date(platform.clock.now().epochMilliseconds + lease * 60_000),
      })
      .where('authority_id', '=', mailbox.authority_id)
      .where('id', '=', mailbox.id)
      .execute();
  });
}

async function letGo({ platform }: InboundParts, mailbox: Mailbox, { error }: Fetched): Promise<void> {
  const now = new Date(platform.clock.now().epochMilliseconds);
  await platform.database.transaction([mailbox.authority_id], async (tx) => {
    await tx
      .updateTable('mailboxes')
      .set({
        busy_until: null,
        ...(error === undefined
          ? { fetched_at: now, last_error: null, failing_since: null }
          : { last_error: error, failing_since: mailbox.failing_since ?? now }),
      })
      .where('authority_id', '=', mailbox.authority_id)
      .where('id', '=', mailbox.id)
      .execute();
  });
}
