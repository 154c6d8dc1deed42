import type { Tx } from '#platform/database/database.ts';
import { formatTrackingCode } from '../domain/tracking-code.ts';
import { recordCapabilityEvent } from '../effects/shared/record-capability-event.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { type AgentAct, agentActor, lockForAgent, touchDossier } from '../usecases/lock-for-agent.ts';
import { mergeWords as say } from './messages.ts';

type LinkAct = AgentAct & { readonly otherId: string };

/** Puts two dossiers side by side, for agents alone. Done twice, it is done once. @throws {DossierNotFoundError} */
export async function linkDossiers(tx: Tx, act: LinkAct): Promise<void> {
  const { own, other } = await lockBoth(tx, act);
  const row = (from: DossierRow, to: DossierRow) => ({
    authority_id: act.authorityId,
    dossier_id: from.id,
    linked_dossier_id: to.id,
    kind: 'related' as const,
    created_at: act.now,
  });
  const added = await tx
    .insertInto('dossier_links')
    .values([row(own, other), row(other, own)])
    .onConflict((conflict) => conflict.doNothing())
    .returning('dossier_id')
    .execute();
  if (added.length > 0) await tellBoth(tx, act, own, other, 'history.linked');
}

/** Takes a link made by hand away; those that the workflow made stay. @throws {DossierNotFoundError} */
export async function unlinkDossiers(tx: Tx, act: LinkAct): Promise<void> {
  const { own, other } = await lockBoth(tx, act);
  const removed = await tx
    .deleteFrom('dossier_links')
    .where('authority_id', '=', act.authorityId)
    .where('kind', '=', 'related')
    .where('dossier_id', 'in', [own.id, other.id])
    .where('linked_dossier_id', 'in', [own.id, other.id])
    .returning('dossier_id')
    .execute();
  if (removed.length > 0) await tellBoth(tx, act, own, other, 'history.unlinked');
}

async function lockBoth(tx: Tx, act: LinkAct): Promise<{ own: DossierRow; other: DossierRow }> {
  const rows = new Map<string, DossierRow>();
  for (const dossierId of [act.dossierId, act.otherId].sort())
    rows.set(dossierId, await lockForAgent(tx, { ...act, dossierId }));
  return { own: rows.get(act.dossierId) as DossierRow, other: rows.get(act.otherId) as DossierRow };
}

async function tellBoth(
  tx: Tx,
  act: LinkAct,
  own: DossierRow,
  other: DossierRow,
  key: 'history.linked' | 'history.unlinked',
): Promise<void> {
  for (const [dossier, named] of [
    [own, other],
    [other, own],
  ] as const) {
    const code = formatTrackingCode(named.code);
    await touchDossier(tx, dossier, act.now);
    await recordCapabilityEvent(tx, dossier, {
      at: act.now,
      kind: 'linked',
      actor: agentActor(act.agent),
      visibility: 'internal',
      words: { fr: say('fr', key, { code }), en: say('en', key, { code }) },
    });
  }
}
