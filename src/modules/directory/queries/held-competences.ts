import { sql } from 'kysely';
import type { Reader } from '#platform/database/database.ts';
import type { Competence } from '../domain/territory-schema.ts';

/**
 * What each of these authorities is in charge of for a commune at least: by the general rule of law unless every commune
 * that it serves says otherwise, and by the lines that name it.
 */
export async function readHeldCompetences(
  database: Reader,
  competences: ReadonlyMap<string, Competence>,
  authorityIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const held = new Map<string, Set<string>>(authorityIds.map((id) => [id, new Set()]));
  const [bodies, named] = await Promise.all([
    sql<{ id: string; kind: string; alone: boolean; served: number; taken: Record<string, number> | null }>`
      WITH serving AS (
        SELECT a.id, a.kind, a.commune_code AS code, c.epci_siren IS NULL AS alone
        FROM authorities a JOIN communes c ON c.code = a.commune_code
        WHERE a.id = ANY (${authorityIds}::text[]) AND a.kind = 'commune'
        UNION ALL
        SELECT a.id, a.kind, c.code, false
        FROM authorities a
        JOIN communes c ON c.epci_siren = a.siren
        JOIN authorities t ON t.id = 'C' || c.code AND t.active
        WHERE a.id = ANY (${authorityIds}::text[]) AND a.kind = 'epci'
      )
      SELECT s.id, s.kind, bool_or(s.alone) AS alone, count(*)::integer AS served,
        (SELECT jsonb_object_agg(x.competence_id, x.n) FROM (
          SELECT h.competence_id, count(*) AS n FROM serving e
          JOIN competence_holders h ON h.commune_code = e.code
          WHERE e.id = s.id AND h.authority_id IS DISTINCT FROM s.id
          GROUP BY h.competence_id) x) AS taken
      FROM serving s GROUP BY s.id, s.kind`.execute(database),
    sql<{ authority_id: string; competence_id: string }>`
      SELECT DISTINCT authority_id, competence_id FROM competence_holders
      WHERE authority_id = ANY (${authorityIds}::text[])`.execute(database),
  ]);
  for (const { id, kind, alone, served, taken } of bodies.rows) {
    for (const competence of competences.values()) {
      const ofEpci = competence.holder === 'epci';
      const byRule = kind === 'epci' ? ofEpci : !ofEpci || alone;
      if (byRule && (taken?.[competence.id] ?? 0) < served) held.get(id)?.add(competence.id);
    }
  }
  for (const { authority_id, competence_id } of named.rows) held.get(authority_id)?.add(competence_id);
  return held;
}
