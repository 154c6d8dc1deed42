import { type RawBuilder, sql } from 'kysely';
import { runStatement, type Tx } from '#platform/database/database.ts';
import { isUuid } from '../domain/uuid.ts';
import { mostDaysApart, nearMetres } from '../merges/resemblance.ts';
import type { DossierRow } from '../usecases/lock-dossier.ts';
import { mostCompared } from './get-dossier-for-agent.ts';
import { openCondition, openPhases } from './inbox-views.ts';

/** What decides who may see a dossier, and what its page is made from, told in a few bytes. */
export interface DossierTrace
  extends Pick<
    DossierRow,
    | 'authority_id'
    | 'id'
    | 'procedure_id'
    | 'procedure_version'
    | 'overrides_revision'
    | 'team_authority_id'
    | 'team_id'
    | 'visitor_hash'
    | 'account_pseudonym'
    | 'due_on'
  > {
  /** The moment of filing with all of its digits. */
  readonly submitted_key: string;
  /** Every row of the page by its version: the same text means that nothing which the page shows has changed. */
  readonly trace: string;
}

/**
 * The version of the rows of a table: PostgreSQL writes a row anew at each change, under the number of the transaction
 * and at another place.
 */
const versions = (row: string): RawBuilder<string> =>
  sql`string_agg(${sql.raw(`${row}.xmin || '.' || ${row}.ctid`)}, ' ' ORDER BY ${sql.raw(`${row}.ctid`)})`;

function otherDossiers(sameApplicant: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT ${versions('r')} FROM (
    SELECT o.xmin, o.ctid FROM dossiers o WHERE o.authority_id = d.authority_id AND ${sameApplicant}
    ORDER BY o.submitted_at DESC LIMIT ${sql.lit(mostCompared + 1)}) r`;
}

/** As `findResembling` looks for them: open ones, filed within some weeks. */
function likelyDossiers(alike: RawBuilder<unknown>): RawBuilder<unknown> {
  const days = sql.raw(`interval '${mostDaysApart} days'`);
  return otherDossiers(sql`${alike} AND ${openCondition} AND o.phase IN (${sql.join(openPhases.map((phase) => sql.lit(phase)))})
    AND o.submitted_at BETWEEN d.submitted_at - ${days} AND d.submitted_at + ${days}`);
}

/** A part for each table that the applicant's page reads; the test beside compares it with what the page does read. */
const applicantParts = [
  sql`SELECT ${versions('r')} FROM dossier_events r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} FROM documents r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} FROM payments r
    WHERE r.authority_id = d.authority_id AND r.subject_kind = 'dossier' AND r.subject_id = d.id`,
  sql`SELECT ${versions('r')} || coalesce(${versions('s')}, '') FROM appointments r
    LEFT JOIN appointment_slots s ON s.authority_id = r.authority_id AND s.appointment_id = r.id
    WHERE r.authority_id = d.authority_id AND r.subject_kind = 'dossier' AND r.subject_id = d.id`,
  sql`SELECT ${versions('r')} || ${versions('o')} FROM dossier_links r
    JOIN dossiers o ON o.authority_id = r.authority_id AND o.id = r.linked_dossier_id
    WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} FROM dossier_transfers r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} || ${versions('o')} FROM dossier_merges r
    JOIN dossiers o ON o.authority_id = r.authority_id AND o.id IN (r.leading_id, r.joined_id) AND o.id <> d.id
    WHERE r.authority_id = d.authority_id AND (r.leading_id = d.id OR r.joined_id = d.id)`,
  sql`SELECT ${versions('r')} FROM letter_choices r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} FROM requested_documents r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
];

/** What agents see besides, but for the list that they come from. */
const agentParts = [
  sql`SELECT ${versions('r')} FROM opinion_requests r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} || coalesce(${versions('s')}, '') FROM signature_circuits r
    LEFT JOIN signature_steps s ON s.authority_id = r.authority_id AND s.circuit_id = r.id
    WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} FROM dossier_timers r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} FROM dossier_tasks r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} FROM dossier_holds r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} FROM hook_calls r WHERE r.authority_id = d.authority_id AND r.dossier_id = d.id`,
  sql`SELECT ${versions('r')} FROM agents r WHERE r.id = d.assignee_id`,
  sql`SELECT ${versions('r')} FROM agent_absences r
    WHERE r.authority_id = d.team_authority_id AND r.agent_id = d.assignee_id`,
  sql`SELECT ${versions('r')} FROM teams r WHERE r.authority_id = d.team_authority_id AND r.id = d.team_id`,
  sql`SELECT ${versions('r')} || ${versions('g')} FROM team_members r JOIN agents g ON g.id = r.agent_id
    WHERE r.authority_id = d.team_authority_id AND r.team_id = d.team_id`,
  otherDossiers(sql`d.account_pseudonym IS NOT NULL AND o.account_pseudonym = d.account_pseudonym`),
  // Those that may be the same need, by the indexes that look for them.
  likelyDossiers(sql`d.applicant_phone IS NOT NULL AND o.applicant_phone = d.applicant_phone`),
  likelyDossiers(sql`d.applicant_name <> '' AND o.applicant_name <> '' AND o.applicant_name = d.applicant_name`),
  likelyDossiers(sql`d.lat IS NOT NULL AND o.procedure_id = d.procedure_id
    AND o.lat BETWEEN d.lat - ${sql.lit(nearMetres / 111_000)} AND d.lat + ${sql.lit(nearMetres / 111_000)}`),
  sql`SELECT ${versions('r')} FROM dossier_distinctions r
    WHERE r.authority_id = d.authority_id AND (r.dossier_id = d.id OR r.other_id = d.id)`,
  otherDossiers(sql`d.account_pseudonym IS NULL AND o.applicant_email = d.applicant_email`),
];

const allParts = [...applicantParts, ...agentParts];

/** The trace of the page that an applicant sees; undefined when these authorities have no such dossier. */
export function traceForApplicant(tx: Tx, authorityId: string, dossierId: string): Promise<DossierTrace | undefined> {
  return trace<DossierTrace>(tx, applicantText, authorityId, dossierId);
}

export interface AgentTrace extends DossierTrace {
  /** The last day on which this agent is known to have opened it. */
  readonly viewed_on: string | null;
  readonly last_seq: number;
  /** This agent's look, when there was one. */
  readonly looked_at: Date | null;
  readonly seen_seq: number | null;
  readonly since_at: Date | null;
  readonly since_seq: number | null;
}

/** The trace of the page that an agent sees. */
export function traceForAgent(
  tx: Tx,
  authorityId: string,
  dossierId: string,
  agentId: string,
): Promise<AgentTrace | undefined> {
  return trace<AgentTrace>(tx, agentText, authorityId, dossierId, agentId);
}

/** Of the agent whose id is the third value. */
const viewedOn = sql`, (SELECT v.data->>'day' FROM dossier_events v
  WHERE v.authority_id = d.authority_id AND v.dossier_id = d.id AND v.kind = 'viewed' AND v.actor_id = $3
  ORDER BY v.seq DESC LIMIT 1) AS viewed_on,
  (SELECT coalesce(max(e.seq), 0) FROM dossier_events e
    WHERE e.authority_id = d.authority_id AND e.dossier_id = d.id) AS last_seq,
  look.looked_at, look.seen_seq, look.since_at, look.since_seq`;
const look = sql`LEFT JOIN dossier_looks look ON look.authority_id = d.authority_id AND look.dossier_id = d.id
  AND look.agent_id = $3`;

const applicantText = statementOf(applicantParts, sql``, sql``);
const agentText = statementOf(allParts, viewedOn, look);

/** The statement of a page, its text made once: it is run at each showing. */
function statementOf(
  parts: readonly RawBuilder<unknown>[],
  besides: RawBuilder<unknown>,
  joins: RawBuilder<unknown>,
): (tx: Tx) => string {
  let text: string | undefined;
  return (tx) => {
    text ??= sql`
      SELECT d.authority_id, d.id, d.procedure_id, d.procedure_version, d.overrides_revision, d.team_authority_id,
        d.team_id, d.visitor_hash, d.account_pseudonym, d.due_on, d.submitted_at::text AS submitted_key,
        d.xmin || '.' || d.ctid || ${sql.join(
          parts.map((part) => sql`'|' || coalesce((${part}), '')`),
          sql` || `,
        )} AS trace ${besides}
      FROM dossiers d ${joins} WHERE d.authority_id = $1 AND d.id = $2`.compile(tx).sql;
    return text;
  };
}

async function trace<T>(
  tx: Tx,
  textFor: (tx: Tx) => string,
  authorityId: string,
  dossierId: string,
  ...more: readonly string[]
): Promise<T | undefined> {
  if (!isUuid(dossierId)) return undefined;
  const [row] = await runStatement<T>(tx, textFor(tx), [authorityId, dossierId, ...more]);
  return row;
}
