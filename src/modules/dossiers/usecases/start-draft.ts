import type { Answers } from '#modules/forms/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { runStatement, statement, type Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { type Draft, draftLifetimeDays } from '../domain/draft.ts';

export interface NewDraft {
  /** The key of the form that was sent: sending it twice begins one draft. */
  readonly id: string;
  /** A form of one page that was already filed with this key is the same filing; a longer one is another request. */
  readonly reuseFiled: boolean;
  readonly authorityId: string;
  readonly procedureId: string;
  readonly procedureVersion: number;
  readonly overridesRevision: number;
  /** The browser that fills it in; kept only when there is no account. */
  readonly visitorHash: Buffer;
  readonly account?: { readonly id: string; readonly pseudonym: Buffer } | undefined;
  readonly locale: Locale;
  readonly now: Date;
}

/**
 * Begins a draft, empty. Nothing is kept of somebody who only looks at the first page.
 * @returns its id, which is the key's unless that key has been filed already
 */
export async function startDraft(tx: Tx, identity: Pick<Identity, 'linkDraft'>, draft: NewDraft): Promise<string> {
  const { authorityId, account, now } = draft;
  const id = draft.reuseFiled || !(await isFiled(tx, authorityId, draft.id)) ? draft.id : newId(now.getTime());
  await tx
    .insertInto('drafts')
    .values({
      authority_id: authorityId,
      id,
      procedure_id: draft.procedureId,
      procedure_version: draft.procedureVersion,
      overrides_revision: draft.overridesRevision,
      visitor_hash: account === undefined ? draft.visitorHash : null,
      account_pseudonym: account?.pseudonym ?? null,
      locale: draft.locale,
      created_at: now,
      updated_at: now,
      expires_at: draftExpiry(now),
    })
    .onConflict((conflict) => conflict.columns(['authority_id', 'id']).doNothing())
    .execute();
  if (account !== undefined) await identity.linkDraft(tx, account.id, authorityId, id);
  return id;
}

/** The first page of a new draft, once it has been read. */
export interface FirstPage {
  readonly pageId: string;
  readonly answers: Answers;
  /** Kept to go on later: the page is not done. */
  readonly later: boolean;
}

/**
 * Begins a draft with its first page, in one statement: most drafts begin with a key that nothing was made of yet.
 * @returns undefined when something was, and nothing is written then
 */
export async function startFilledDraft(
  tx: Tx,
  identity: Pick<Identity, 'linkDraft'>,
  draft: Omit<NewDraft, 'reuseFiled'>,
  { pageId, answers, later }: FirstPage,
): Promise<Draft | undefined> {
  const { authorityId, account, id, now } = draft;
  const visitorHash = account === undefined ? draft.visitorHash : null;
  const accountPseudonym = account?.pseudonym ?? null;
  const completedPages = later ? [] : [pageId];
  const expiresAt = draftExpiry(now);
  const { text, values } = statement`
    INSERT INTO drafts (authority_id, id, procedure_id, procedure_version, overrides_revision, visitor_hash,
      account_pseudonym, locale, answers, completed_pages, revision, created_at, updated_at, expires_at)
    SELECT ${authorityId}, ${id}, ${draft.procedureId}, ${draft.procedureVersion}::integer,
      ${draft.overridesRevision}::integer, ${visitorHash}::bytea, ${accountPseudonym}::bytea, ${draft.locale},
      ${JSON.stringify(answers)}::jsonb, ${completedPages}::text[], ${firstRevision}::integer, ${now}::timestamptz,
      ${now}::timestamptz, ${expiresAt}::timestamptz
    WHERE NOT EXISTS (SELECT FROM dossiers WHERE authority_id = ${authorityId} AND submission_key = ${id})
    ON CONFLICT (authority_id, id) DO NOTHING
    RETURNING id`;
  const written = await runStatement(tx, text, values);
  if (written.length === 0) return undefined;
  if (account !== undefined) await identity.linkDraft(tx, account.id, authorityId, id);
  return {
    authorityId,
    id,
    procedureId: draft.procedureId,
    procedureVersion: draft.procedureVersion,
    overridesRevision: draft.overridesRevision,
    answers,
    completedPages,
    visitorHash,
    accountPseudonym,
    resumeEmail: null,
    locale: draft.locale,
    revision: firstRevision,
    updatedAt: now,
    expiresAt,
  };
}

/** A draft begun empty has 1, and its first page makes it 2. */
const firstRevision = 2;

async function isFiled(tx: Tx, authorityId: string, key: string): Promise<boolean> {
  const dossier = await tx
    .selectFrom('dossiers')
    .select('id')
    .where('authority_id', '=', authorityId)
    .where('submission_key', '=', key)
    .executeTakeFirst();
  return dossier !== undefined;
}

export function draftExpiry(now: Date): Date {
  return new Date(now.getTime() + draftLifetimeDays * 24 * 3600 * 1000);
}
