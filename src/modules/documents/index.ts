export { type AuthorityKeys, createAuthorityKeys } from './authority-keys.ts';
export { documentFilesQuery, storedFileReader } from './backed-up-files.ts';
export { createDocuments } from './create-documents.ts';
export { documentResult, mayShowInline } from './document-result.ts';
export { type Documents, mostReadOfFile, type ReceiveOptions, type RecordOptions } from './documents.ts';
export { DocumentCorruptedError, DocumentRejectedError, type RejectionReason } from './errors.ts';
export { documentJobs } from './jobs/document-jobs.ts';
export { orphanFileJob, removeOrphanFiles } from './jobs/remove-orphan-files.ts';

export { documentMessages } from './messages.ts';
export type {
  PdfBlock,
  PdfDocument,
  PdfLetterhead,
  PdfLogo,
  PdfSeal,
  PdfShape,
  PdfShapes,
  PdfSignature,
} from './pdf/pdf-document.ts';
export { renderPdf, renderPdfBundle } from './pdf/render-pdf-on-demand.ts';
export { documentsOfDraftAsValue, documentsOfValue } from './queries/document-rows.ts';
export { authorityKeyHolder, renewAuthorityKey } from './rewrap-authority-keys.ts';
export type {
  AcceptedFamily,
  DocumentOrigin,
  DocumentReview,
  DocumentWarning,
  ReceivedFile,
  StoredDocument,
} from './stored-document.ts';
