/** Who people are: residents' accounts, agents, teams, sessions, and the policies that read them. */
export { createIdentity } from './create-identity.ts';
export type { PostalAddress } from './domain/postal-address.ts';
export type { DossierLink, DraftLink, Identity, Profile, TeamAgent } from './identity.ts';
export { canProcess, type DossierInCharge, isAdministrator, isLeaderOf } from './policies.ts';
export { agentCookieName, residentCookieName } from './sessions.ts';
export { agentPage, type AgentPageOptions } from './web/agent/agent-page.tsx';
