import type { Tx } from '#platform/database/database.ts';
import { type ChainedEvent, chainHash, chainStart } from '../domain/event-chain.ts';

export type NewEvent = Omit<ChainedEvent, 'seq'>;

/**
 * Writes an event at the end of the dossier's chain and gives its number. The caller holds the dossier's lock
 * (`lockDossier`); without it two writers would take the same number and the second would fail.
 */
export async function recordEvent(tx: Tx, event: NewEvent): Promise<number> {
  const last = await tx
    .selectFrom('dossier_events')
    .select(['seq', 'hash'])
    .where('authority_id', '=', event.authorityId)
    .where('dossier_id', '=', event.dossierId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const seq = (last?.seq ?? 0) + 1;
  const previous = last?.hash ?? chainStart;
  await tx
    .insertInto('dossier_events')
    .values({ ...eventRow({ ...event, seq }), previous_hash: previous, hash: chainHash(previous, { ...event, seq }) })
    .execute();
  return seq;
}

/** The columns of an event, its hashes excepted. */
export function eventRow(event: ChainedEvent) {
  return {
    authority_id: event.authorityId,
    dossier_id: event.dossierId,
    seq: event.seq,
    at: event.at,
    kind: event.kind,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id ?? null,
    actor_name: event.actor.name ?? '',
    channel: event.channel,
    visibility: event.visibility,
    data: JSON.stringify(event.data),
  };
}
