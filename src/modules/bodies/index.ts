/** Associations and companies: who represents them, and who acts for them now. */
export type { BodiesParts, CompanyLookup } from './bodies-parts.ts';
export type { BodyKind, RepresentativeRole } from './domain/body.ts';
export { registerBodyMails } from './mails/register-body-mails.ts';
export { type BodyIdentity, findBodyIdentity } from './queries/find-body.ts';
export {
  findBodyOfDossier,
  isBodyDossier,
  listBodyDossierLinks,
  listBodyDraftLinks,
} from './queries/list-body-links.ts';
export { withRepresentedBodies } from './queries/list-represented.ts';
export { addRepresentedBody } from './usecases/add-represented-body.ts';
export { leaveWithAccount } from './usecases/leave-with-account.ts';
export { linkBodyDossier, linkBodyDraft, unlinkBodyDraft } from './usecases/link-body.ts';
export { bodyRoutes } from './web/routes.ts';
