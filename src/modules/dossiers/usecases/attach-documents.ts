import type { Documents, ReceivedFile, StoredDocument } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';

/** A file whose bytes are stored, and the input at which it came. */
export interface ReceivedAt {
  readonly field: string;
  readonly file: ReceivedFile;
}

/** A document in its place, as far as the same one sent again can be told by it. */
export type DocumentInPlace = Pick<StoredDocument, 'sha256' | 'fieldId'>;

/** The same content at the same input: what a person sends who heard nothing of the first time. */
export function findSame<Document extends DocumentInPlace>(
  documents: readonly Document[],
  { field, file }: ReceivedAt,
): Document | undefined {
  return documents.find((document) => document.fieldId === field && document.sha256.equals(file.sha256));
}

/** What of it is not in its place yet; of the same file twice at one input, one. */
export function newAmong(received: readonly ReceivedAt[], documents: readonly DocumentInPlace[]): ReceivedAt[] {
  const kept: ReceivedAt[] = [];
  for (const one of received) {
    const arriving = kept.map(({ field, file }) => ({ fieldId: field, sha256: file.sha256 }));
    if (findSame([...documents, ...arriving], one) === undefined) kept.push(one);
  }
  return kept;
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
