import type { JobKind } from '#platform/jobs/jobs.ts';

export interface AcknowledgeDossierData {
  readonly authorityId: string;
  readonly dossierId: string;
  /** `https://guichet.example.fr` */
  readonly origin: string;
}

/** Sends the acknowledgement of a filing. */
export const acknowledgeDossierKind: JobKind<AcknowledgeDossierData> = { name: 'acknowledge-dossier' };

export interface CallHookData {
  readonly authorityId: string;
  readonly callId: string;
}

/** Calls another system for an act that a workflow wrote down. */
export const callHookKind: JobKind<CallHookData> = { name: 'call-hook' };

/** Attempts after the first: with the back-off of the queue, the other system may be down for about four hours. */
export const callRetries = 10;
