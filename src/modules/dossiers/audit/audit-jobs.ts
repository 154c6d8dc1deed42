import type { JobDefinition, JobKind } from '#platform/jobs/jobs.ts';
import type { Platform } from '#platform/platform.ts';
import { type AuditParts, createAudit } from './audit-parts.ts';
import { sealHistories } from './seal-histories.ts';
import { verifyAudit } from './verify-audit.ts';

/** Of one authority; without one, of each by a job of its own. */
interface AuditJobData {
  readonly authorityId?: string;
}

export const sealHistoriesKind: JobKind<AuditJobData> = { name: 'seal-histories' };
export const verifyHistoriesKind: JobKind<AuditJobData> = { name: 'verify-histories' };

/** Each night the seal of what the day added, after the purges; each Sunday the verification of everything. */
export function auditJobs(
  platform: Pick<Platform, 'database' | 'clock' | 'log' | 'config' | 'jobs'>,
): JobDefinition<never>[] {
  const parts = createAudit(platform);
  const job = (
    kind: JobKind<AuditJobData>,
    schedule: string,
    work: (authorityId: string) => Promise<void>,
  ): JobDefinition<AuditJobData> => ({
    name: kind.name,
    schedule,
    concurrency: 1,
    run: (data) => (data.authorityId === undefined ? enqueueEach(platform, kind) : work(data.authorityId)),
  });
  return [
    job(sealHistoriesKind, '10 4 * * *', async (id) => void (await sealHistories(parts, id))),
    job(verifyHistoriesKind, '30 4 * * 0', (id) => checkAudit(parts, id)),
  ];
}

async function enqueueEach(platform: Pick<Platform, 'database' | 'jobs'>, kind: JobKind<AuditJobData>): Promise<void> {
  const authorities = await platform.database.open.selectFrom('authorities').select('id').orderBy('id').execute();
  await platform.database.transaction([], async (tx) => {
    for (const { id } of authorities) await platform.jobs.enqueue(tx, kind, { authorityId: id }, { singletonKey: id });
  });
}

/** Verifies everything of an authority and keeps what was found for its administrator. */
export async function checkAudit(parts: AuditParts, authorityId: string): Promise<void> {
  const { database, clock, log } = parts.platform;
  const report = await verifyAudit(parts, authorityId);
  const findings = report.findings
    .slice(0, 50)
    .map(({ reason, dossierId, seq, number }) => ({ reason, dossierId, seq, number }));
  await database.transaction([authorityId], (tx) =>
    tx
      .insertInto('audit_checks')
      .values({
        authority_id: authorityId,
        checked_at: new Date(clock.now().epochMilliseconds),
        dossiers: report.dossiers,
        events: report.events,
        seals: report.seals,
        found: report.found,
        findings: JSON.stringify(findings),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  if (report.found > 0)
    log.error(
      { authorityId, found: report.found, reasons: [...new Set(findings.map(({ reason }) => reason))] },
      'the histories do not verify',
    );
}
