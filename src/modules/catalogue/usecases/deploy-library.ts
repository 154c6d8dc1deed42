import { sql } from 'kysely';
import type { AuthorityKind } from '#modules/directory/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Database, Tx } from '#platform/database/database.ts';
import { defaultTeamName, ownAffairs, serviceTeamName } from '../domain/team-of-competence.ts';

export interface DeployReport {
  authorities: number;
  teams: number;
  adopted: number;
  /** Adoptions that moved to a newer version. */
  updated: number;
  /** Adoptions closed because the authority no longer holds the competence. */
  closed: number;
}

interface LatestProcedure {
  id: string;
  version: number;
  competence: string;
}

interface DeployedAuthority {
  id: string;
  kind: AuthorityKind;
  name: string;
  email: string;
}

const authoritiesATransaction = 200;

/**
 * Gives each authority the procedures of the competences that it holds for a commune at least, in their latest version,
 * and the teams that receive them. Can be run again: what an administrator chose (team, texts, closed procedures) stays.
 */
export async function deployLibrary(database: Database, options: { territoryId?: string } = {}): Promise<DeployReport> {
  const latest = await listLatest(database);
  const authorities = await listAuthorities(database, options.territoryId);
  const report: DeployReport = { authorities: authorities.length, teams: 0, adopted: 0, updated: 0, closed: 0 };
  for (let start = 0; start < authorities.length; start += authoritiesATransaction) {
    const batch = authorities.slice(start, start + authoritiesATransaction);
    const ids = batch.map((authority) => authority.id);
    const part = await database.transaction(ids, (tx) => deployBatch(tx, batch, latest));
    report.teams += part.teams;
    report.adopted += part.adopted;
    report.updated += part.updated;
    report.closed += part.closed;
  }
  return report;
}

async function listLatest(database: Database): Promise<LatestProcedure[]> {
  const result = await sql<LatestProcedure>`
    SELECT DISTINCT ON (procedure_id) procedure_id AS id, version, definition->>'competence' AS competence
    FROM procedure_versions ORDER BY procedure_id, version DESC`.execute(database.open);
  return result.rows;
}

async function listAuthorities(database: Database, territoryId: string | undefined): Promise<DeployedAuthority[]> {
  let query = database.open
    .selectFrom('authorities')
    .select(['id', 'kind', 'name', sql<string>`contact->>'email'`.as('email')])
    .where('active', '=', true)
    .orderBy('id');
  if (territoryId !== undefined) query = query.where('territory_id', '=', territoryId);
  return query.execute();
}

async function deployBatch(tx: Tx, batch: readonly DeployedAuthority[], latest: readonly LatestProcedure[]) {
  const ids = batch.map((authority) => authority.id);
  const held = await sql<{ authority_id: string; competence_id: string }>`
    SELECT DISTINCT authority_id, competence_id FROM competence_holders WHERE authority_id = ANY (${ids}::text[])`.execute(
    tx,
  );
  const competencesOf = new Map<string, Set<string>>(ids.map((id) => [id, new Set(ownAffairs)]));
  for (const row of held.rows) competencesOf.get(row.authority_id)?.add(row.competence_id);
  const teams = await ensureTeams(tx, batch, competencesOf, latest);

  const rows = batch.flatMap((authority) =>
    latest
      .filter((procedure) => competencesOf.get(authority.id)?.has(procedure.competence))
      .map((procedure) => ({
        authority_id: authority.id,
        procedure_id: procedure.id,
        version: procedure.version,
        team_id: teams.teamFor(authority, procedure.competence),
      })),
  );
  const written = await sql<{ added: boolean }>`
    INSERT INTO adoptions AS a (authority_id, procedure_id, version, team_authority_id, team_id)
    SELECT authority_id, procedure_id, version, authority_id, team_id
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r (authority_id text, procedure_id text, version integer, team_id uuid)
    ON CONFLICT (authority_id, procedure_id) DO UPDATE SET version = excluded.version
    WHERE a.version <> excluded.version
    RETURNING (xmax = 0) AS added`.execute(tx);
  const closed = await sql`
    UPDATE adoptions a SET open = false
    WHERE a.authority_id = ANY (${ids}::text[]) AND a.open
      AND NOT EXISTS (
        SELECT FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (authority_id text, procedure_id text)
        WHERE r.authority_id = a.authority_id AND r.procedure_id = a.procedure_id)`.execute(tx);
  await writeServiceRights(tx, ids);
  const adopted = written.rows.filter((row) => row.added).length;
  return {
    teams: teams.added,
    adopted,
    updated: written.rows.length - adopted,
    closed: Number(closed.numAffectedRows ?? 0),
  };
}

/** The default team of each authority, with the right to process everything, and the services of its competences. */
async function ensureTeams(
  tx: Tx,
  batch: readonly DeployedAuthority[],
  competencesOf: ReadonlyMap<string, ReadonlySet<string>>,
  latest: readonly LatestProcedure[],
) {
  const ids = batch.map((authority) => authority.id);
  const known = await tx
    .selectFrom('teams')
    .select(['authority_id', 'id', 'name'])
    .where('authority_id', 'in', ids)
    .execute();
  const rights = await tx
    .selectFrom('processing_rights')
    .select(['authority_id', 'team_id'])
    .where('authority_id', 'in', ids)
    .where('procedure_id', '=', '*')
    .orderBy('valid_from')
    .execute();
  const byName = new Map(known.map((team) => [`${team.authority_id} ${team.name}`, team.id]));
  const defaults = new Map<string, string>();
  for (const right of rights) if (!defaults.has(right.authority_id)) defaults.set(right.authority_id, right.team_id);

  const newTeams: { authority_id: string; id: string; name: string; email: string }[] = [];
  const newRights: { authority_id: string; team_id: string }[] = [];
  const ensure = (authority: DeployedAuthority, name: string): string => {
    const key = `${authority.id} ${name}`;
    const existing = byName.get(key);
    if (existing !== undefined) return existing;
    const id = newId();
    byName.set(key, id);
    newTeams.push({ authority_id: authority.id, id, name, email: authority.email });
    return id;
  };
  for (const authority of batch) {
    if (!defaults.has(authority.id)) {
      const team = ensure(authority, defaultTeamName(authority));
      defaults.set(authority.id, team);
      newRights.push({ authority_id: authority.id, team_id: team });
    }
    for (const { competence } of latest) {
      if (!competencesOf.get(authority.id)?.has(competence)) continue;
      const service = serviceTeamName(authority, competence);
      if (service !== undefined) ensure(authority, service);
    }
  }
  await sql`
    INSERT INTO teams (authority_id, id, name, email)
    SELECT authority_id, id, name, email
    FROM jsonb_to_recordset(${JSON.stringify(newTeams)}::jsonb) AS r (authority_id text, id uuid, name text, email text)`.execute(
    tx,
  );
  await sql`
    INSERT INTO processing_rights (authority_id, team_authority_id, team_id, procedure_id)
    SELECT authority_id, authority_id, team_id, '*'
    FROM jsonb_to_recordset(${JSON.stringify(newRights)}::jsonb) AS r (authority_id text, team_id uuid)`.execute(tx);
  return {
    added: newTeams.length,
    teamFor: (authority: DeployedAuthority, competence: string): string => {
      const service = serviceTeamName(authority, competence);
      return (service && byName.get(`${authority.id} ${service}`)) ?? (defaults.get(authority.id) as string);
    },
  };
}

/** A team to which adoptions are given may process them. */
async function writeServiceRights(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    INSERT INTO processing_rights (authority_id, team_authority_id, team_id, procedure_id)
    SELECT a.authority_id, a.team_authority_id, a.team_id, a.procedure_id
    FROM adoptions a
    WHERE a.authority_id = ANY (${ids}::text[])
      AND NOT EXISTS (
        SELECT FROM processing_rights p
        WHERE p.authority_id = a.authority_id AND p.team_authority_id = a.team_authority_id AND p.team_id = a.team_id
          AND p.procedure_id IN ('*', a.procedure_id))`.execute(tx);
}
