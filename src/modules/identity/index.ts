/** Who people are: residents' accounts, agents, teams, sessions, and the policies that read them. */
export { absenceRoutes } from './absences/absence-routes.tsx';
export { type Absent, absentAgents, absentMembers } from './absences/absent-agents.ts';
export { type AttemptKind, type AttemptLimiter, forgiveAttempt, limitAttempts } from './attempts.ts';
export { createIdentity, type IdentityService } from './create-identity.ts';
export { cleanLine, formatPhone, normalizeEmail, normalizePhone } from './domain/contact-details.ts';
export { type HouseholdMember, isChildRelation, isSameMember, type MemberDetails } from './domain/household.ts';
export { nearMajority } from './domain/majority.ts';
export { networkOf } from './domain/network-of.ts';
export type { PostalAddress } from './domain/postal-address.ts';
export { AlreadyAgentError } from './errors.ts';
export {
  type Departure,
  type ExpectedAnswer,
  type ProvedClaims,
  type SignInProblem,
  type SignInProvider,
  SignInProviderError,
  type SignInProviders,
} from './federation/sign-in-provider.ts';
export { vouchIdentity } from './federation/usecases/vouch-identity.ts';
export type { DossierLink, DraftLink, Identity, Profile, TeamAgent } from './identity.ts';
export { identityJobs } from './jobs/identity-jobs.ts';
export { canProcess, type DossierInCharge, isAdministrator, isLeaderOf } from './policies.ts';
export { type Asked, askExchange } from './profile/ask-exchange.ts';
export { contactInWords } from './profile/contact-words.ts';
export { type Exchange, hasConsented, isExchange } from './profile/exchange-consents.ts';
export { type ExchangeSource, registerExchangeSource } from './profile/exchange-sources.ts';
export { addContact, listContacts, type OwnContact } from './profile/own-contacts.ts';
export { fillsForms, listProfileData, recordGiven } from './profile/profile-data.ts';
export { profileRoutes } from './profile/profile-routes.ts';
export { findAccountByEmail } from './queries/find-account.ts';
export { agentCookieName, residentCookieName } from './sessions.ts';
export { type AccountClosing, type ClosingWarning, onAccountClosing } from './usecases/change-account.ts';
export { codeAppHolder } from './usecases/code-app.ts';
export {
  type Completion,
  completeSignIn,
  type FirstStep,
  type SignedIn,
  type SigningIn,
} from './usecases/complete-sign-in.ts';
export { createAccount, type NewAccount } from './usecases/create-account.ts';
export { createAgent, type NewAgent } from './usecases/create-agent.ts';
export { type DelegationKey, onDelegationEnded } from './usecases/delegations.ts';
export {
  type DepartureOf,
  type HandingOver,
  type Leaving,
  onAgentDeparture,
} from './usecases/departures.ts';
export { onSessionsEnding, signOut } from './usecases/end-sessions.ts';
export { markSoonOfAge, removeGrownChildren } from './usecases/leave-at-majority.ts';
export { linkDossier } from './usecases/link-dossiers.ts';
export { type Invitation, inviteFirstAdministrator } from './usecases/manage-agents.ts';
export {
  administersTerritory,
  requireTerritoryAdministrator,
} from './usecases/require-territory-administrator.ts';
export { type Intervention, resetByInstallation } from './usecases/reset-by-installation.ts';
export { type AgentMenuEntry, type AgentMenuProvider, registerAgentMenu } from './web/agent/agent-menu.ts';
export { type AgentPageOptions, agentPage, agentPageBasis, hasInbox } from './web/agent/agent-page.tsx';
export { nothingEntrusted, openWithoutTeam } from './web/agent/without-team.tsx';
export { type IdentityRoutesDeps, identityRoutes } from './web/identity-routes.ts';
export type { ExampleSignIn } from './web/routes-parts.ts';
