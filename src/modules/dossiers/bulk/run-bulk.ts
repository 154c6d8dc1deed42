import { availableTransitions } from '#modules/workflow/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { errorForLog } from '#platform/log/error-for-log.ts';
import { actingRole } from '../domain/agent-policies.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { ActRefusedError } from '../effects/act-refused.ts';
import { DossierNotFoundError } from '../errors.ts';
import { conditionsOf } from '../usecases/act-scope.ts';
import { addNote } from '../usecases/add-note.ts';
import { applyTransition, TransitionUnavailableError } from '../usecases/apply-transition.ts';
import { assignDossier } from '../usecases/assign-dossier.ts';
import { lockForAgent, processedDossier } from '../usecases/lock-for-agent.ts';
import { findAgentAtWork } from './agent-at-work.ts';
import type { BulkAct, BulkOutcome } from './bulk-act.ts';
import type { BulkRunData } from './bulk-job-kind.ts';
import { formKeyOf } from './bulk-transitions.ts';
import { forwardToTeam } from './forward-to-team.ts';

interface Run {
  readonly authorityId: string;
  readonly id: string;
  readonly act: BulkAct;
  readonly origin: string;
}

interface Row {
  readonly position: number;
  readonly dossier_authority_id: string;
  readonly dossier_id: string;
}

/** The job: with the rights that the agent has now. Whoever has left acts no more, and each dossier left says so. */
export async function continueBulkRun(parts: DossiersParts, { authorityId, runId }: BulkRunData): Promise<void> {
  const { database } = parts.platform;
  const run = await database.read([authorityId], (tx) =>
    tx
      .selectFrom('bulk_runs')
      .select(['agent_id', 'state'])
      .where('authority_id', '=', authorityId)
      .where('id', '=', runId)
      .executeTakeFirst(),
  );
  if (run === undefined || run.state === 'done') return;
  const agent = await findAgentAtWork(database.open, run.agent_id, authorityId);
  if (agent !== undefined) {
    await runBulk(parts, agent, runId);
    return;
  }
  await database.transaction([authorityId], async (tx) => {
    await tx
      .updateTable('bulk_run_rows')
      .set({ outcome: 'refused', reason: '' })
      .where('authority_id', '=', authorityId)
      .where('run_id', '=', runId)
      .where('outcome', 'is', null)
      .execute();
    await endRun(tx, authorityId, runId, nowOf(parts));
  });
}

/**
 * Does what is left of a run, each dossier in a transaction of its own that also writes its outcome: an act is done once,
 * wherever the run was cut. Two processes at the same run do each dossier once.
 */
export async function runBulk(parts: DossiersParts, agent: AgentPrincipal, runId: string): Promise<void> {
  const { database } = parts.platform;
  const run = await database.transaction(agent.scope, async (tx): Promise<Run> => {
    const row = await tx
      .updateTable('bulk_runs')
      .set({ state: 'running' })
      .where('authority_id', '=', agent.authorityId)
      .where('id', '=', runId)
      .where('agent_id', '=', agent.agentId)
      .returning(['authority_id', 'id', 'act', 'origin'])
      .executeTakeFirstOrThrow();
    return { authorityId: row.authority_id, id: row.id, act: row.act as unknown as BulkAct, origin: row.origin };
  });
  for (;;) {
    const rows = await database.read([agent.authorityId], (tx) => listLeft(tx, run));
    if (rows.length === 0) break;
    for (const row of rows) await doRow(parts, agent, run, row);
  }
  await database.transaction([agent.authorityId], (tx) => endRun(tx, agent.authorityId, runId, nowOf(parts)));
}

function listLeft(tx: Tx, run: Run): Promise<Row[]> {
  return tx
    .selectFrom('bulk_run_rows')
    .select(['position', 'dossier_authority_id', 'dossier_id'])
    .where('authority_id', '=', run.authorityId)
    .where('run_id', '=', run.id)
    .where('outcome', 'is', null)
    .orderBy('position')
    .limit(200)
    .execute();
}

async function endRun(tx: Tx, authorityId: string, runId: string, now: Date): Promise<void> {
  await tx
    .updateTable('bulk_runs')
    .set({ state: 'done', finished_at: now })
    .where('authority_id', '=', authorityId)
    .where('id', '=', runId)
    .execute();
}

async function doRow(parts: DossiersParts, agent: AgentPrincipal, run: Run, row: Row): Promise<void> {
  const { database } = parts.platform;
  try {
    await database.transaction(agent.scope, async (tx) => {
      if (!(await takeRow(tx, run, row))) return;
      const changed = await actOn(tx, parts, agent, run, row);
      await writeOutcome(tx, run, row, changed ? 'done' : 'unchanged', '');
    });
  } catch (error) {
    const { outcome, reason } = outcomeOf(error);
    if (outcome === 'failed')
      parts.platform.log.error({ err: errorForLog(error), runId: run.id }, 'act on many failed');
    await database.transaction([run.authorityId], async (tx) => {
      if (await takeRow(tx, run, row)) await writeOutcome(tx, run, row, outcome, reason);
    });
  }
}

/** False when another process has done it meanwhile; it waits for the one that is doing it. */
async function takeRow(tx: Tx, run: Run, row: Row): Promise<boolean> {
  const taken = await tx
    .selectFrom('bulk_run_rows')
    .select('outcome')
    .where('authority_id', '=', run.authorityId)
    .where('run_id', '=', run.id)
    .where('position', '=', row.position)
    .forUpdate()
    .executeTakeFirst();
  return taken?.outcome === null;
}

async function writeOutcome(tx: Tx, run: Run, row: Row, outcome: BulkOutcome, reason: string): Promise<void> {
  await tx
    .updateTable('bulk_run_rows')
    .set({ outcome, reason })
    .where('authority_id', '=', run.authorityId)
    .where('run_id', '=', run.id)
    .where('position', '=', row.position)
    .execute();
}

async function actOn(tx: Tx, parts: DossiersParts, agent: AgentPrincipal, run: Run, row: Row): Promise<boolean> {
  const { act } = run;
  const named = {
    agent,
    authorityId: row.dossier_authority_id,
    dossierId: row.dossier_id,
    now: nowOf(parts),
  };
  switch (act.kind) {
    case 'assign':
      return assignDossier(tx, parts, { ...named, assigneeId: act.assigneeId });
    case 'note':
      return addNote(tx, { ...named, body: act.body, key: `bulk-${run.id}` });
    case 'team':
      return forwardToTeam(tx, { ...named, teamAuthorityId: act.teamAuthorityId, teamId: act.teamId });
    case 'transition':
      await transit(tx, parts, named, act, run.origin);
      return true;
  }
}

async function transit(
  tx: Tx,
  parts: DossiersParts,
  named: { agent: AgentPrincipal; authorityId: string; dossierId: string; now: Date },
  act: Extract<BulkAct, { kind: 'transition' }>,
  origin: string,
): Promise<void> {
  const dossier = await lockForAgent(tx, named);
  const { workflow, form } = await parts.catalogue.getVersionOf(dossier);
  const authority = await parts.directory.getAuthority(named.authorityId);
  const role = actingRole(named.agent, processedDossier(dossier));
  const transition = availableTransitions(workflow, dossier.state, {
    ...conditionsOf(dossier, form, authority, named.now),
    actor: role,
  }).find((one) => one.id === act.transitionId);
  // The same name in another procedure may ask something else.
  if (transition === undefined || formKeyOf(transition) !== act.formKey) throw new TransitionUnavailableError();
  await applyTransition(tx, parts, {
    authorityId: named.authorityId,
    dossierId: named.dossierId,
    transitionId: act.transitionId,
    actor: { kind: 'agent', role, id: named.agent.agentId, name: named.agent.name },
    channel: 'web',
    form: act.form,
    origin,
  });
}

/** What is told of an act that was not done; the reason is a code, or the words of a refusal. */
function outcomeOf(error: unknown): { outcome: BulkOutcome; reason: string } {
  if (error instanceof DossierNotFoundError) return { outcome: 'refused', reason: '' };
  if (error instanceof ActRefusedError) return { outcome: 'impossible', reason: error.words.fr };
  if (error instanceof AppError) return { outcome: 'impossible', reason: error.code };
  return { outcome: 'failed', reason: '' };
}

function nowOf(parts: Pick<DossiersParts, 'platform'>): Date {
  return new Date(parts.platform.clock.now().epochMilliseconds);
}
