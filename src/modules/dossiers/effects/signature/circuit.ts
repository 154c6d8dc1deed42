import type { Selectable } from 'kysely';
import { type HeldDelegation, listHeldDelegations } from '#modules/correspondence/index.ts';
import { type DossierInCharge, isAdministrator, isLeaderOf } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/database/database.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { isUuid } from '../../domain/uuid.ts';
import { signatureWords as say } from './messages.ts';

export type Step = Selectable<Tables['signature_steps']>;

/** A letter that goes round for signature, with its steps in order. */
export interface Circuit extends Selectable<Tables['signature_circuits']> {
  readonly steps: readonly Step[];
}

/** The step whose turn it is; undefined once the circuit is over. */
export function currentStep(circuit: Pick<Circuit, 'state' | 'steps'>): Step | undefined {
  return circuit.state === 'running' ? circuit.steps.find((step) => step.state === 'waiting') : undefined;
}

/** In what capacity a step is signed. */
export function roleOf(step: Pick<Step, 'who' | 'team_name'>, locale: Locale): string {
  return say(locale, `who.${step.who}`, { team: step.team_name });
}

/** In what capacity a step was signed: its own, or by delegation. */
export function signedRole(
  step: Pick<Step, 'who' | 'team_name' | 'on_behalf_of' | 'signer_role'>,
  locale: Locale,
): string {
  return step.on_behalf_of === null ? roleOf(step, locale) : step.signer_role;
}

/** What an agent may sign with: the teams, and the delegations of signature that hold today. */
export interface SigningMeans {
  readonly teams: ReadonlySet<string>;
  readonly delegations: readonly HeldDelegation[];
}

/** By what right an agent signs a step: the agent's own when there is no delegation. */
export interface SigningRight {
  readonly delegation?: HeldDelegation;
}

/**
 * By what right the step is this agent's: as head of the team in charge, administrator of the authority or member of the
 * team that is named, else for somebody who is and has delegated their signature.
 */
export function maySign(
  agent: AgentPrincipal,
  step: Pick<Step, 'who' | 'team_id'>,
  dossier: DossierInCharge,
  means: SigningMeans,
): SigningRight | undefined {
  if (signsAsOneself(agent, step, dossier, means.teams)) return {};
  const delegation = means.delegations.find((one) => mayBeSignedFor(one, step, dossier));
  return delegation === undefined ? undefined : { delegation };
}

function signsAsOneself(
  agent: AgentPrincipal,
  step: Pick<Step, 'who' | 'team_id'>,
  dossier: DossierInCharge,
  teams: ReadonlySet<string>,
): boolean {
  switch (step.who) {
    case 'leader':
      return isLeaderOf(agent, dossier);
    case 'administrator':
      return isAdministrator(agent) && agent.authorityId === dossier.authorityId;
    case 'team':
      return step.team_id !== null && teams.has(step.team_id);
  }
}

/** An authority delegates the signature of its own letters: another one's are not its to delegate. */
function mayBeSignedFor(
  { authorityId, rights }: HeldDelegation,
  step: Pick<Step, 'who' | 'team_id'>,
  dossier: DossierInCharge,
): boolean {
  if (authorityId !== dossier.authorityId) return false;
  switch (step.who) {
    case 'leader':
      return rights.ledTeams.has(`${dossier.teamAuthorityId}/${dossier.teamId}`);
    case 'administrator':
      return rights.administrator;
    case 'team':
      return step.team_id !== null && rights.teams.has(`${dossier.authorityId}/${step.team_id}`);
  }
}

export async function listCircuits(tx: Tx, authorityId: string, dossierId: string): Promise<Circuit[]> {
  const rows = await tx
    .selectFrom('signature_circuits')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('dossier_id', '=', dossierId)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  return withSteps(tx, rows);
}

export async function findCircuit(
  tx: Tx,
  authorityId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Circuit | undefined> {
  if (!isUuid(id)) return undefined;
  let query = tx
    .selectFrom('signature_circuits')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('id', '=', id);
  if (options.lock === true) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : (await withSteps(tx, [row]))[0];
}

export interface ToSign {
  readonly circuit: Circuit;
  readonly step: Step;
  readonly right: SigningRight;
  readonly dossier: DossierInCharge & { readonly id: string; readonly code: string; readonly applicantName: string };
}

/** What waits for this agent's signature, the oldest first. Circuits under way are few: each is looked at. */
export async function listToSign(tx: Tx, agent: AgentPrincipal, now: Date): Promise<ToSign[]> {
  const rows = await tx
    .selectFrom('signature_circuits as c')
    .innerJoin('dossiers as d', (join) =>
      join.onRef('d.authority_id', '=', 'c.authority_id').onRef('d.id', '=', 'c.dossier_id'),
    )
    .selectAll('c')
    .select(['d.procedure_id', 'd.team_authority_id', 'd.team_id', 'd.code', 'd.applicant_name'])
    .where('c.authority_id', 'in', [...agent.scope])
    .where('c.state', '=', 'running')
    .orderBy('c.started_at')
    .execute();
  if (rows.length === 0) return [];
  const means = await signingMeans(tx, agent, now);
  const circuits = await withSteps(tx, rows);
  return rows.flatMap((row, index) => {
    const circuit = circuits[index];
    const step = circuit === undefined ? undefined : currentStep(circuit);
    const dossier = {
      authorityId: row.authority_id,
      procedureId: row.procedure_id,
      teamAuthorityId: row.team_authority_id,
      teamId: row.team_id,
      id: row.dossier_id,
      code: row.code,
      applicantName: row.applicant_name,
    };
    if (circuit === undefined || step === undefined) return [];
    const right = maySign(agent, step, dossier, means);
    return right === undefined ? [] : [{ circuit, step, right, dossier }];
  });
}

/** What an agent may sign with on the day of `now`. */
export async function signingMeans(tx: Tx, agent: AgentPrincipal, now: Date): Promise<SigningMeans> {
  const day = civilDate(instantOf(now)).toString();
  return {
    teams: await teamsOf(tx, agent),
    delegations: await listHeldDelegations(tx, agent.scope, agent.agentId, day),
  };
}

async function teamsOf(tx: Tx, agent: AgentPrincipal): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('team_members')
    .select('team_id')
    .where('authority_id', 'in', [...agent.scope])
    .where('agent_id', '=', agent.agentId)
    .execute();
  return new Set(rows.map((row) => row.team_id));
}

async function withSteps(tx: Tx, rows: readonly Selectable<Tables['signature_circuits']>[]): Promise<Circuit[]> {
  if (rows.length === 0) return [];
  const steps = await tx
    .selectFrom('signature_steps')
    .selectAll()
    .where('authority_id', 'in', [...new Set(rows.map((row) => row.authority_id))])
    .where(
      'circuit_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    ...row,
    steps: steps.filter((step) => step.circuit_id === row.id && step.authority_id === row.authority_id),
  }));
}
