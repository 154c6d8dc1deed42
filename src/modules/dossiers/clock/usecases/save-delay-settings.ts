import type { Tx } from '#platform/database/database.ts';
import type { DelaySettings } from '../queries/delay-settings.ts';

/** Keeps what an authority chose for a procedure, or for all (`*`). Its administrator was asked before. */
export async function saveDelaySettings(
  tx: Tx,
  authorityId: string,
  procedureId: string,
  settings: DelaySettings,
): Promise<void> {
  const values = {
    first_days: settings.firstDays,
    last_days: settings.lastDays,
    target_days: settings.targetDays ?? null,
    unassigned_days: settings.unassignedDays,
    answer_days: settings.answerDays,
  };
  await tx
    .insertInto('delay_settings')
    .values({ authority_id: authorityId, procedure_id: procedureId, ...values })
    .onConflict((conflict) => conflict.columns(['authority_id', 'procedure_id']).doUpdateSet(values))
    .execute();
}

/** The procedure follows the authority's choice for all again. */
export async function dropDelaySettings(tx: Tx, authorityId: string, procedureId: string): Promise<void> {
  await tx
    .deleteFrom('delay_settings')
    .where('authority_id', '=', authorityId)
    .where('procedure_id', '=', procedureId)
    .execute();
}
