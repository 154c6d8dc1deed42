/** Mandates: a helper known to the territory acts for a resident, for a time and on procedures that the resident chose. */
export { createMandates, type Mandates } from './create-mandates.ts';
export { mandateDays } from './domain/mandate.ts';
export { mandateRoutes } from './web/routes.ts';
