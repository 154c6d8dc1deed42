/** Children of two households: sharing, adults who may collect a child, leaving at majority. */
export type { FamiliesParts } from './families-parts.ts';
export { familyJobs } from './jobs/family-jobs.ts';
export { registerFamilyMails } from './mails/register-family-mails.ts';
export { findHouseholdLinks } from './queries/find-household-links.ts';
export { answerParentInvitation } from './usecases/answer-parent-invitation.ts';
export { addCollector } from './usecases/change-sharing.ts';
export { inviteParent, issueParentToken } from './usecases/invite-parent.ts';
export { familyRoutes } from './web/routes.ts';
