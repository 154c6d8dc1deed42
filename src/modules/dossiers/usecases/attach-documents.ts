import type { Documents, ReceivedFile, StoredDocument } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';

/** A file whose bytes are stored, and the input at which it came. */
export interface ReceivedAt {
  readonly field: string;
  readonly file: ReceivedFile;
}

/** Where files go: to a draft, or straight to a dossier. */
export type AttachTarget = { readonly draftId: string } | { readonly dossierId: string };

/** Writes the rows of the files that came with a request. */
export async function attachDocuments(
  tx: Tx,
  documents: Documents,
  authorityId: string,
  target: AttachTarget,
  received: readonly ReceivedAt[],
): Promise<StoredDocument[]> {
  return documents.recordAll(
    tx,
    authorityId,
    received.map(({ field, file }) => ({
      received: file,
      options: { origin: 'applicant' as const, fieldId: field, ...target },
    })),
  );
}
