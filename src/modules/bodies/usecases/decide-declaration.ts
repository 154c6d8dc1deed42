import { queueAccountEmail } from '#modules/notifications/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { ConflictError, NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type BodiesParts, nowOf } from '../bodies-parts.ts';
import { isManaged } from '../domain/body.ts';
import { BodyRepresentedError } from '../errors.ts';
import { listRepresentatives } from '../queries/find-body.ts';
import { type DeclarationRow, getDeclaration } from '../queries/list-declarations.ts';
import { recordBodyAct } from './record-body-act.ts';

/**
 * An agent of the authority says whether the proof is good. Accepted, the person becomes the body's first manager.
 * @throws {BodyRepresentedError} when it has a manager: they invite, no declaration comes in beside them
 * @throws {ConflictError} `declaration-decided` when a colleague was faster
 */
export async function decideDeclaration(
  parts: BodiesParts,
  agent: AgentPrincipal,
  decision: { readonly declarationId: string; readonly accept: boolean; readonly reason: string },
): Promise<void> {
  const now = nowOf(parts);
  await parts.platform.database.transaction([agent.authorityId], async (tx) => {
    const declaration = await getDeclaration(tx, agent.authorityId, decision.declarationId, { lock: true });
    if (declaration.state !== 'waiting') throw new ConflictError('declaration-decided');
    const declarer = await tx
      .selectFrom('body_declarers as d')
      .innerJoin('accounts as a', 'a.id', 'd.account_id')
      .select(['d.account_id', 'a.closed_at'])
      .where('d.declaration_id', '=', declaration.id)
      .executeTakeFirst();
    if (decision.accept) {
      if (declarer === undefined || declarer.closed_at !== null) throw new NotFoundError('declarer-gone');
      await makeFirstManager(tx, declaration, { accountId: declarer.account_id, agentName: agent.name, now });
      await tx.deleteFrom('body_declarers').where('declaration_id', '=', declaration.id).execute();
    }
    await tx
      .updateTable('body_declarations')
      .set({
        state: decision.accept ? 'accepted' : 'refused',
        decided_at: now,
        decided_by: agent.agentId,
        decided_by_name: agent.name,
        reason: decision.reason === '' ? null : decision.reason,
      })
      .where('authority_id', '=', agent.authorityId)
      .where('id', '=', declaration.id)
      .execute();
    if (declarer !== undefined)
      await queueAccountEmail(parts.platform, tx, 'body-decided', { accountId: declarer.account_id });
  });
}

async function makeFirstManager(
  tx: Tx,
  declaration: DeclarationRow,
  { accountId, agentName, now }: { accountId: string; agentName: string; now: Date },
): Promise<void> {
  const bodyId = await lockOrAddBody(tx, declaration, now);
  if (isManaged(await listRepresentatives(tx, bodyId))) throw new BodyRepresentedError();
  await tx
    .insertInto('body_representatives')
    .values({ body_id: bodyId, account_id: accountId, role: 'manager', since: now })
    // A member of a body whose managers are all gone.
    .onConflict((conflict) => conflict.columns(['body_id', 'account_id']).doUpdateSet({ role: 'manager' }))
    .execute();
  await recordBodyAct(tx, { bodyId, act: 'accepted', actorName: agentName, about: declaration.declarant_name, now });
}

async function lockOrAddBody(tx: Tx, declaration: DeclarationRow, now: Date): Promise<string> {
  await tx
    .insertInto('bodies')
    .values({
      id: newId(),
      kind: declaration.kind,
      siret: declaration.siret,
      rna: declaration.rna,
      name: declaration.name,
      address: declaration.address === null ? null : JSON.stringify(declaration.address),
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const body = await tx
    .selectFrom('bodies')
    .select('id')
    .where((eb) => eb.or([eb('siret', '=', declaration.siret ?? ''), eb('rna', '=', declaration.rna ?? '')]))
    .forUpdate()
    .executeTakeFirstOrThrow();
  return body.id;
}
