/**
 * Dossiers: one request of one applicant, from its draft to its archive, with the history that is never rewritten.
 */
export { type ChainBreak, type ChainedEvent, chainHash, chainStart, type HashedEvent, verifyChain } from './domain/event-chain.ts';
export { addWorkingDays, endOfDelay, isWorkingDay, lastDayToAppeal } from './domain/delays.ts';
export { formatTrackingCode, newTrackingCode, normalizeTrackingCode, trackingAlphabet } from './domain/tracking-code.ts';
export { DossierChangedError, DossierNotFoundError, DraftExpiredError, DraftNotFoundError } from './errors.ts';
export { type DossierRow, dossierColumns, lockDossier } from './usecases/lock-dossier.ts';
export { type NewEvent, recordEvent } from './usecases/record-event.ts';
