import type { Documents, StoredDocument } from '#modules/documents/index.ts';
import {
  type Answers,
  type CompiledForm,
  type CompiledPage,
  type FieldError,
  type FormAction,
  type FormContext,
  type ParsedPage,
  parsePage,
} from '#modules/forms/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import { runStatement, runWithCommit, type Tx } from '#platform/database/database.ts';
import type { FormBody } from '#platform/http/context.ts';
import { type Draft, pageMark } from '../domain/draft.ts';
import { draftDocuments, hasFiles, withDocuments, withoutInput } from '../domain/file-answers.ts';
import { type DraftWithDocuments, lockOwnDraftWithDocuments, type Owner } from '../queries/get-own-draft.ts';
import { attachDocuments, newAmong, type ReceivedAt } from './attach-documents.ts';
import { draftExpiry } from './start-draft.ts';

export interface SavePageRequest {
  readonly authorityId: string;
  readonly draftId: string;
  readonly owner: Owner;
  /** The draft, when this transaction holds its lock already. */
  readonly locked?: DraftWithDocuments | undefined;
  /** Signed in since the draft was begun: it becomes the account's. */
  readonly account?: { readonly id: string; readonly pseudonym: Buffer } | undefined;
  readonly form: CompiledForm;
  readonly page: CompiledPage;
  readonly context: FormContext;
  readonly body: FormBody;
  /** `pageMark` of the page as it was shown; absent when the page was posted by hand. */
  readonly mark: string;
  /** Keep what is typed, whole or not, to go on later: the page is not done. */
  readonly later: boolean;
  readonly received: readonly ReceivedAt[];
  /** Files that could not be taken. */
  readonly refusals: readonly FieldError[];
  readonly now: Date;
  /** Nothing else of this transaction reads the draft: what is written of it leaves with COMMIT. */
  readonly last?: boolean;
}

export type SavePageOutcome = {
  readonly draft: Draft;
  readonly documents: readonly StoredDocument[];
} & (
  | { readonly kind: 'saved' }
  /** To be shown again with what was typed: an error, a row added or removed, or another window saved the page first. */
  | {
      readonly kind: 'shown-again';
      readonly reason: 'invalid' | 'action' | 'changed-elsewhere';
      readonly parsed: ParsedPage;
    }
);

/**
 * Saves one page of a draft. Answers of other pages stay as they are, whatever an older window held. Files are kept
 * even when the page does not validate; one that is there already, sent again by whoever heard nothing, is there once.
 */
export async function savePage(
  tx: Tx,
  deps: { documents: Documents; identity: Pick<Identity, 'linkDraft'> },
  request: SavePageRequest,
): Promise<SavePageOutcome> {
  const { authorityId, form } = request;
  const { draft, documents } = request.locked ?? (await lockOwnDraftWithDocuments(tx, deps.documents, request));
  const received = await attachDocuments(
    tx,
    deps.documents,
    authorityId,
    { draftId: draft.id },
    newAmong(request.received, documents),
  );
  const attached = hasFiles(form) ? [...documents, ...received] : [];
  const parsed = parse(request, draft, attached);
  if (parsed.action !== undefined) {
    const documents = await followAction(tx, deps.documents, draft, attached, parsed, parsed.action);
    return { kind: 'shown-again', reason: 'action', draft, documents, parsed };
  }
  const errors = withRefusals(parsed.errors, request.refusals);
  if (errors.length > 0 && !request.later) {
    return { kind: 'shown-again', reason: 'invalid', draft, documents: attached, parsed: { ...parsed, errors } };
  }
  if (wasChangedElsewhere(request, draft, parsed.answers)) {
    return { kind: 'shown-again', reason: 'changed-elsewhere', draft, documents: attached, parsed };
  }
  const saved = await writePage(tx, deps.identity, request, draft, parsed.answers);
  return { kind: 'saved', draft: saved, documents: attached };
}

function parse(request: SavePageRequest, draft: Draft, attached: readonly StoredDocument[]): ParsedPage {
  const { form, page } = request;
  return parsePage(form, page.id, request.body, {
    ...request.context,
    documents: draftDocuments(attached),
    answers: withDocuments(form, draft.answers, attached),
  });
}

/** A document that the person takes away, alone or with its row, is no longer kept. */
async function followAction(
  tx: Tx,
  documents: Documents,
  draft: Draft,
  attached: readonly StoredDocument[],
  parsed: ParsedPage,
  action: FormAction,
): Promise<readonly StoredDocument[]> {
  const removed =
    action.kind === 'remove-document'
      ? attached.filter((document) => document.id === action.documentId)
      : action.kind === 'remove-row'
        ? withoutInput(attached, action.group, parsed.raw)
        : [];
  for (const document of removed) await documents.remove(tx, draft.authorityId, document.id);
  return removed.length === 0 ? attached : attached.filter((document) => !removed.includes(document));
}

/** The refusal of a file says more than "attach a document" at the same field. */
export function withRefusals(errors: readonly FieldError[], refusals: readonly FieldError[]): FieldError[] {
  const refused = new Set(refusals.map((refusal) => refusal.path));
  return [...errors.filter((error) => !refused.has(error.path)), ...refusals];
}

/** Another window saved other answers on this page since it was shown here; the same answers twice are no conflict. */
function wasChangedElsewhere(request: SavePageRequest, draft: Draft, answers: Answers): boolean {
  if (request.mark === '') return false;
  // Files are kept as they arrive, whichever window sent them.
  const now = pageMark(request.page, withDocuments(request.form, draft.answers, []));
  const typed = pageMark(request.page, withDocuments(request.form, answers, []));
  return now !== request.mark && now !== typed;
}

const updateDraft = `UPDATE drafts SET answers = $3, completed_pages = $4, revision = $5, updated_at = $6, expires_at = $7,
  account_pseudonym = $8, visitor_hash = $9 WHERE authority_id = $1 AND id = $2`;

async function writePage(
  tx: Tx,
  identity: Pick<Identity, 'linkDraft'>,
  request: SavePageRequest,
  draft: Draft,
  answers: Answers,
): Promise<Draft> {
  const { account, now, page } = request;
  const completedPages = request.later
    ? draft.completedPages.filter((id) => id !== page.id)
    : [...new Set([...draft.completedPages, page.id])];
  const becomesAccounts = account !== undefined && draft.accountPseudonym === null;
  const saved: Draft = {
    ...draft,
    answers,
    completedPages,
    revision: draft.revision + 1,
    updatedAt: now,
    expiresAt: draftExpiry(now),
    ...(becomesAccounts ? { accountPseudonym: account.pseudonym, visitorHash: null } : {}),
  };
  const values = [
    draft.authorityId,
    draft.id,
    JSON.stringify(answers),
    completedPages,
    saved.revision,
    now,
    saved.expiresAt,
    saved.accountPseudonym,
    saved.visitorHash,
  ];
  await (request.last === true ? runWithCommit : runStatement)(tx, updateDraft, values);
  if (becomesAccounts) await identity.linkDraft(tx, account.id, draft.authorityId, draft.id);
  return saved;
}
