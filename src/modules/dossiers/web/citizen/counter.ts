import type { AdoptedProcedure, ProcedureVersion } from '#modules/catalogue/index.ts';
import type { Authority } from '#modules/directory/index.ts';
import type { StoredDocument } from '#modules/documents/index.ts';
import type { Answers, DraftDocument, FormContext } from '#modules/forms/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Draft } from '../../domain/draft.ts';
import { draftDocuments, hasFiles, withDocuments } from '../../domain/file-answers.ts';
import { formContextOf } from '../../domain/form-surroundings.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { type DraftWithDocuments, getOwnDraftWithDocuments } from '../../queries/get-own-draft.ts';
import { ownerOf } from './visitor.ts';

/** The authority of the address. @throws {NotFoundError} */
export async function getCounter(
  context: RequestContext,
  { directory }: Pick<DossiersParts, 'directory'>,
): Promise<Authority> {
  const authority = await findCounter(context, { directory });
  if (authority === undefined) throw new NotFoundError('authority-not-found');
  return authority;
}

/** The same, or undefined. What cannot be an address of ours does not reach the database. */
export async function findCounter(
  context: RequestContext,
  { directory }: Pick<DossiersParts, 'directory'>,
): Promise<Authority | undefined> {
  const slug = context.params.authority ?? '';
  return /^[a-z0-9-]{1,100}$/.test(slug) ? directory.findAuthorityBySlug(slug) : undefined;
}

/** The procedure of the address, as the authority offers it. @throws {NotFoundError} */
export async function getOffered(context: RequestContext, parts: DossiersParts): Promise<AdoptedProcedure> {
  const authority = await getCounter(context, parts);
  const adopted = await parts.catalogue.findAdopted(authority.id, context.params.procedure ?? '');
  if (adopted === undefined) throw new NotFoundError('procedure-not-found');
  return adopted;
}

/** A draft with all that its pages need. */
export interface OpenDraft extends ProcedureVersion {
  readonly authority: Authority;
  readonly draft: Draft;
  readonly documents: readonly StoredDocument[];
  readonly inputs: FormContext;
  /** With the documents as they are. */
  readonly answers: Answers;
}

/**
 * The draft of the address, for its owner.
 * @throws {DraftNotFoundError} @throws {DraftExpiredError}
 */
export async function openDraft(context: RequestContext, parts: DossiersParts): Promise<OpenDraft> {
  const authority = await getCounter(context, parts);
  const owner = ownerOf(context, parts, authority.id);
  const draftId = context.params.draft ?? '';
  const read = await parts.platform.database.readOnce([authority.id], (tx) =>
    getOwnDraftWithDocuments(tx, { authorityId: authority.id, draftId, owner, now: context.now }),
  );
  return opened(context, parts, authority, read);
}

/** What a draft's pages need, once it has been read. */
export async function opened(
  context: RequestContext,
  parts: DossiersParts,
  authority: Authority,
  { draft, documents: attached }: DraftWithDocuments,
): Promise<OpenDraft> {
  const { procedure, form, workflow } = await parts.catalogue.getVersionOf(draft);
  const documents = hasFiles(form) ? attached : [];
  const inputs = formContext(context, parts, authority, draftDocuments(documents));
  const answers = withDocuments(form, draft.answers, documents);
  return { authority, draft, documents, inputs, answers, procedure, form, workflow };
}

export function formContext(
  context: RequestContext,
  parts: DossiersParts,
  authority: Authority,
  documents: readonly DraftDocument[] = [],
): FormContext {
  return { ...formContextOf(parts, authority, context.now, documents), locale: context.locale };
}

export const draftPath = (authority: Pick<Authority, 'slug'>, draftId: string, page = ''): string =>
  `/${authority.slug}/brouillons/${draftId}${page === '' ? '' : `/${page}`}`;

export const dossierPath = (authority: Pick<Authority, 'slug'>, dossierId: string, part = ''): string =>
  `/${authority.slug}/dossiers/${dossierId}${part === '' ? '' : `/${part}`}`;
