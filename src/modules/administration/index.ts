import type { Route } from '#platform/http/route.ts';
import type { AdministrationParts } from './administration-parts.ts';
import { adoptionRoutes } from './adoption/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { carryOverRoutes } from './carry-over/routes.ts';
import { communeRoutes } from './communes/routes.ts';
import { editorRoutes } from './editor/routes.ts';
import { failureRoutes } from './failures/routes.ts';
import { hookRoutes } from './hooks/routes.ts';
import { letterRoutes } from './letters/routes.ts';
import { publikImportRoutes } from './publik-import/routes.ts';
import { retentionRoutes } from './retention/routes.ts';

/** What an administrator looks after: the authority's procedures, the opening of communes, the library. */
export type { AdministrationParts } from './administration-parts.ts';
export { type ChecklistItem, readChecklist } from './communes/checklist.ts';
export { type Opening, type OpeningRequest, openInOneAct } from './communes/open-in-one-act.ts';
export { checklistInWords, refusalInWords } from './communes/words.ts';
export { editorJobs } from './editor/jobs/editor-jobs.ts';
export * from './publik-import/index.ts';

/** The pages of each part of the administration. */
export function administrationRoutes(parts: AdministrationParts): Route[] {
  return [
    ...adoptionRoutes(parts),
    ...communeRoutes(parts),
    ...editorRoutes(parts),
    ...publikImportRoutes(parts),
    ...hookRoutes(parts),
    ...failureRoutes(parts),
    ...letterRoutes(parts),
    ...carryOverRoutes(parts),
    ...auditRoutes(parts),
    ...retentionRoutes(parts),
  ];
}
