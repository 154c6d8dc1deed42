/** The library of procedures, their adoption by authorities, and how a resident finds the right one. */
export type { AdoptedProcedure, ProcedureVersion } from './domain/adopted-procedure.ts';
export type { Misfit, MisfitReason } from './domain/apply-overrides.ts';
export { applyOverrides, type OverriddenProcedure } from './domain/apply-overrides.ts';
export { changeInWords } from './domain/change-words.ts';
export { checkProcedure, findProcedureProblems, type LibraryNames } from './domain/check-procedure.ts';
export { type ComparedVersion, compareProcedures, type ProcedureChange } from './domain/compare-procedures.ts';
export { delayInWords } from './domain/delay-words.ts';
export { formatCents } from './domain/format-cents.ts';
export type { Found } from './domain/found.ts';
export { type Library, LibraryProblemsError, type LibraryProcedure, type LibraryTexts } from './domain/library.ts';
export type { LifeEvent, Theme } from './domain/library-schema.ts';
export { type OpeningState, openingOn } from './domain/opening.ts';
export { noOverrides, type Overrides, overridesSchema } from './domain/overrides-schema.ts';
export { ownerOfProcedure, ownProcedureId } from './domain/own-procedure.ts';
export { pathInSource, placeBlocks } from './domain/place-blocks.ts';
export {
  type Fee,
  type Opening,
  type Procedure,
  procedureSchema,
  procedureSourceSchema,
} from './domain/procedure-schema.ts';
export { UnknownLetterError, UnknownProcedureError } from './errors.ts';
export { type Audience, type Catalogue, createCatalogue, type FiledRow } from './queries/catalogue.ts';
export type { DescribedAdoption, DescribedLibrary } from './queries/describe-adoptions.ts';
export type { FiledVersion } from './queries/overridden-versions.ts';
export {
  type AdoptionKey,
  assignTeam,
  followLibrary,
  markLibrarySeen,
  openProcedure,
  postponeVersion,
  saveOverrides,
  takeVersion,
} from './usecases/change-adoption.ts';
export { type CheckedProcedure, checkProcedureSource, type ProcedureKit } from './usecases/check-procedure-source.ts';
export { type DeployReport, deployLibrary } from './usecases/deploy-library.ts';
export { findNeed, type NeedAnswer } from './usecases/find-need.ts';
export { type PublishReport, publishLibrary } from './usecases/publish-library.ts';
export {
  listWithdrawals,
  publishProcedure,
  reopenProcedure,
  withdrawProcedure,
} from './usecases/publish-procedure.ts';
export { type AuthoringKit, readAuthoringKit, readLibrary, readLibraryTexts } from './usecases/read-library.ts';
export { DataNotice, retentionInWords } from './web/data-notice.tsx';
export { type CatalogueRoutesDeps, catalogueRoutes } from './web/routes.ts';
