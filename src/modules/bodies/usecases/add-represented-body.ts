import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import type { BodyDetails, RepresentativeRole } from '../domain/body.ts';
import { listRepresentatives } from '../queries/find-body.ts';
import { recordBodyAct } from './record-body-act.ts';

/**
 * A body with those who represent it, as if each had been accepted: for a demonstration. Elsewhere a declaration is read
 * by an agent, and a representative invited by another one.
 * @returns its id
 */
export async function addRepresentedBody(
  tx: Tx,
  body: BodyDetails & {
    readonly representatives: readonly { readonly accountId: string; readonly role: RepresentativeRole }[];
    readonly acceptedBy: string;
    readonly now: Date;
  },
): Promise<string> {
  const id = newId(body.now.getTime());
  const { kind, siret, rna, name, now } = body;
  await tx
    .insertInto('bodies')
    .values({ id, kind, siret: siret ?? null, rna: rna ?? null, name, created_at: now })
    .execute();
  const rows = body.representatives.map((one) => ({
    body_id: id,
    account_id: one.accountId,
    role: one.role,
    since: now,
  }));
  await tx.insertInto('body_representatives').values(rows).execute();
  for (const { name: about, role } of await listRepresentatives(tx, id)) {
    const isFirst = role === 'manager';
    const act = isFirst ? ('accepted' as const) : ('joined' as const);
    await recordBodyAct(tx, { bodyId: id, act, actorName: isFirst ? body.acceptedBy : about, about, now });
  }
  return id;
}
