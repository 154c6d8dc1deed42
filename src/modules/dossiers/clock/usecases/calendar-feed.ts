import { sql } from 'kysely';
import { sha256 } from '#platform/crypto/digests.ts';
import { newToken } from '#platform/crypto/ids.ts';
import type { Database, Tx } from '#platform/database/database.ts';
import type { AgentPrincipal, ProcessingRight } from '#platform/http/principals.ts';

/** When the agent made the secret address of their calendar, and when it was last read (YYYY-MM-DD). */
export interface CalendarFeed {
  readonly createdAt: Date;
  readonly lastReadOn: string | undefined;
}

export async function findFeed(
  tx: Tx,
  agent: Pick<AgentPrincipal, 'authorityId' | 'agentId'>,
): Promise<CalendarFeed | undefined> {
  const row = await tx
    .selectFrom('calendar_feeds')
    .select(['created_at', 'last_read_on'])
    .where('authority_id', '=', agent.authorityId)
    .where('agent_id', '=', agent.agentId)
    .executeTakeFirst();
  return row && { createdAt: row.created_at, lastReadOn: row.last_read_on ?? undefined };
}

/** Makes a secret address; a former one opens nothing any more. @returns the secret, which is kept nowhere */
export async function openFeed(
  tx: Tx,
  agent: Pick<AgentPrincipal, 'authorityId' | 'agentId'>,
  now: Date,
): Promise<string> {
  const secret = newToken();
  const fresh = { token_hash: sha256(secret), created_at: now, last_read_on: null };
  await tx
    .insertInto('calendar_feeds')
    .values({ authority_id: agent.authorityId, agent_id: agent.agentId, ...fresh })
    .onConflict((conflict) => conflict.columns(['authority_id', 'agent_id']).doUpdateSet(fresh))
    .execute();
  return secret;
}

export async function revokeFeed(tx: Tx, agent: Pick<AgentPrincipal, 'authorityId' | 'agentId'>): Promise<void> {
  await tx
    .deleteFrom('calendar_feeds')
    .where('authority_id', '=', agent.authorityId)
    .where('agent_id', '=', agent.agentId)
    .execute();
}

/** Whose calendar it is, with the rights of this very moment. */
export interface FeedReader {
  readonly agentId: string;
  readonly authorityId: string;
  readonly locale: 'fr' | 'en';
  readonly rights: readonly ProcessingRight[];
  readonly scope: readonly string[];
}

/** Whose calendar a secret opens; undefined once it is revoked, or the agent has left. */
export async function readFeed(database: Database, secret: string, today: string): Promise<FeedReader | undefined> {
  if (!/^[\w-]{43}$/.test(secret)) return undefined;
  const { rows } = await sql<{
    authority_id: string;
    agent_id: string;
    locale: 'fr' | 'en';
    rights: ProcessingRight[];
  }>`
    SELECT f.authority_id, f.agent_id, f.locale, coalesce((
      SELECT json_agg(json_build_object('authorityId', p.authority_id, 'procedureId', p.procedure_id,
        'teamAuthorityId', p.team_authority_id, 'teamId', p.team_id, 'leader', p.leader))
      FROM agent_processing_rights(f.agent_id) p WHERE p.team_authority_id = f.authority_id), '[]') AS rights
    FROM find_calendar_feed(${sha256(secret)}) f`.execute(database.open);
  const row = rows[0];
  if (row === undefined) return undefined;
  const { authority_id: authorityId, agent_id: agentId, locale, rights } = row;
  await database.transaction([authorityId], (tx) =>
    tx
      .updateTable('calendar_feeds')
      .set({ last_read_on: today })
      .where('authority_id', '=', authorityId)
      .where('agent_id', '=', agentId)
      .where((eb) => eb.or([eb('last_read_on', 'is', null), eb('last_read_on', '<', today)]))
      .execute(),
  );
  return { authorityId, agentId, locale, rights, scope: [...new Set(rights.map((right) => right.authorityId))] };
}
