import type { Tx } from '#platform/database/database.ts';

/** What an authority wants to know of its delays. Days are civil days. */
export interface DelaySettings {
  /** The team and its leader are told that many days before the date, and again. */
  readonly firstDays: number;
  readonly lastDays: number;
  /** Days within which the authority wants to have answered; undefined, the delay of the procedure. */
  readonly targetDays: number | undefined;
  /** Days without anybody in charge after which it is told. */
  readonly unassignedDays: number;
  /** Days without an answer to what the applicant wrote after which it is told. */
  readonly answerDays: number;
}

export const defaultDelaySettings: DelaySettings = {
  firstDays: 10,
  lastDays: 3,
  targetDays: undefined,
  unassignedDays: 2,
  answerDays: 2,
};

/** For all procedures of an authority. */
export const everyProcedure = '*';

/** What the authority chose, by procedure; `*` for those of which it said nothing. */
export async function listDelaySettings(tx: Tx, authorityId: string): Promise<Map<string, DelaySettings>> {
  const rows = await tx.selectFrom('delay_settings').selectAll().where('authority_id', '=', authorityId).execute();
  return new Map(
    rows.map((row) => [
      row.procedure_id,
      {
        firstDays: row.first_days,
        lastDays: row.last_days,
        targetDays: row.target_days ?? undefined,
        unassignedDays: row.unassigned_days,
        answerDays: row.answer_days,
      },
    ]),
  );
}

/** Those of a procedure: its own, else the authority's, else ours. */
export function settingsOf(chosen: ReadonlyMap<string, DelaySettings>, procedureId: string): DelaySettings {
  return chosen.get(procedureId) ?? chosen.get(everyProcedure) ?? defaultDelaySettings;
}
