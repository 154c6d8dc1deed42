import { sql } from 'kysely';
import type { Identity } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Platform } from '#platform/platform.ts';
import { mayProcess } from '../domain/agent-policies.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { processedDossier } from '../usecases/lock-for-agent.ts';

/** A child whom the applicant shares with another parent, in the names that one authority has for them. */
export interface HouseholdLink {
  readonly ownPseudonym: Buffer;
  /** The child's id in the answers of the applicant; in those of the other parent. */
  readonly ownChild: string;
  readonly pseudonym: Buffer;
  readonly child: string;
}

export interface HouseholdDeps {
  readonly platform: Pick<Platform, 'database'>;
  readonly identity: Pick<Identity, 'pseudonymOf'>;
}

export type HouseholdFinder = (deps: HouseholdDeps, authorityId: string, dossierId: string) => Promise<HouseholdLink[]>;

let finder: HouseholdFinder = async () => [];

/** Said once at start by whoever knows of households; the finder keeps nothing. */
export function registerHouseholds(find: HouseholdFinder): void {
  finder = find;
}

export type HouseholdDossier = Pick<
  DossierRow,
  | 'authority_id'
  | 'id'
  | 'code'
  | 'procedure_id'
  | 'procedure_version'
  | 'overrides_revision'
  | 'team_authority_id'
  | 'team_id'
  | 'state'
  | 'phase'
  | 'applicant_name'
  | 'account_pseudonym'
  | 'submitted_at'
>;

const mostShown = 20;

/**
 * Requests of the other parent about a child whom this very dossier is about, at the same authority, and only those that
 * the agent's teams process. What the other parent asks for themselves is not among them.
 */
export async function listHouseholdDossiers(
  tx: Tx,
  deps: HouseholdDeps,
  agent: AgentPrincipal,
  dossier: Pick<DossierRow, 'authority_id' | 'id' | 'account_pseudonym'>,
): Promise<HouseholdDossier[]> {
  const { authority_id: authorityId, id, account_pseudonym: pseudonym } = dossier;
  if (pseudonym === null) return [];
  const links = (await finder(deps, authorityId, id)).filter((link) => link.ownPseudonym.equals(pseudonym));
  if (links.length === 0) return [];
  const names = (child: string) => `%"${child}"%`;
  const rows = await tx
    .selectFrom('dossiers as d')
    .select(['d.authority_id', 'd.id', 'd.code', 'd.procedure_id', 'd.procedure_version', 'd.overrides_revision'])
    .select(['d.team_authority_id', 'd.team_id', 'd.state', 'd.phase', 'd.applicant_name', 'd.account_pseudonym'])
    .select(['d.submitted_at'])
    .where('d.authority_id', '=', authorityId)
    .where((eb) =>
      eb.or(
        links.map(
          (link) => sql<boolean>`(d.account_pseudonym = ${link.pseudonym} AND d.answers::text LIKE ${names(link.child)}
            AND EXISTS (SELECT FROM dossiers own WHERE own.authority_id = ${authorityId} AND own.id = ${id}::uuid
              AND own.answers::text LIKE ${names(link.ownChild)}))`,
        ),
      ),
    )
    .orderBy('d.submitted_at', 'desc')
    .limit(mostShown)
    .execute();
  return rows.filter((row) => mayProcess(agent, processedDossier(row)));
}
