import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';

export type EditorAct = Tables['editor_acts']['act'];

/** Keeps who did what to the procedures that residents see; nothing of it is ever rewritten. */
export async function recordAct(
  tx: Tx,
  act: {
    readonly authorityId: string;
    readonly procedureId: string;
    readonly title: string;
    readonly act: EditorAct;
    readonly version?: number | undefined;
    readonly details?: Record<string, unknown>;
    readonly by: { readonly agentId: string | undefined; readonly name: string };
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('editor_acts')
    .values({
      authority_id: act.authorityId,
      id: newId(act.at.getTime()),
      procedure_id: act.procedureId,
      title: act.title,
      act: act.act,
      version: act.version ?? null,
      details: JSON.stringify(act.details ?? {}),
      at: act.at,
      agent_id: act.by.agentId ?? null,
      agent_name: act.by.name,
    })
    .execute();
}
