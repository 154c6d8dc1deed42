import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { IncomingMail } from '../domain/incoming-mail.ts';
import { MailNotFoundError } from '../errors.ts';
import { mailColumns, mailOf } from './mail-columns.ts';

export type MailAct = Pick<Selectable<Tables['incoming_mail_acts']>, 'id' | 'at' | 'agent_name' | 'act' | 'data'>;

/** @throws {MailNotFoundError} for another authority's, as for one that does not exist */
export async function getMail(tx: Tx, authorityId: string, id: string, lock?: 'update'): Promise<IncomingMail> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new MailNotFoundError();
  const read = tx
    .selectFrom('incoming_mail')
    .select(mailColumns)
    .where('authority_id', '=', authorityId)
    .where('id', '=', id);
  const row = await (lock === undefined ? read : read.forUpdate()).executeTakeFirst();
  if (row === undefined) throw new MailNotFoundError();
  return mailOf(row);
}

/** What was done with a letter, the newest first. */
export function listMailActs(tx: Tx, authorityId: string, mailId: string): Promise<MailAct[]> {
  return tx
    .selectFrom('incoming_mail_acts')
    .select(['id', 'at', 'agent_name', 'act', 'data'])
    .where('authority_id', '=', authorityId)
    .where('mail_id', '=', mailId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The code of the dossier that a letter joined, when it is still there. */
export async function findJoinedCode(tx: Tx, mail: IncomingMail): Promise<string | undefined> {
  if (mail.dossierId === null) return undefined;
  const row = await tx
    .selectFrom('dossiers')
    .select('code')
    .where('authority_id', '=', mail.authorityId)
    .where('id', '=', mail.dossierId)
    .executeTakeFirst();
  return row?.code;
}
