import type { Tx } from '#platform/database/database.ts';
import { type DossierLook, nextLook } from './dossier-look.ts';

interface LookKey {
  readonly authorityId: string;
  readonly dossierId: string;
  readonly agentId: string;
}

/** Notes that an agent has the page of a dossier before their eyes, up to its last event; what names them there is then read. */
export async function recordLook(tx: Tx, key: LookKey, now: Date): Promise<DossierLook> {
  const { last } = await tx
    .selectFrom('dossier_events')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('authority_id', '=', key.authorityId)
    .where('dossier_id', '=', key.dossierId)
    .executeTakeFirstOrThrow();
  const look = nextLook(await findLook(tx, key), last ?? 0, now);
  const row = {
    looked_at: look.lookedAt,
    seen_seq: look.seenSeq,
    since_at: look.sinceAt,
    since_seq: look.sinceSeq,
  };
  await tx
    .insertInto('dossier_looks')
    .values({ authority_id: key.authorityId, dossier_id: key.dossierId, agent_id: key.agentId, ...row })
    .onConflict((conflict) => conflict.columns(['authority_id', 'dossier_id', 'agent_id']).doUpdateSet(row))
    .execute();
  await tx
    .updateTable('dossier_mentions')
    .set({ read_at: now })
    .where('authority_id', '=', key.authorityId)
    .where('dossier_id', '=', key.dossierId)
    .where('agent_id', '=', key.agentId)
    .where('read_at', 'is', null)
    .execute();
  return look;
}

async function findLook(tx: Tx, key: LookKey): Promise<DossierLook | undefined> {
  const row = await tx
    .selectFrom('dossier_looks')
    .select(['looked_at', 'seen_seq', 'since_at', 'since_seq'])
    .where('authority_id', '=', key.authorityId)
    .where('dossier_id', '=', key.dossierId)
    .where('agent_id', '=', key.agentId)
    .executeTakeFirst();
  return row && { lookedAt: row.looked_at, seenSeq: row.seen_seq, sinceAt: row.since_at, sinceSeq: row.since_seq };
}
