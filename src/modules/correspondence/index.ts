/**
 * What leaves on paper or as PDF: letters in an authority's own words, its letterhead, replies kept for use, delegations of
 * signature, the register of decisions.
 */

export type { CorrespondenceParts } from './correspondence-parts.ts';
export { csvLine } from './domain/csv-line.ts';
export { type DecisionKind, decisionKinds, decisionNumber, isDecisionKind } from './domain/decision-kind.ts';
export { type Letterhead, underLetterhead } from './domain/letterhead.ts';
export { type Reply, renderReply, searchReplies } from './domain/reply.ts';
export { delegatedRole, type HeldDelegation } from './domain/signing-right.ts';
export {
  contentOf,
  longestParagraph,
  mostParagraphs,
  type TemplateContent,
  templateContentSchema,
  type UsedLetter,
  usedLetter,
} from './domain/template-content.ts';
export { LetterNotFoundError, TemplateChangedError } from './errors.ts';
export { listDelegates, listHeldDelegations } from './queries/find-delegations.ts';
export { findLetterhead } from './queries/find-letterhead.ts';
export {
  findTemplate,
  findUsedLetter,
  type KeptTemplate,
  listTemplates,
  listVersions,
} from './queries/find-template.ts';
export { libraryReplies, listReplies } from './queries/list-replies.ts';
export type { ActOfAgent } from './usecases/act-of-agent.ts';
export { type EnteredDecision, enterDecision, joinDocument } from './usecases/enter-decision.ts';
export { saveTemplate } from './usecases/save-template.ts';
export { correspondenceRoutes } from './web/routes.ts';
