/** A file as its row says it; the bytes are opened with `Documents.open`. */
export interface StoredDocument {
  readonly authorityId: string;
  readonly id: string;
  /** Of the clear content. */
  readonly sha256: Buffer;
  /** Bytes of the clear content. */
  readonly size: number;
  /** Found in the content, never what the browser said: `application/pdf`, `image/jpeg`… */
  readonly mediaType: string;
  /** Fit to be shown and to be proposed as the name of a download. */
  readonly name: string;
  readonly keyVersion: number;
  readonly origin: DocumentOrigin;
  readonly draftId: string | null;
  readonly dossierId: string | null;
  readonly fieldId: string | null;
  readonly review: DocumentReview;
  readonly reviewReason: string | null;
  readonly scan: DocumentScan;
  readonly createdAt: Date;
}

/** What the antivirus said: `none` where it was not asked, `pending` while it is away. */
export type DocumentScan = 'none' | 'pending' | 'clean' | 'infected';

/** Who put it there. */
export type DocumentOrigin = 'applicant' | 'agent' | 'system';

export type DocumentReview = 'to-review' | 'accepted' | 'refused';

/** The families of files that a field may accept. */
export type AcceptedFamily = 'pdf' | 'image' | 'office';

/** Something to tell the person, without refusing the file. Each has its sentence in `documentMessages`. */
export type DocumentWarning = 'extension-differs' | 'pdf-with-script' | 'pdf-restricted';

/**
 * A file whose bytes are on the disk and which no row refers to yet: `Documents.record` follows within the request, with
 * this very object. Without it nothing of the file is kept.
 */
export interface ReceivedFile {
  readonly sha256: Buffer;
  readonly size: number;
  readonly mediaType: string;
  readonly name: string;
  readonly keyVersion: number;
  readonly scan: DocumentScan;
  readonly warnings: readonly DocumentWarning[];
}
