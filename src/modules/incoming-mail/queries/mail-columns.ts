import type { Selectable } from 'kysely';
import type { Tables } from '#platform/database/tables.ts';
import type { IncomingMail } from '../domain/incoming-mail.ts';

export const mailColumns = [
  'authority_id',
  'id',
  'year',
  'number',
  'received_on',
  'medium',
  'sender',
  'sender_address',
  'subject',
  'answer_by',
  'document_ids',
  'dossier_id',
  'registered_at',
  'settled',
] as const;

type Row = Pick<Selectable<Tables['incoming_mail']>, (typeof mailColumns)[number]>;

export function mailOf(row: Row): IncomingMail {
  return {
    authorityId: row.authority_id,
    id: row.id,
    year: row.year,
    number: row.number,
    receivedOn: row.received_on,
    medium: row.medium,
    sender: row.sender,
    senderAddress: row.sender_address,
    subject: row.subject,
    answerBy: row.answer_by,
    documentIds: row.document_ids,
    dossierId: row.dossier_id,
    registeredAt: row.registered_at,
    settled: row.settled ?? undefined,
  };
}
