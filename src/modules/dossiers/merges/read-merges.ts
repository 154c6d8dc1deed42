import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { mayProcess } from '../domain/agent-policies.ts';
import { type DossierEvent, listEvents } from '../queries/get-dossier-for-agent.ts';
import { type DossierRow, dossierColumns } from '../usecases/lock-dossier.ts';
import { processedDossier } from '../usecases/lock-for-agent.ts';
import { type DossierMerge, listMerges } from './dossier-merges.ts';

/** A joining in force, with the other dossier; its history when the agent may read it. */
export interface MergeView {
  readonly merge: DossierMerge;
  /** The dossier of the page is the one that leads. */
  readonly leads: boolean;
  readonly other: DossierRow;
  readonly mayOpen: boolean;
  readonly events: readonly DossierEvent[];
}

export async function readMerges(
  tx: Tx,
  agent: AgentPrincipal,
  authorityId: string,
  dossierId: string,
): Promise<MergeView[]> {
  const merges = await listMerges(tx, authorityId, dossierId);
  const views: MergeView[] = [];
  for (const merge of merges) {
    const leads = merge.leading_id === dossierId;
    const other = await tx
      .selectFrom('dossiers')
      .select(dossierColumns)
      .where('authority_id', '=', authorityId)
      .where('id', '=', leads ? merge.joined_id : merge.leading_id)
      .executeTakeFirst();
    if (other === undefined) continue;
    const mayOpen = mayProcess(agent, processedDossier(other));
    const events = leads && mayOpen ? await listEvents(tx, authorityId, other.id) : [];
    views.push({ merge, leads, other, mayOpen, events });
  }
  return views;
}
