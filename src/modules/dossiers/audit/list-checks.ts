import type { Tx } from '#platform/database/database.ts';
import { type AuditReport, findingReasons } from './audit-finding.ts';

/** The last verification of everything, with the first findings; undefined when there was none. */
export async function findLastCheck(
  tx: Tx,
  authorityId: string,
): Promise<(Omit<AuditReport, 'lastSeal'> & { readonly checkedAt: Date }) | undefined> {
  const row = await tx
    .selectFrom('audit_checks')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('checked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    authorityId,
    checkedAt: row.checked_at,
    dossiers: row.dossiers,
    events: Number(row.events),
    seals: row.seals,
    found: row.found,
    findings: row.findings.flatMap(({ reason, ...place }) => {
      const known = findingReasons.find((one) => one === reason);
      return known === undefined ? [] : [{ authorityId, reason: known, ...place }];
    }),
  };
}
