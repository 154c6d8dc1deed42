import type { Selectable } from 'kysely';
import { runStatement, type Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { StoredDocument } from '../stored-document.ts';

export function documentOf(row: DocumentRow): StoredDocument {
  return {
    authorityId: row.authority_id,
    id: row.id,
    sha256: row.sha256,
    size: row.size,
    mediaType: row.media_type,
    name: row.name,
    keyVersion: row.key_version,
    origin: row.origin,
    draftId: row.draft_id,
    dossierId: row.dossier_id,
    fieldId: row.field_id,
    review: row.review,
    reviewReason: row.review_reason,
    scan: row.scan,
    createdAt: row.created_at,
  };
}

const insertedColumns = [
  'authority_id',
  'id',
  'sha256',
  'size',
  'media_type',
  'name',
  'key_version',
  'origin',
  'draft_id',
  'dossier_id',
  'field_id',
  'review',
  'scan',
  'created_at',
] as const;

/** Named, so that the statements are prepared: they are run for each page of each form. */
const readColumns = [...insertedColumns, 'review_reason'] as const;
const columnsRead = readColumns.join(', ');

export type NewDocumentRow = Pick<DocumentRow, (typeof insertedColumns)[number]>;

/** Writes the rows, in one statement. */
export function insertDocuments(tx: Tx, rows: readonly NewDocumentRow[]): Promise<readonly DocumentRow[]> {
  const values = rows.flatMap((row) => insertedColumns.map((column) => row[column]));
  return runStatement<DocumentRow>(tx, insertOf(rows.length), values);
}

function insertOf(count: number): string {
  const width = insertedColumns.length;
  const row = (index: number) => `(${insertedColumns.map((_, column) => `$${index * width + column + 1}`).join(', ')})`;
  const rows = Array.from({ length: count }, (_, index) => row(index)).join(', ');
  return `INSERT INTO documents (${insertedColumns.join(', ')}) VALUES ${rows} RETURNING ${columnsRead}`;
}

export async function findDocument(tx: Tx, authorityId: string, id: string): Promise<StoredDocument | undefined> {
  const row = await tx
    .selectFrom('documents')
    .select(readColumns)
    .where('authority_id', '=', authorityId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : documentOf(row);
}

/** In the order in which they came. */
export async function listDocuments(
  tx: Tx,
  authorityId: string,
  owner: { draftId: string } | { dossierId: string },
): Promise<StoredDocument[]> {
  const rows =
    'draftId' in owner
      ? await runStatement<DocumentRow>(tx, selectOfDraft, [authorityId, owner.draftId])
      : await runStatement<DocumentRow>(tx, selectOfDossier, [authorityId, owner.dossierId]);
  return rows.map(documentOf);
}

const selectOfDraft = `SELECT ${columnsRead} FROM documents WHERE authority_id = $1 AND draft_id = $2 ORDER BY id`;
const selectOfDossier = `SELECT ${columnsRead} FROM documents WHERE authority_id = $1 AND dossier_id = $2 ORDER BY id`;

type DocumentRow = Pick<Selectable<Tables['documents']>, (typeof readColumns)[number]>;

/**
 * The same list for a draft, as one value of a statement that reads the draft itself: its text, with the parameters
 * (`$1`…) that stand for the authority and the draft. `documentsOfValue` makes documents of what comes back.
 */
export function documentsOfDraftAsValue(authorityParameter: `$${number}`, draftParameter: `$${number}`): string {
  return `(
    SELECT json_agg(json_build_array(
      id, encode(sha256, 'hex'), size, media_type, name, key_version, origin, field_id, review, review_reason, scan,
      extract(epoch FROM created_at) * 1000
    ) ORDER BY id)
    FROM documents WHERE authority_id = ${authorityParameter} AND draft_id = ${draftParameter}
  )`;
}

type DocumentValue = [
  id: string,
  sha256: string,
  size: number,
  mediaType: string,
  name: string,
  keyVersion: number,
  origin: StoredDocument['origin'],
  fieldId: string | null,
  review: StoredDocument['review'],
  reviewReason: string | null,
  scan: StoredDocument['scan'],
  createdAt: number,
];

/** The documents of what `documentsOfDraftAsValue` gave. */
export function documentsOfValue(value: unknown, authorityId: string, draftId: string): StoredDocument[] {
  return ((value ?? []) as DocumentValue[]).map(
    ([id, sha256, size, mediaType, name, keyVersion, origin, fieldId, review, reviewReason, scan, createdAt]) => ({
      authorityId,
      id,
      sha256: Buffer.from(sha256, 'hex'),
      size,
      mediaType,
      name,
      keyVersion,
      origin,
      draftId,
      dossierId: null,
      fieldId,
      review,
      reviewReason,
      scan,
      createdAt: new Date(createdAt),
    }),
  );
}
