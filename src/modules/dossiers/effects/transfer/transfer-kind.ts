import type { JobKind } from '#platform/jobs/jobs.ts';

export interface TransferDossierData {
  readonly authorityId: string;
  readonly dossierId: string;
  readonly targetId: string;
  readonly origin: string;
}

/** Sends a dossier on: the work of the system, with both authorities in scope, once the agent's act is whole. */
export const transferDossierKind: JobKind<TransferDossierData> = { name: 'transfer-dossier' };
