import type { Documents, StoredDocument } from '#modules/documents/index.ts';
import {
  type Answers,
  type DraftDocument,
  exitFor,
  type FormContext,
  keepShownAnswers,
  visiblePages,
} from '#modules/forms/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { runWithCommit, type Tx } from '#platform/database/database.ts';
import { type Draft, firstPageToDo } from '../domain/draft.ts';
import { documentIdsIn, draftDocuments, hasFiles, withDocuments } from '../domain/file-answers.ts';
import { isUuid } from '../domain/uuid.ts';
import { DraftNotFoundError } from '../errors.ts';
import { type DraftWithDocuments, isOwner, lockOwnDraftWithDocuments, type Owner } from '../queries/get-own-draft.ts';
import { type Filing, type SubmitDeps, submitDossier } from './submit-dossier.ts';

export interface SubmitDraftRequest {
  readonly draftId: string;
  readonly owner: Owner;
  /** The draft, when this transaction holds its lock already. */
  readonly locked?: DraftWithDocuments | undefined;
  /** What does not come from the draft. */
  readonly filing: Omit<Filing, 'answers' | 'submissionKey' | 'context'>;
  readonly contextWith: (documents: readonly DraftDocument[]) => FormContext;
}

export type SubmitDraftOutcome =
  | { readonly kind: 'filed'; readonly dossierId: string }
  /** A page was not filled in, or no longer holds. */
  | { readonly kind: 'incomplete'; readonly pageId: string };

/**
 * Files a draft: everything is validated again with the version of the procedure that it was begun with, its documents
 * follow, and the draft is no more. The draft's id is the submission key: sending twice files once.
 */
export async function submitDraft(
  tx: Tx,
  deps: SubmitDeps & { readonly identity: Pick<Identity, 'linkDossier' | 'unlinkDraft'> },
  request: SubmitDraftRequest,
): Promise<SubmitDraftOutcome> {
  const { filing, draftId } = request;
  const authorityId = filing.authority.id;
  const locked = request.locked ?? (await lockDraft(tx, deps, request));
  if (locked === undefined)
    return { kind: 'filed', dossierId: await getFiledDraft(tx, authorityId, draftId, request.owner) };
  const { draft } = locked;
  const attached = hasFiles(filing.form) ? locked.documents : [];
  const checked = checkDraft(request, draft, attached);
  if (typeof checked === 'string') return { kind: 'incomplete', pageId: checked };
  await removeUnused(tx, deps.documents, draft, attached, checked.answers);
  // Documents go first: the words of the dossier, which are written with it, then hold their names.
  const newDossierId = newId(filing.now.getTime());
  if (attached.length > 0) await deps.documents.moveDraftToDossier(tx, authorityId, draftId, newDossierId);
  const whole = { ...filing, answers: checked.answers, context: checked.context, submissionKey: draftId };
  const { dossierId, repeated } = await submitDossier(tx, deps, whole, newDossierId);
  // Filed before with its own copies: these ones are the second click's.
  if (repeated) await removeUnused(tx, deps.documents, draft, attached, {});
  await runWithCommit(tx, 'DELETE FROM drafts WHERE authority_id = $1 AND id = $2', [authorityId, draftId]);
  if (filing.account !== undefined) await deps.identity.unlinkDraft(tx, filing.account.id, authorityId, draftId);
  return { kind: 'filed', dossierId };
}

/** Undefined when the draft is no more: sent a moment ago, perhaps while this request waited for it. */
async function lockDraft(
  tx: Tx,
  { documents }: Pick<SubmitDeps, 'documents'>,
  { draftId, owner, filing }: SubmitDraftRequest,
): Promise<DraftWithDocuments | undefined> {
  const { authority, now } = filing;
  try {
    return await lockOwnDraftWithDocuments(tx, documents, { authorityId: authority.id, draftId, owner, now });
  } catch (error) {
    if (error instanceof DraftNotFoundError) return undefined;
    throw error;
  }
}

async function getFiledDraft(tx: Tx, authorityId: string, draftId: string, owner: Owner): Promise<string> {
  const dossierId = await findFiledDraft(tx, authorityId, draftId, owner);
  if (dossierId === undefined) throw new DraftNotFoundError();
  return dossierId;
}

/** The dossier that a draft became, for whoever comes back to it. */
export async function findFiledDraft(
  tx: Tx,
  authorityId: string,
  draftId: string,
  owner: Owner,
): Promise<string | undefined> {
  if (!isUuid(draftId)) return undefined;
  const dossier = await tx
    .selectFrom('dossiers')
    .select(['id', 'visitor_hash', 'account_pseudonym'])
    .where('authority_id', '=', authorityId)
    .where('submission_key', '=', draftId)
    .executeTakeFirst();
  return dossier !== undefined && isOwner(dossier, owner) ? dossier.id : undefined;
}

/** What will be filed, or the id of the first page that is not ready. */
function checkDraft(
  request: SubmitDraftRequest,
  draft: Draft,
  attached: readonly StoredDocument[],
): string | { answers: Answers; context: FormContext } {
  const { form } = request.filing;
  const context = request.contextWith(draftDocuments(attached));
  const answers = keepShownAnswers(form, withDocuments(form, draft.answers, attached), context);
  const current = { ...draft, answers };
  const page = firstPageToDo(form, current, context);
  if (page !== undefined) return page.id;
  const wrongDoor = visiblePages(form, answers, context).find((one) => exitFor(form, one.id, answers, context));
  if (wrongDoor !== undefined) return wrongDoor.id;
  return { answers, context };
}

/** Documents of fields that are no longer asked are not needed, hence not kept. */
async function removeUnused(
  tx: Tx,
  documents: Documents,
  draft: Draft,
  attached: readonly StoredDocument[],
  answers: Answers,
): Promise<void> {
  const kept = new Set(documentIdsIn(answers));
  for (const document of attached) {
    if (!kept.has(document.id)) await documents.remove(tx, draft.authorityId, document.id);
  }
}
