import { documentResult, type StoredDocument } from '#modules/documents/index.ts';
import { AppError, NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { json, type Result } from '#platform/http/route.ts';
import { findFileField } from '../../domain/file-answers.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { addDocument } from '../../usecases/add-document.ts';
import { draftPath, openDraft } from './counter.ts';
import { takeFiles } from './take-files.ts';
import { ownerOf } from './visitor.ts';

/**
 * One file, sent while the page is being filled in: `?page=…&champ=…`, multipart `_csrf` then `file`. Answers
 * `{ id, name, detail, href }`, or `{ error }` in words with 422.
 */
export async function sendDraftFile(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { authority, draft, documents, form } = await openDraft(context, parts);
  const field = context.query.champ ?? '';
  const page = form.pagesById.get(context.query.page ?? '');
  const rule = page === undefined ? undefined : findFileField(page, field);
  if (rule === undefined) throw new NotFoundError('file-field-not-found');
  const already = documents.map((document) => ({ ...document, fieldId: document.fieldId === field ? 'file' : null }));
  const rules = (inputName: string) => (inputName === 'file' ? rule : undefined);
  const intake = await takeFiles(context, parts.documents, authority.id, rules, already);
  const [refusal] = intake.refusals;
  if (refusal !== undefined) return json({ error: refusal.message[context.locale] }, 422);
  const [first] = intake.received;
  const there = documents.find(({ id }) => id === intake.sentAgain[0]);
  const describe = ({ id, name, size }: StoredDocument): Result =>
    json({
      id,
      name,
      detail: fileSize(size, context.locale),
      href: draftPath(authority, draft.id, `documents/${id}`),
    });
  if (there !== undefined) return describe(there);
  if (first === undefined) throw new AppError('invalid', 'file-missing');
  const stored = await parts.platform.database.transaction([authority.id], (tx) =>
    addDocument(tx, parts.documents, {
      authorityId: authority.id,
      draftId: draft.id,
      owner: ownerOf(context, parts, authority.id),
      now: context.now,
      field,
      file: first.file,
    }),
  );
  return describe(stored);
}

/** "240 Ko" */
export function fileSize(bytes: number, locale: 'fr' | 'en'): string {
  if (bytes < 1_000_000) return say(locale, 'file.kilobytes', { size: Math.max(1, Math.round(bytes / 1000)) });
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1_000_000);
  return say(locale, 'file.megabytes', { size });
}

/** A document of the draft, for its owner. */
export async function showDraftDocument(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { authority, documents } = await openDraft(context, parts);
  const document = documents.find((one) => one.id === context.params.document);
  if (document === undefined) throw new NotFoundError('document-not-found');
  return documentResult(document, await parts.documents.open(authority.id, document));
}
