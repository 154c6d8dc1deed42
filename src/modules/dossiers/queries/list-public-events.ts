import type { Tx } from '#platform/database/database.ts';

/** An event as its applicant may read it. */
export interface PublicEvent {
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly actorKind: 'applicant' | 'agent' | 'system';
  readonly actorName: string;
  readonly channel: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What happened to a dossier, oldest first; what agents wrote for themselves never leaves the database here. */
export async function listPublicEvents(tx: Tx, authorityId: string, dossierId: string): Promise<PublicEvent[]> {
  const rows = await tx
    .selectFrom('dossier_events')
    .select(['seq', 'at', 'kind', 'actor_kind', 'actor_name', 'channel', 'data'])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .where('visibility', '=', 'public')
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    actorKind: row.actor_kind,
    actorName: row.actor_name,
    channel: row.channel,
    data: row.data,
  }));
}
