import { Readable } from 'node:stream';
import { sha256 as digestOf } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import type { Platform } from '#platform/platform.ts';
import { createAuthorityKeys } from './authority-keys.ts';
import { lockContent } from './content-lock.ts';
import { createContentStorage } from './content-storage.ts';
import type { Documents, RecordOptions } from './documents.ts';
import { displayName } from './domain/display-name.ts';
import { checkLater } from './jobs/remove-unused-file.ts';
import { documentOf, findDocument, listDocuments } from './queries/document-rows.ts';
import type { ReceivedFile, StoredDocument } from './stored-document.ts';
import { receiveFile } from './usecases/receive-file.ts';

/** How long the bytes of an upload wait for their row, should the act around it fail. */
const unclaimedFor = { hours: 24 };

/** The documents of this installation. Made once, in `app`. */
export function createDocuments(platform: Platform): Documents {
  const keys = createAuthorityKeys(platform);
  const storage = createContentStorage(platform.files, keys);
  const now = () => platform.clock.now();

  const record = async (
    tx: Tx,
    authorityId: string,
    received: ReceivedFile,
    options: RecordOptions,
  ): Promise<StoredDocument> => {
    await lockContent(tx, authorityId, received.sha256);
    // Removed between the reception and now: the person sends it again.
    if (!(await storage.exists(authorityId, received.sha256))) throw new ConflictError('document-content-missing');
    const row = await tx
      .insertInto('documents')
      .values({
        authority_id: authorityId,
        id: newId(now().epochMilliseconds),
        sha256: received.sha256,
        size: received.size,
        media_type: received.mediaType,
        name: received.name,
        key_version: received.keyVersion,
        origin: options.origin,
        draft_id: options.draftId ?? null,
        dossier_id: options.dossierId ?? null,
        field_id: options.fieldId ?? null,
        // Only what an applicant gives is looked at by an agent.
        review: options.origin === 'applicant' ? 'to-review' : 'accepted',
        created_at: new Date(now().epochMilliseconds),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return documentOf(row);
  };

  const removeWhere = async (
    tx: Tx,
    authorityId: string,
    column: 'id' | 'draft_id',
    value: string,
  ): Promise<number> => {
    const rows = await tx
      .deleteFrom('documents')
      .where('authority_id', '=', authorityId)
      .where(column, '=', value)
      .returning('sha256')
      .execute();
    for (const row of rows) await checkLater(platform, tx, authorityId, row.sha256);
    return rows.length;
  };

  return {
    receive: async (authorityId, file, options = {}) => {
      const received = await receiveFile(storage, keys, authorityId, file, options);
      await platform.database.transaction([authorityId], (tx) =>
        checkLater(platform, tx, authorityId, received.sha256, new Date(now().add(unclaimedFor).epochMilliseconds)),
      );
      return received;
    },
    record,
    listOfDraft: (tx, authorityId, draftId) => listDocuments(tx, authorityId, { draftId }),
    listOfDossier: (tx, authorityId, dossierId) => listDocuments(tx, authorityId, { dossierId }),
    find: findDocument,
    moveDraftToDossier: async (tx, authorityId, draftId, dossierId) => {
      const moved = await tx
        .updateTable('documents')
        .set({ draft_id: null, dossier_id: dossierId })
        .where('authority_id', '=', authorityId)
        .where('draft_id', '=', draftId)
        .executeTakeFirst();
      return Number(moved.numUpdatedRows);
    },
    remove: async (tx, authorityId, id) => (await removeWhere(tx, authorityId, 'id', id)) > 0,
    removeOfDraft: (tx, authorityId, draftId) => removeWhere(tx, authorityId, 'draft_id', draftId),
    releaseOfDossier: async (tx, authorityId, dossierId) => {
      const documents = await listDocuments(tx, authorityId, { dossierId });
      for (const document of documents) await checkLater(platform, tx, authorityId, document.sha256);
    },
    review: async (tx, authorityId, id, verdict, reason) => {
      const row = await tx
        .updateTable('documents')
        .set({ review: verdict, review_reason: verdict === 'refused' ? (reason ?? null) : null })
        .where('authority_id', '=', authorityId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) throw new NotFoundError('document-not-found');
      return documentOf(row);
    },
    open: (authorityId, document) => storage.open(authorityId, document.sha256),
    storeGenerated: async (tx, authorityId, generated) => {
      const sha256 = digestOf(generated.content);
      const dataKey = await keys.current(authorityId, tx);
      const keyVersion = await storage.store(
        authorityId,
        dataKey,
        Readable.from([generated.content]),
        async () => sha256,
      );
      const received: ReceivedFile = {
        sha256,
        size: generated.content.length,
        mediaType: generated.mediaType,
        name: displayName(generated.name, generated.mediaType),
        keyVersion,
        warnings: [],
      };
      const { draftId, dossierId } = generated;
      return record(tx, authorityId, received, { origin: generated.origin ?? 'system', draftId, dossierId });
    },
  };
}
