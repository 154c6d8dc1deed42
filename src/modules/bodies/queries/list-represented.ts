import type { Reader } from '#platform/database/database.ts';
import type { RepresentedBody, ResidentPrincipal } from '#platform/http/principals.ts';

/**
 * The person with the bodies that they represent and the one that they act for. Read anew at every request and kept
 * nowhere: whoever was removed a moment ago sees nothing of the body any more.
 */
export async function withRepresentedBodies(open: Reader, resident: ResidentPrincipal): Promise<ResidentPrincipal> {
  const rows = await open
    .selectFrom('body_representatives as r')
    .innerJoin('bodies as b', 'b.id', 'r.body_id')
    .leftJoin('acting_choices as c', (join) =>
      join.onRef('c.body_id', '=', 'b.id').on('c.session_hash', '=', resident.sessionHash),
    )
    .select(['b.id', 'b.kind', 'b.name', 'r.role', 'c.body_id as chosen'])
    .where('r.account_id', '=', resident.accountId)
    .orderBy('b.name')
    .orderBy('b.id')
    .execute();
  if (rows.length === 0) return resident;
  const bodies: RepresentedBody[] = rows.map(({ id, kind, name, role }) => ({ bodyId: id, kind, name, role }));
  const chosen = rows.find((row) => row.chosen !== null)?.id;
  return { ...resident, bodies, actingFor: bodies.find((body) => body.bodyId === chosen) };
}
