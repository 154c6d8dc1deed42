import type { Selectable } from 'kysely';
import { sha256 } from '#platform/crypto/digests.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import { isUuid } from '../../domain/uuid.ts';

export const opinions = ['favourable', 'reservations', 'unfavourable', 'none'] as const;
export type Opinion = (typeof opinions)[number];

/** What is asked of another service or person about a dossier. */
export type OpinionRequest = Omit<Selectable<Tables['opinion_requests']>, 'token_hash'>;

const columns = [
  'authority_id',
  'id',
  'dossier_id',
  'round',
  'question',
  'summary',
  'document_ids',
  'team_id',
  'team_name',
  'email',
  'due_on',
  'state',
  'opinion',
  'answer',
  'document_id',
  'answered_by',
  'answered_by_name',
  'asked_by',
  'asked_by_name',
  'asked_at',
  'reminded_at',
  'closed_at',
  'besides',
] as const satisfies readonly (keyof OpinionRequest)[];

/** "Service urbanisme" or an address. */
export function whomOf(request: Pick<OpinionRequest, 'team_name' | 'email'>): string {
  return request.email ?? request.team_name;
}

/** The latest last. */
export function listOpinionRequests(tx: Tx, authorityId: string, dossierId: string): Promise<OpinionRequest[]> {
  return tx
    .selectFrom('opinion_requests')
    .select(columns)
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
}

export async function findOpinionRequest(
  tx: Tx,
  authorityId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<OpinionRequest | undefined> {
  if (!isUuid(id)) return undefined;
  let query = tx
    .selectFrom('opinion_requests')
    .select(columns)
    .where('authority_id', '=', authorityId)
    .where('id', '=', id);
  if (options.lock === true) query = query.forUpdate();
  return query.executeTakeFirst();
}

/** A link holds the authority, so that its request can be looked for among its own only; the hash alone is kept. */
export function readOpinionToken(token: string): { authorityId: string; hash: Buffer } | undefined {
  const parts = /^([0-9A-Z]{2,20})\.[\w-]{43}$/.exec(token);
  return parts?.[1] === undefined ? undefined : { authorityId: parts[1], hash: sha256(token) };
}

export async function findByToken(
  tx: Tx,
  { authorityId, hash }: { authorityId: string; hash: Buffer },
): Promise<OpinionRequest | undefined> {
  return tx
    .selectFrom('opinion_requests')
    .select(columns)
    .where('authority_id', '=', authorityId)
    .where('token_hash', '=', hash)
    .executeTakeFirst();
}

/** Those that wait for a team of the agent, the most pressing first. */
export function listForAgent(tx: Tx, authorityIds: readonly string[], agentId: string): Promise<OpinionRequest[]> {
  return tx
    .selectFrom('opinion_requests as o')
    .innerJoin('team_members as m', (join) =>
      join.onRef('m.authority_id', '=', 'o.authority_id').onRef('m.team_id', '=', 'o.team_id'),
    )
    .select(columns.map((column) => `o.${column}` as const))
    .where('o.authority_id', 'in', [...authorityIds])
    .where('m.agent_id', '=', agentId)
    .where('o.state', '=', 'asked')
    .orderBy('o.due_on')
    .execute() as Promise<OpinionRequest[]>;
}

export async function isMember(tx: Tx, authorityId: string, teamId: string, agentId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('team_members')
    .select('agent_id')
    .where('authority_id', '=', authorityId)
    .where('team_id', '=', teamId)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  return row !== undefined;
}
