import { isAdministrator } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';

/** Gives the right "helper" to an agent of the administrator's own authority. @throws NotFoundError for any other agent */
export async function grantHelper(
  tx: Tx,
  administrator: AgentPrincipal,
  helper: { readonly agentId: string; readonly structure: string; readonly now: Date },
): Promise<void> {
  await requireColleague(tx, administrator, helper.agentId);
  await tx
    .insertInto('helpers')
    .values({
      authority_id: administrator.authorityId,
      agent_id: helper.agentId,
      structure: helper.structure,
      granted_by: administrator.agentId,
      granted_at: helper.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['authority_id', 'agent_id']).doUpdateSet({
        structure: helper.structure,
        granted_by: administrator.agentId,
        granted_at: helper.now,
      }),
    )
    .execute();
}

/** Takes it back: every mandate of the helper refuses from then on. */
export async function withdrawHelper(tx: Tx, administrator: AgentPrincipal, agentId: string): Promise<void> {
  await requireColleague(tx, administrator, agentId);
  await tx
    .deleteFrom('helpers')
    .where('authority_id', '=', administrator.authorityId)
    .where('agent_id', '=', agentId)
    .execute();
}

async function requireColleague(tx: Tx, administrator: AgentPrincipal, agentId: string): Promise<void> {
  if (!isAdministrator(administrator)) throw new NotFoundError('agent-not-found');
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const colleague = uuid.test(agentId)
    ? await tx
        .selectFrom('agent_roles')
        .select('agent_id')
        .where('authority_id', '=', administrator.authorityId)
        .where('agent_id', '=', agentId)
        .executeTakeFirst()
    : undefined;
  if (colleague === undefined) throw new NotFoundError('agent-not-found');
}
