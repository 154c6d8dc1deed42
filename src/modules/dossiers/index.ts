/**
 * Dossiers: one request of one applicant, from its draft to its archive, with the history that is never rewritten.
 */
export { type AuditReport, type Finding, mostFindings } from './audit/audit-finding.ts';
export { auditJobs, verifyHistoriesKind } from './audit/audit-jobs.ts';
export { type AuditParts, createAudit } from './audit/audit-parts.ts';
export { findingWords } from './audit/audit-words.ts';
export { findLastCheck } from './audit/list-checks.ts';
export { paperOf, SealsMissingError, sealHistories } from './audit/seal-histories.ts';
export { listSeals } from './audit/seal-rows.ts';
export { verifyAudit } from './audit/verify-audit.ts';
export { checkSeal } from './audit/verify-seals.ts';
export {
  type DelaySettings,
  defaultDelaySettings,
  everyProcedure,
  listDelaySettings,
  settingsOf,
} from './clock/queries/delay-settings.ts';
export { dropDelaySettings, saveDelaySettings } from './clock/usecases/save-delay-settings.ts';
export type { AuditSeal } from './domain/audit-seal.ts';
export { mayFileFor, mayFileProcedure } from './domain/counter-policy.ts';
export { addWorkingDays, endOfDelay, isWorkingDay, lastDayToAppeal } from './domain/delays.ts';
export { draftLifetimeDays, reservedPageIds } from './domain/draft.ts';
export {
  type ChainBreak,
  type ChainedEvent,
  chainHash,
  chainStart,
  type HashedEvent,
  verifyChain,
} from './domain/event-chain.ts';
export { type CarryOverPlan, planCarryOver } from './domain/plan-carry-over.ts';
export {
  formatTrackingCode,
  newTrackingCode,
  normalizeTrackingCode,
  trackingAlphabet,
} from './domain/tracking-code.ts';
export type { DossiersParts } from './dossiers-parts.ts';
export { capabilityJobs } from './effects/capability-jobs.ts';
export type { CapabilityParts } from './effects/capability-parts.ts';
export { capabilityRoutes } from './effects/capability-routes.ts';
export { connectCapabilities } from './effects/connect-capabilities.ts';
export { listMissingEffects, registerEffect, requireEffects } from './effects/effect-registry.ts';
export {
  type AuthorityHook,
  HookAddressError,
  hookSecretHolder,
  listHooks,
  removeHook,
  setHook,
} from './effects/hooks/authority-hooks.ts';
export { isPublicAddress } from './effects/hooks/public-address.ts';
export { signCall } from './effects/hooks/sign-call.ts';
export {
  DossierChangedError,
  DossierClaimedError,
  DossierNotFoundError,
  DraftExpiredError,
  DraftNotFoundError,
} from './errors.ts';
export { exportFilesQuery } from './export/make-export.ts';
export { type HouseholdLink, registerHouseholds } from './household/household-dossiers.ts';
export { type DossierJobsDeps, dossierJobs } from './jobs/dossier-jobs.ts';
export { findLeadingOwn } from './merges/joined-to.tsx';
export { findByCode } from './queries/find-by-code.ts';
export { openPhases } from './queries/inbox-views.ts';
export { type DossierAboutChild, listDossiersAboutChild } from './queries/list-dossiers-about-child.ts';
export { branchTable, inBranch, type ProcessedBranch, processedBranches } from './queries/processed-dossiers.ts';
export { findHold, liftHold, placeHold } from './retention/holds.ts';
export { listHeld, listPurges, type PlannedPurge, planPurge } from './retention/plan-purge.ts';
export { type ReplayReport, replayPurges } from './retention/replay-purges.ts';
export { addAgentDocument } from './usecases/add-agent-document.ts';
export { applySystemEvent, applyTransition, type TransitionRequest } from './usecases/apply-transition.ts';
export {
  type CarryOverDeps,
  type CarryOverLine,
  type CarryOverRequest,
  carryOverDossier,
  carryOverDossiers,
  listVersionsUnderWay,
  type VersionUnderWay,
} from './usecases/carry-over-dossiers.ts';
export { type FiledMessage, type FileMessageParts, fileMessage, takesMessages } from './usecases/file-message.ts';
export { type DossierRow, dossierColumns, lockDossier } from './usecases/lock-dossier.ts';
export { type AgentAct, lockForAgent } from './usecases/lock-for-agent.ts';
export { purgeDossiers } from './usecases/purge-dossiers.ts';
export { type ReceivedMessage, receiveMessage } from './usecases/receive-message.ts';
export { type NewEvent, recordEvent } from './usecases/record-event.ts';
export { recordLetterOfDossier } from './usecases/record-letter.ts';
export { type AssistedDraft, startAssistedDraft } from './usecases/start-assisted-draft.ts';
export { type FiledDossier, type Filing, submitDossier, withFreshCode } from './usecases/submit-dossier.ts';
export { type TimersReport, takeDueTimers } from './usecases/take-due-timers.ts';
export { acknowledgementResult } from './web/agent/counter/counter-filed.tsx';
export type { DeskFiling, OpenDesk } from './web/agent/counter/desk-filing.ts';
export { deskDraftRoutes, deskLongRoutes } from './web/agent/counter/desk-routes.ts';
export { type FollowedOnBehalf, followOnBehalfRoutes } from './web/agent/counter/follow-on-behalf.tsx';
export { dossierHref, inboxHref } from './web/agent/inbox-address.ts';
export { agentDossierRoutes } from './web/agent/routes.ts';
export { dossierCitizenRoutes } from './web/citizen/routes.ts';
export { lostFileWords } from './web/lost-file-words.ts';
