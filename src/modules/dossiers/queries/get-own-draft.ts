import type { Selectable } from 'kysely';
import {
  type Documents,
  documentsOfDraftAsValue,
  documentsOfValue,
  type StoredDocument,
} from '#modules/documents/index.ts';
import type { Answers } from '#modules/forms/index.ts';
import { sameDigest } from '#platform/crypto/digests.ts';
import { runStatement, type Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { Draft } from '../domain/draft.ts';
import { isUuid } from '../domain/uuid.ts';
import { DraftExpiredError, DraftNotFoundError } from '../errors.ts';

/** Who asks: a browser by its secret, an account by the pseudonym that this authority knows it by. */
export interface Owner {
  readonly visitorHash: Buffer | undefined;
  readonly accountPseudonym: Buffer | undefined;
}

interface OwnDraftRequest {
  readonly authorityId: string;
  readonly draftId: string;
  readonly owner: Owner;
  readonly now: Date;
}

/** A draft and what is attached to it. */
export interface DraftWithDocuments {
  readonly draft: Draft;
  readonly documents: readonly StoredDocument[];
}

const draftColumns = `authority_id, id, procedure_id, procedure_version, overrides_revision, answers, completed_pages,
  visitor_hash, account_pseudonym, resume_email, locale, revision, updated_at, expires_at`;

type DraftRow = Pick<
  Selectable<Tables['drafts']>,
  | 'authority_id'
  | 'id'
  | 'procedure_id'
  | 'procedure_version'
  | 'overrides_revision'
  | 'answers'
  | 'completed_pages'
  | 'visitor_hash'
  | 'account_pseudonym'
  | 'resume_email'
  | 'locale'
  | 'revision'
  | 'updated_at'
  | 'expires_at'
>;

// Written out: they are run for each page of each form.
const selectDraft = `SELECT ${draftColumns} FROM drafts WHERE authority_id = $1 AND id = $2`;
const selectDraftLocked = `${selectDraft} FOR UPDATE`;
const selectDraftWithDocuments = `SELECT ${draftColumns}, ${documentsOfDraftAsValue('$1', '$2')} AS documents
  FROM drafts WHERE authority_id = $1 AND id = $2`;

/**
 * A draft for its owner: the account it was begun with, or the browser when it was begun without one.
 * @throws {DraftNotFoundError} when it does not exist or is not theirs
 * @throws {DraftExpiredError} when it is theirs and too old
 */
export async function getOwnDraft(tx: Tx, request: OwnDraftRequest & { lock?: boolean }): Promise<Draft> {
  const text = request.lock === true ? selectDraftLocked : selectDraft;
  const [row] = await runStatement<DraftRow>(tx, text, keyOf(request));
  return ownDraft(row, request);
}

/** The same with its documents, in one statement. */
export async function getOwnDraftWithDocuments(tx: Tx, request: OwnDraftRequest): Promise<DraftWithDocuments> {
  type Row = DraftRow & { readonly documents: unknown };
  const [row] = await runStatement<Row>(tx, selectDraftWithDocuments, keyOf(request));
  const draft = ownDraft(row, request);
  return { draft, documents: documentsOfValue(row?.documents, draft.authorityId, draft.id) };
}

/**
 * The same, locked until the end of the transaction. Two statements, so that documents which came while the lock was waited
 * for are there; they leave together.
 */
export async function lockOwnDraftWithDocuments(
  tx: Tx,
  documents: Pick<Documents, 'listOfDraft'>,
  request: OwnDraftRequest,
): Promise<DraftWithDocuments> {
  const [[row], attached] = await Promise.all([
    runStatement<DraftRow>(tx, selectDraftLocked, keyOf(request)),
    documents.listOfDraft(tx, request.authorityId, request.draftId),
  ]);
  return { draft: ownDraft(row, request), documents: attached };
}

/** @throws {DraftNotFoundError} for what cannot be the id of a draft */
function keyOf({ authorityId, draftId }: OwnDraftRequest): readonly string[] {
  if (!isUuid(draftId)) throw new DraftNotFoundError();
  return [authorityId, draftId];
}

function ownDraft(row: DraftRow | undefined, { owner, now }: OwnDraftRequest): Draft {
  if (row === undefined || !isOwner(row, owner)) throw new DraftNotFoundError();
  if (row.expires_at <= now) throw new DraftExpiredError();
  return draftOf(row);
}

/** Belongs to the account when it has one, to the browser otherwise: signing out on a shared computer closes the door. */
export function isOwner(row: { visitor_hash: Buffer | null; account_pseudonym: Buffer | null }, owner: Owner): boolean {
  return sameOwner(row.visitor_hash, owner.visitorHash) || sameOwner(row.account_pseudonym, owner.accountPseudonym);
}

function sameOwner(kept: Buffer | null, given: Buffer | undefined): boolean {
  return kept !== null && given !== undefined && sameDigest(kept, given);
}

export function draftOf(row: DraftRow): Draft {
  return {
    authorityId: row.authority_id,
    id: row.id,
    procedureId: row.procedure_id,
    procedureVersion: row.procedure_version,
    overridesRevision: row.overrides_revision,
    answers: row.answers as Answers,
    completedPages: row.completed_pages,
    visitorHash: row.visitor_hash,
    accountPseudonym: row.account_pseudonym,
    resumeEmail: row.resume_email,
    locale: row.locale,
    revision: row.revision,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
  };
}
