import { sha256 as digestOf } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import { runStatement, type Tx, whenUndone } from '#platform/database/database.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import { errorForLog } from '#platform/log/error-for-log.ts';
import type { Platform } from '#platform/platform.ts';
import { createAuthorityKeys } from './authority-keys.ts';
import { lockContents } from './content-lock.ts';
import { createContentStorage, type StagedContent } from './content-storage.ts';
import type { Documents } from './documents.ts';
import { displayName } from './domain/display-name.ts';
import { DocumentHeldError, DocumentInfectedError } from './errors.ts';
import { checkLater } from './jobs/remove-unused-file.ts';
import { scanLater } from './jobs/scan-document.ts';
import { documentOf, findDocument, insertDocuments, listDocuments } from './queries/document-rows.ts';
import type { ReceivedFile } from './stored-document.ts';
import { receiveFile } from './usecases/receive-file.ts';

/** The documents of this installation. Made once, in `app`. */
export function createDocuments(platform: Platform): Documents {
  const keys = createAuthorityKeys(platform);
  const storage = createContentStorage(platform.files, keys);
  const now = () => platform.clock.now();

  /** The bytes of received files that no row refers to yet. */
  const waiting = new WeakMap<ReceivedFile, StagedContent>();

  /** An act that is undone leaves its bytes without a row: they are looked at again. */
  const forgetWhenUndone = (tx: Tx, authorityId: string, { sha256 }: ReceivedFile) =>
    whenUndone(tx, () => {
      platform.database
        .transaction([authorityId], (another) => checkLater(platform, another, authorityId, sha256))
        .catch((error) => platform.log.error({ err: errorForLog(error) }, 'bytes of an undone act are not looked at'));
    });

  /** Under the lock of the content, so that it is not removed in between. */
  const place = async (tx: Tx, authorityId: string, received: ReceivedFile): Promise<void> => {
    const staged = waiting.get(received);
    if (staged !== undefined) {
      forgetWhenUndone(tx, authorityId, received);
      await staged.commit(authorityId, received.sha256);
      waiting.delete(received);
    } else if (!(await storage.exists(authorityId, received.sha256))) {
      // Removed since another row took it: the person sends it again.
      throw new ConflictError('document-content-missing');
    }
  };

  const recordAll: Documents['recordAll'] = async (tx, authorityId, files) => {
    if (files.length === 0) return [];
    await lockContents(
      tx,
      authorityId,
      files.map(({ received }) => received.sha256),
    );
    await Promise.all(files.map(({ received }) => place(tx, authorityId, received)));
    const createdAt = now().epochMilliseconds;
    const rows = await insertDocuments(
      tx,
      files.map(({ received, options }) => ({
        authority_id: authorityId,
        id: newId(createdAt),
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
        scan: received.scan,
        created_at: new Date(createdAt),
      })),
    );
    for (const { received } of files)
      if (received.scan === 'pending') await scanLater(platform, tx, authorityId, received.sha256);
    return rows.map(documentOf);
  };

  const record: Documents['record'] = async (tx, authorityId, received, options) => {
    const [document] = await recordAll(tx, authorityId, [{ received, options }]);
    if (document === undefined) throw new Error('A document that was inserted came back');
    return document;
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
      const { result, keyVersion, staged } = await receiveFile(
        { storage, keys, antivirus: platform.antivirus },
        authorityId,
        file,
        options,
      );
      const received = { ...result, keyVersion };
      waiting.set(received, staged);
      return received;
    },
    record,
    recordAll,
    listOfDraft: (tx, authorityId, draftId) => listDocuments(tx, authorityId, { draftId }),
    listOfDossier: (tx, authorityId, dossierId) => listDocuments(tx, authorityId, { dossierId }),
    find: findDocument,
    moveDraftToDossier: async (tx, authorityId, draftId, dossierId) => {
      const moved = await runStatement(tx, moveToDossier, [authorityId, draftId, dossierId]);
      return moved.length;
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
    open: async (authorityId, document) => {
      if (document.scan === 'infected') throw new DocumentInfectedError();
      if (document.scan === 'pending' && platform.config.FILES_NOT_SCANNED === 'held') throw new DocumentHeldError();
      return storage.open(authorityId, document.sha256);
    },
    storeGenerated: async (tx, authorityId, generated) => {
      const sha256 = digestOf(generated.content);
      const dataKey = await keys.current(authorityId, tx);
      const staged = await storage.stage(dataKey, generated.content);
      const received: ReceivedFile = {
        sha256,
        size: generated.content.length,
        mediaType: generated.mediaType,
        name: displayName(generated.name, generated.mediaType),
        keyVersion: dataKey.version,
        scan: 'none',
        warnings: [],
      };
      waiting.set(received, staged);
      const { draftId, dossierId } = generated;
      return record(tx, authorityId, received, { origin: generated.origin ?? 'system', draftId, dossierId });
    },
  };
}

const moveToDossier = `UPDATE documents SET draft_id = NULL, dossier_id = $3 WHERE authority_id = $1 AND draft_id = $2
  RETURNING id`;
