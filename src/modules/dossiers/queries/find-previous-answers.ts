import type { Answers } from '#modules/forms/index.ts';
import type { Tx } from '#platform/database/database.ts';

/** What the account answered in its last dossier of the same procedure at this authority, whichever the version. */
export async function findPreviousAnswers(
  tx: Tx,
  of: { readonly authorityId: string; readonly procedureId: string; readonly accountPseudonym: Buffer },
): Promise<Answers | undefined> {
  const row = await tx
    .selectFrom('dossiers')
    .select('answers')
    .where('authority_id', '=', of.authorityId)
    .where('account_pseudonym', '=', of.accountPseudonym)
    .where('procedure_id', '=', of.procedureId)
    .orderBy('submitted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : (row.answers as Answers);
}
