import type { Identity } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { draftLifetimeDays } from '../domain/draft.ts';

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
