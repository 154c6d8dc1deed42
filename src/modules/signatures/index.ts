/** Electronic seals: what signs the letters of an authority, and what checks a signed PDF. */
export { type SignatureReport, type SignatureVerdict, verifyPdf } from './domain/verify-pdf.ts';
export { SealUnusableError } from './errors.ts';
export { signatureJobs } from './jobs/warn-expiring-seals.ts';
export { createSeals, type Sealing, type Seals } from './seals.ts';
export type { SignaturesParts } from './signatures-parts.ts';
export { ensureDemonstrationSeal } from './usecases/ensure-demonstration-seal.ts';
export { sealRoutes } from './web/routes.ts';
