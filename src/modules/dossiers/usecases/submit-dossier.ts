import type { Identity } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { runStatement, statement, type Tx } from '#platform/database/database.ts';
import { ConflictError } from '#platform/errors/app-error.ts';
import { chainHash, chainStart } from '../domain/event-chain.ts';
import { planFiling } from '../domain/plan-filing.ts';
import { newTrackingCode } from '../domain/tracking-code.ts';
import { acknowledgeDossierKind } from '../jobs/job-kinds.ts';
import { isOwner } from '../queries/get-own-draft.ts';
import type { Filing } from './filing.ts';
import { eventRow } from './record-event.ts';
import { replanTimers } from './replan-timers.ts';
import { runSubmissionEffects } from './run-submission-effects.ts';
import type { TransitionDeps } from './transition-act.ts';

export type { Filing } from './filing.ts';

/** What filing needs, and what the effects of a workflow at the filing may need. */
export interface SubmitDeps extends TransitionDeps {
  readonly identity: Pick<Identity, 'linkDossier'>;
}

export interface FiledDossier {
  readonly dossierId: string;
  /** The same request had been filed before: nothing was written now. */
  readonly repeated: boolean;
}

/**
 * Files a request: the dossier, its code, the first event of its history and the job that acknowledges it, in the
 * transaction given. Everything but the job is one statement: filings come in crowds when a school opens its list. What
 * the workflow does at the filing comes after; nothing more is read when it does nothing.
 *
 * A code that is already taken fails the transaction with `isTakenCode`; `withFreshCode` tries again.
 */
export async function submitDossier(
  tx: Tx,
  deps: SubmitDeps,
  filing: Filing,
  dossierId = newId(filing.now.getTime()),
): Promise<FiledDossier> {
  const written = await insertDossier(tx, filing, dossierId);
  if (!written) return { dossierId: await getFiledBefore(tx, filing), repeated: true };
  const authorityId = filing.authority.id;
  await deps.platform.jobs.enqueue(tx, acknowledgeDossierKind, { authorityId, dossierId, origin: filing.origin });
  await replanTimers(tx, filing.workflow, filedRow(filing, dossierId), { origin: filing.origin });
  if (filing.account !== undefined) await deps.identity.linkDossier(tx, filing.account.id, authorityId, dossierId);
  const { submission } = filing.workflow;
  if (submission !== undefined) await runSubmissionEffects(tx, deps, filing, { dossierId, submission });
  return { dossierId, repeated: false };
}

/** What the delays of the first state are counted from. */
function filedRow({ authority, workflow, answers, now, receivedAt = now }: Filing, id: string) {
  return { authority_id: authority.id, id, state: workflow.initial.id, submitted_at: receivedAt, answers };
}

/** Several people act for a body: the history says which. */
function applicantActor({ represented }: Filing, applicantName: string): string {
  return represented === undefined ? applicantName : `${represented.by} (${represented.name})`;
}

/** @returns false when the submission key has been used */
async function insertDossier(tx: Tx, filing: Filing, dossierId: string): Promise<boolean> {
  const { authority, procedure, account, now } = filing;
  const receivedAt = filing.receivedAt ?? now;
  const plan = planFiling({ ...filing, now: receivedAt, communeCode: authority.communeCode });
  const code = newTrackingCode();
  const submitted = {
    authorityId: authority.id,
    dossierId,
    seq: 1,
    at: now,
    kind: 'submitted',
    actor:
      filing.filedBy === undefined
        ? { kind: 'applicant' as const, name: applicantActor(filing, plan.applicantName) }
        : { kind: filing.filedBy.kind, id: filing.filedBy.id, name: filing.filedBy.name },
    channel: filing.channel,
    visibility: 'public' as const,
    data: {
      ...(filing.filedBy?.onBehalf === true ? { onBehalf: filing.filedBy.name } : {}),
      ...(filing.represented === undefined ? {} : { by: filing.represented.by }),
      ...(filing.helped === true ? { helped: true } : {}),
      ...(filing.acknowledgeBy === undefined ? {} : { acknowledgeBy: filing.acknowledgeBy }),
    },
  };
  const event = eventRow(submitted);
  const hash = chainHash(chainStart, submitted);
  const { text, values } = statement`
    WITH delegated AS (
      -- Asked here, and not with the procedure: a delegation that ended a second ago receives nothing.
      SELECT p.team_authority_id, p.team_id FROM processing_rights p
      WHERE p.authority_id = ${authority.id} AND p.receives AND p.team_authority_id <> p.authority_id
        AND p.procedure_id IN ('*', ${procedure.procedure})
        AND p.valid_from <= ${now} AND (p.valid_until IS NULL OR p.valid_until > ${now})
      ORDER BY p.procedure_id = '*', p.valid_from DESC LIMIT 1
    ), dossier AS (
      INSERT INTO dossiers (
        authority_id, id, code, procedure_id, procedure_version, overrides_revision, state, phase, urgent, headline,
        team_authority_id, team_id, applicant_name, applicant_email, applicant_phone, account_pseudonym, visitor_hash,
        channel, locale, commune_code, lat, lon, answers, submitted_at, updated_at, last_applicant_act_at,
        due_on, silence_rule, submission_key
      ) VALUES (
        ${authority.id}, ${dossierId}, ${code}, ${procedure.procedure}, ${filing.procedureVersion}, ${filing.overridesRevision}, ${plan.state},
        ${plan.phase}, ${plan.urgent}, ${plan.headline},
        coalesce((SELECT team_authority_id FROM delegated), ${filing.teamAuthorityId}),
        coalesce((SELECT team_id FROM delegated), ${filing.teamId}::uuid),
        ${plan.applicantName}, ${plan.applicantEmail ?? account?.verifiedEmail ?? null}, ${plan.applicantPhone},
        ${account?.pseudonym ?? null}, ${account === undefined ? (filing.visitorHash ?? null) : null},
        ${filing.channel}, ${filing.locale}, ${plan.communeCode}, ${plan.lat}, ${plan.lon},
        ${JSON.stringify(filing.answers)}, ${receivedAt}, ${now}, ${now}, ${plan.dueOn}, ${plan.silenceRule},
        ${filing.submissionKey}
      )
      ON CONFLICT (authority_id, submission_key) DO NOTHING
      RETURNING authority_id, id
    ), code AS (
      INSERT INTO tracking_codes (code, authority_id, dossier_id)
      SELECT ${code}, authority_id, id FROM dossier
    ), event AS (
      INSERT INTO dossier_events (
        authority_id, dossier_id, seq, at, kind, actor_kind, actor_id, actor_name, channel, visibility, data,
        previous_hash, hash
      )
      SELECT authority_id, id, ${event.seq}::integer, ${event.at}::timestamptz, ${event.kind}, ${event.actor_kind},
        ${event.actor_id}::uuid, ${event.actor_name}, ${event.channel}, ${event.visibility}, ${event.data}::jsonb,
        ${chainStart}::bytea, ${hash}::bytea
      FROM dossier
    )
    SELECT id FROM dossier`;
  return (await runStatement(tx, text, values)).length === 1;
}

/** @throws {ConflictError} when the key made somebody else's dossier: signing out on a shared computer closes that door */
async function getFiledBefore(tx: Tx, filing: Filing): Promise<string> {
  const filed = await tx
    .selectFrom('dossiers')
    .select(['id', 'visitor_hash', 'account_pseudonym'])
    .where('authority_id', '=', filing.authority.id)
    .where('submission_key', '=', filing.submissionKey)
    .executeTakeFirstOrThrow();
  const asking = { visitorHash: filing.visitorHash, accountPseudonym: filing.account?.pseudonym };
  if (filing.filedBy === undefined && !isOwner(filed, asking)) throw new ConflictError('submission-key-used');
  return filed.id;
}

/** The random code of a new dossier is another one's: once in ten billion filings. */
export function isTakenCode(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'tracking_codes_pkey';
}

/** Each waited for what the other held, and PostgreSQL has undone this one: with a migration that goes through all tables. */
function isDeadlock(error: unknown): boolean {
  return (error as { code?: string }).code === '40P01';
}

/** Runs a transaction that files; when its code is taken, or it was undone for another's sake, runs it again. */
export async function withFreshCode<T>(file: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await file();
    } catch (error) {
      if (!(isTakenCode(error) || isDeadlock(error)) || attempt === 3) throw error;
    }
  }
}
