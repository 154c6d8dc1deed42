/** Mandates: a helper known to the territory acts for a resident, for a time and on procedures that the resident chose. */
export { createMandates, type Mandates } from './create-mandates.ts';
export { mandateDays } from './domain/mandate.ts';
export { agreeOnScreen } from './usecases/agree.ts';
export { drawUpMandate, type NewMandate } from './usecases/draw-up-mandate.ts';
export { grantHelper } from './usecases/manage-helpers.ts';
export { mandateRoutes } from './web/routes.ts';
