import type { JobKind } from '#platform/jobs/jobs.ts';

export interface AcknowledgeDossierData {
  readonly authorityId: string;
  readonly dossierId: string;
  /** `https://guichet.example.fr` */
  readonly origin: string;
}

/** Sends the acknowledgement of a filing. */
export const acknowledgeDossierKind: JobKind<AcknowledgeDossierData> = { name: 'acknowledge-dossier' };
