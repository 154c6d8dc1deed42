import type { Readable } from 'node:stream';
import type { Tx } from '#platform/database/database.ts';
import type { IncomingFile } from '#platform/http/context.ts';
import type {
  AcceptedFamily,
  DocumentOrigin,
  DocumentReview,
  ReceivedFile,
  StoredDocument,
} from './stored-document.ts';

/**
 * Bytes of a file that a form lets arrive, beyond what `receive` accepts: one that is too large is told at its own field and
 * what was typed beside it stays. The request ends for one that is larger still.
 */
export const mostReadOfFile = 80_000_000;

export interface ReceiveOptions {
  /** Bytes of the clear content; 20 MB when not said. */
  readonly maxSize?: number;
  /** PDF and images when not said. */
  readonly accept?: readonly AcceptedFamily[];
}

export interface RecordOptions {
  readonly origin: DocumentOrigin;
  readonly draftId?: string | undefined;
  readonly dossierId?: string | undefined;
  readonly fieldId?: string | undefined;
}

/** The attachments of the authorities. Every act names its authority, which must be in the scope of the transaction. */
export interface Documents {
  /**
   * Takes a file, while it arrives unless all of it is there: measured, recognised by its content, encrypted and stored;
   * a long one is never wholly in memory.
   * @throws DocumentRejectedError with a sentence for the person; nothing is kept then
   */
  receive(
    authorityId: string,
    file: Pick<IncomingFile, 'filename' | 'stream' | 'bytes'>,
    options?: ReceiveOptions,
  ): Promise<ReceivedFile>;
  /** Writes the row of a received file, whose bytes take their place then. @throws ConflictError when they are no more */
  record(tx: Tx, authorityId: string, received: ReceivedFile, options: RecordOptions): Promise<StoredDocument>;
  /** The same for several, in the order given. */
  recordAll(
    tx: Tx,
    authorityId: string,
    files: readonly { readonly received: ReceivedFile; readonly options: RecordOptions }[],
  ): Promise<StoredDocument[]>;
  listOfDraft(tx: Tx, authorityId: string, draftId: string): Promise<StoredDocument[]>;
  listOfDossier(tx: Tx, authorityId: string, dossierId: string): Promise<StoredDocument[]>;
  find(tx: Tx, authorityId: string, id: string): Promise<StoredDocument | undefined>;
  /** At filing: what was attached to the draft belongs to the dossier. @returns how many */
  moveDraftToDossier(tx: Tx, authorityId: string, draftId: string, dossierId: string): Promise<number>;
  /** Removes the row; the bytes follow later, when no row of the authority refers to them. @returns whether there was one */
  remove(tx: Tx, authorityId: string, id: string): Promise<boolean>;
  /** As `remove`, for all that a draft holds. @returns how many */
  removeOfDraft(tx: Tx, authorityId: string, draftId: string): Promise<number>;
  /** Before `purge_dossier`, in its transaction: the bytes follow the rows that it erases. */
  releaseOfDossier(tx: Tx, authorityId: string, dossierId: string): Promise<void>;
  /** What the agent thinks of it. @throws NotFoundError */
  review(tx: Tx, authorityId: string, id: string, verdict: DocumentReview, reason?: string): Promise<StoredDocument>;
  /**
   * The clear bytes. The stream fails with DocumentCorruptedError when they are not the ones that were stored.
   * @throws DocumentHeldError as long as the antivirus has not looked through it, where the installation says so
   * @throws DocumentInfectedError
   */
  open(authorityId: string, document: Pick<StoredDocument, 'sha256' | 'scan'>): Promise<Readable>;
  /** Stores what the house made (letter, receipt), without checks of type. */
  storeGenerated(
    tx: Tx,
    authorityId: string,
    generated: {
      name: string;
      mediaType: string;
      content: Buffer;
      dossierId?: string;
      draftId?: string;
      origin?: DocumentOrigin;
    },
  ): Promise<StoredDocument>;
}
