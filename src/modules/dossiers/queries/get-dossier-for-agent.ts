import type { Selectable } from 'kysely';
import type { Documents, StoredDocument } from '#modules/documents/index.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { mayProcess } from '../domain/agent-policies.ts';
import { DossierNotFoundError } from '../errors.ts';
import { type DossierRow, dossierColumns } from '../usecases/lock-dossier.ts';
import { processedDossier } from '../usecases/lock-for-agent.ts';

export type DossierEvent = Omit<Selectable<Tables['dossier_events']>, 'hash' | 'previous_hash' | 'erased_at'>;
export type OtherDossier = Pick<
  DossierRow,
  | 'authority_id'
  | 'id'
  | 'code'
  | 'procedure_id'
  | 'procedure_version'
  | 'overrides_revision'
  | 'state'
  | 'phase'
  | 'submitted_at'
>;

export interface AgentDossier {
  readonly dossier: DossierRow;
  readonly assigneeName: string | undefined;
  readonly teamName: string | undefined;
  /** Oldest first. */
  readonly events: readonly DossierEvent[];
  readonly documents: readonly StoredDocument[];
  /** Of the same applicant with the same authority, processed by the agent's teams; newest first. */
  readonly others: readonly OtherDossier[];
}

const mostOthers = 20;
/** Of the same applicant, the newest first, among which those that the agent may see are looked for. */
export const mostCompared = 5 * mostOthers;

/**
 * The row of a dossier that the agent's teams process.
 * @throws {DossierNotFoundError} for another team's or authority's, as for one that does not exist
 */
export async function getProcessedDossier(
  tx: Tx,
  agent: AgentPrincipal,
  authorityId: string,
  dossierId: string,
): Promise<DossierRow> {
  const dossier = await tx
    .selectFrom('dossiers')
    .select(dossierColumns)
    .where('authority_id', '=', authorityId)
    .where('id', '=', dossierId)
    .executeTakeFirst();
  if (dossier === undefined || !mayProcess(agent, processedDossier(dossier))) throw new DossierNotFoundError();
  return dossier;
}

/** Everything that an agent sees of a dossier. @throws {DossierNotFoundError} as `getProcessedDossier` */
export async function getDossierForAgent(
  tx: Tx,
  deps: { readonly documents: Pick<Documents, 'listOfDossier'> },
  agent: AgentPrincipal,
  authorityId: string,
  dossierId: string,
): Promise<AgentDossier> {
  const [dossier, events, documents, names] = await Promise.all([
    getProcessedDossier(tx, agent, authorityId, dossierId),
    listEvents(tx, authorityId, dossierId),
    deps.documents.listOfDossier(tx, authorityId, dossierId),
    findNames(tx, authorityId, dossierId),
  ]);
  return {
    dossier,
    assigneeName: names?.assignee ?? undefined,
    teamName: names?.team ?? undefined,
    events,
    documents,
    others: await listOthers(tx, agent, dossier),
  };
}

/** Oldest first. */
export function listEvents(tx: Tx, authorityId: string, dossierId: string): Promise<DossierEvent[]> {
  return tx
    .selectFrom('dossier_events')
    .select([
      'authority_id',
      'dossier_id',
      'seq',
      'at',
      'kind',
      'actor_kind',
      'actor_id',
      'actor_name',
      'channel',
      'visibility',
      'data',
    ])
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .orderBy('seq')
    .execute();
}

function findNames(tx: Tx, authorityId: string, dossierId: string) {
  return tx
    .selectFrom('dossiers as d')
    .leftJoin('agents as a', 'a.id', 'd.assignee_id')
    .leftJoin('teams as t', (join) =>
      join.onRef('t.authority_id', '=', 'd.team_authority_id').onRef('t.id', '=', 'd.team_id'),
    )
    .select(['a.name as assignee', 't.name as team'])
    .where('d.authority_id', '=', authorityId)
    .where('d.id', '=', dossierId)
    .executeTakeFirst();
}

/** By the account's pseudonym when there is one, else by e-mail: nothing that another authority knows is used. */
async function listOthers(tx: Tx, agent: AgentPrincipal, dossier: DossierRow): Promise<OtherDossier[]> {
  const { account_pseudonym: pseudonym, applicant_email: email } = dossier;
  if (pseudonym === null && email === null) return [];
  const rows = await tx
    .selectFrom('dossiers')
    .select([
      'authority_id',
      'id',
      'code',
      'procedure_id',
      'procedure_version',
      'overrides_revision',
      'state',
      'phase',
      'submitted_at',
      'team_authority_id',
      'team_id',
    ])
    .where('authority_id', '=', dossier.authority_id)
    .where('id', '!=', dossier.id)
    .where((eb) => (pseudonym === null ? eb('applicant_email', '=', email) : eb('account_pseudonym', '=', pseudonym)))
    .orderBy('submitted_at', 'desc')
    .limit(mostCompared)
    .execute();
  return rows.filter((row) => mayProcess(agent, processedDossier(row))).slice(0, mostOthers);
}
