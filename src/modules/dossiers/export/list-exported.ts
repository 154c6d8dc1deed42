import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type InboxCursor, type InboxFilter, type InboxRow, listInbox } from '../queries/list-inbox.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';

export type ExportedRow = InboxRow & Pick<DossierRow, 'applicant_email' | 'applicant_phone' | 'answers'>;

export const exportPageSize = 1000;

/** A page of the list with what only an export holds. */
export async function listExported(
  tx: Tx,
  agent: AgentPrincipal,
  filter: InboxFilter,
  options: {
    readonly today: string;
    readonly after?: InboxCursor;
    readonly contacts: boolean;
    readonly answers: boolean;
  },
): Promise<{ rows: ExportedRow[]; next: InboxCursor | undefined }> {
  const { contacts, answers, ...listing } = options;
  const { rows, next } = await listInbox(tx, agent, filter, { ...listing, limit: exportPageSize });
  const more = contacts || answers ? await readMore(tx, rows, answers) : new Map<string, MoreOfRow>();
  return { rows: rows.map((row) => Object.assign(row, more.get(row.id) ?? nothing)), next };
}

type MoreOfRow = Pick<DossierRow, 'applicant_email' | 'applicant_phone' | 'answers'>;
const nothing: MoreOfRow = { applicant_email: null, applicant_phone: null, answers: {} };

/** Answers are the bulk of a dossier: read when they are exported, and not for an address or a number. */
async function readMore(tx: Tx, rows: readonly InboxRow[], answers: boolean): Promise<Map<string, MoreOfRow>> {
  if (rows.length === 0) return new Map();
  const { rows: found } = await sql<MoreOfRow & { id: string }>`
    SELECT d.id, d.applicant_email, d.applicant_phone, ${answers ? sql`d.answers` : sql`'{}'::jsonb`} AS answers
    FROM unnest(${rows.map((row) => row.authority_id)}::text[], ${rows.map((row) => row.id)}::uuid[]) AS wanted(authority_id, id)
    JOIN dossiers d ON d.authority_id = wanted.authority_id AND d.id = wanted.id`.execute(tx);
  return new Map(found.map(({ id, ...row }) => [id, row]));
}
