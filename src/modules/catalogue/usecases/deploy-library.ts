import { sql } from 'kysely';
import {
  type AuthorityKind,
  type Competence,
  readDirectoryLibrary,
  readHeldCompetences,
} from '#modules/directory/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Database, Tx } from '#platform/database/database.ts';
import { isInCharge } from '../domain/adoption-rule.ts';
import { ownProcedurePattern } from '../domain/own-procedure.ts';
import { defaultTeamName, serviceTeamName } from '../domain/team-of-competence.ts';

export interface DeployReport {
  authorities: number;
  /** Teams made. */
  teams: number;
  /** Procedures offered, over all authorities, by the rule: none of them is a row. */
  offered: number;
}

interface LatestProcedure {
  id: string;
  competence: string;
}

interface DeployedAuthority {
  id: string;
  kind: AuthorityKind;
  name: string;
  email: string;
}

const authoritiesATransaction = 250;

/**
 * Gives each authority the teams that receive the procedures which it offers. The adoptions themselves are by rule (see
 * `adoptionOf`): nothing is written for them. Can be run again: what an administrator chose stays.
 * @param options `authorityIds` or `territoryId` keep to some; `competences` are those of the folder `library` otherwise
 */
export async function deployLibrary(
  database: Database,
  options: {
    territoryId?: string;
    authorityIds?: readonly string[];
    competences?: ReadonlyMap<string, Competence>;
  } = {},
): Promise<DeployReport> {
  const competences = options.competences ?? readDirectoryLibrary().competences;
  const latest = await listLatest(database);
  const authorities = await listAuthorities(database, options);
  const report: DeployReport = { authorities: authorities.length, teams: 0, offered: 0 };
  for (let start = 0; start < authorities.length; start += authoritiesATransaction) {
    const batch = authorities.slice(start, start + authoritiesATransaction);
    const ids = batch.map((authority) => authority.id);
    const held = await readHeldCompetences(database.open, competences, ids);
    report.teams += await database.transaction(ids, (tx) => ensureTeams(tx, batch, held, latest));
    for (const id of ids) {
      const own = held.get(id) ?? new Set();
      report.offered += latest.filter((procedure) => isInCharge(procedure.competence, own)).length;
    }
  }
  return report;
}

async function listLatest(database: Database): Promise<LatestProcedure[]> {
  const result = await sql<LatestProcedure>`
    SELECT DISTINCT ON (procedure_id) procedure_id AS id, definition->>'competence' AS competence
    FROM procedure_versions WHERE procedure_id !~ ${ownProcedurePattern}
    ORDER BY procedure_id, version DESC`.execute(database.open);
  return result.rows;
}

async function listAuthorities(
  database: Database,
  { territoryId, authorityIds }: { territoryId?: string; authorityIds?: readonly string[] },
): Promise<DeployedAuthority[]> {
  let query = database.open
    .selectFrom('authorities')
    .select(['id', 'kind', 'name', sql<string>`contact->>'email'`.as('email')])
    .where('active', '=', true)
    .orderBy('id');
  if (territoryId !== undefined) query = query.where('territory_id', '=', territoryId);
  if (authorityIds !== undefined) query = query.where(sql<boolean>`id = ANY (${authorityIds}::text[])`);
  return query.execute();
}

/** The default team of each authority, with the right to process everything, and the services of its competences. */
async function ensureTeams(
  tx: Tx,
  batch: readonly DeployedAuthority[],
  held: ReadonlyMap<string, ReadonlySet<string>>,
  latest: readonly LatestProcedure[],
): Promise<number> {
  const ids = batch.map((authority) => authority.id);
  const [known, rights] = await Promise.all([
    tx.selectFrom('teams').select(['authority_id', 'id', 'name']).where('authority_id', 'in', ids).execute(),
    tx
      .selectFrom('processing_rights')
      .select(['authority_id', 'procedure_id', 'team_id'])
      .where('authority_id', 'in', ids)
      .execute(),
  ]);
  const byName = new Map(known.map((team) => [`${team.authority_id} ${team.name}`, team.id]));
  const rightsKnown = new Set(rights.map((right) => `${right.authority_id} ${right.procedure_id} ${right.team_id}`));
  const served = new Set(rights.flatMap((right) => (right.procedure_id === '*' ? [right.authority_id] : [])));

  const newTeams: { authority_id: string; id: string; name: string; email: string | null }[] = [];
  const newRights: { authority_id: string; team_id: string; procedure_id: string }[] = [];
  const ensure = (authority: DeployedAuthority, name: string): string => {
    const key = `${authority.id} ${name}`;
    const existing = byName.get(key);
    if (existing !== undefined) return existing;
    const id = newId();
    byName.set(key, id);
    newTeams.push({ authority_id: authority.id, id, name, email: authority.email === '' ? null : authority.email });
    return id;
  };
  const allow = (authority: DeployedAuthority, teamId: string, procedureId: string) => {
    const key = `${authority.id} ${procedureId} ${teamId}`;
    if (rightsKnown.has(key) || rightsKnown.has(`${authority.id} * ${teamId}`)) return;
    rightsKnown.add(key);
    newRights.push({ authority_id: authority.id, team_id: teamId, procedure_id: procedureId });
  };
  for (const authority of batch) {
    if (!served.has(authority.id)) allow(authority, ensure(authority, defaultTeamName(authority)), '*');
    for (const { id, competence } of latest) {
      const service = serviceTeamName(authority, competence);
      if (service === undefined || !isInCharge(competence, held.get(authority.id) ?? new Set())) continue;
      allow(authority, ensure(authority, service), id);
    }
  }
  if (newTeams.length > 0) {
    await sql`
      INSERT INTO teams (authority_id, id, name, email)
      SELECT authority_id, id, name, email
      FROM jsonb_to_recordset(${JSON.stringify(newTeams)}::jsonb) AS r (authority_id text, id uuid, name text, email text)`.execute(
      tx,
    );
  }
  if (newRights.length > 0) {
    await sql`
      INSERT INTO processing_rights (authority_id, team_authority_id, team_id, procedure_id)
      SELECT authority_id, authority_id, team_id, procedure_id
      FROM jsonb_to_recordset(${JSON.stringify(newRights)}::jsonb)
        AS r (authority_id text, team_id uuid, procedure_id text)`.execute(tx);
  }
  return newTeams.length;
}
