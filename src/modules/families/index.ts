/** Children of two households: sharing, adults who may collect a child, leaving at majority. */
export type { FamiliesParts } from './families-parts.ts';
export { familyJobs } from './jobs/family-jobs.ts';
export { registerFamilyMails } from './mails/register-family-mails.ts';
export { familyRoutes } from './web/routes.ts';
