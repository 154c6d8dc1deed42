import type { Selectable } from 'kysely';
import type { Tables } from '#platform/database/tables.ts';
import type { PurgeProof } from '../domain/purge-proof.ts';

export function proofOf(row: Selectable<Tables['purges']>): PurgeProof {
  return {
    authorityId: row.authority_id,
    id: row.id,
    procedureId: row.procedure_id,
    dossierHash: row.dossier_hash,
    lastEventHash: row.last_event_hash,
    documents: row.documents,
    purgedAt: row.purged_at,
    ...(row.retention_months === null || row.procedure_version === null
      ? {}
      : {
          rule: {
            procedureVersion: row.procedure_version,
            months: row.retention_months,
            dueOn: row.due_on,
            events: row.events ?? 0,
            again: row.again === true,
          },
        }),
  };
}
