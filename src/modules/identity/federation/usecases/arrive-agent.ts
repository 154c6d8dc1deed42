import { sql } from 'kysely';
import { sha256 } from '#platform/crypto/digests.ts';
import { newId } from '#platform/crypto/ids.ts';
import type { Tx } from '#platform/database/database.ts';
import { type IdentityParts, nowOf } from '../../identity-parts.ts';
import { findAgentByEmail } from '../../queries/find-account.ts';
import { listSignInMethods } from '../../queries/list-sign-in-methods.ts';
import { tellOfMethods } from '../../usecases/change-sign-in-methods.ts';
import { type Completion, completeSignIn, type SigningIn } from '../../usecases/complete-sign-in.ts';
import { listEmployers } from '../../usecases/list-employers.ts';
import { withdrawTokens } from '../../usecases/one-time-tokens.ts';
import { type AgentClaims, domainOf, readAgentClaims } from '../domain/agent-claims.ts';
import type { ProvedClaims } from '../sign-in-provider.ts';
import { LastWayInError } from './unlink-resident.ts';

/**
 * - `unknown`: nobody invited this agent;
 * - `sign-in-first`: the agent has another way in, and links ProConnect from their account;
 * - `other-organisation`: the establishment is not one of an authority that employs the agent;
 * - `second-factor`: the authority asks for two factors;
 * - `linked-elsewhere`: this identity opens another agent's access.
 */
export type AgentRefusal = 'unknown' | 'sign-in-first' | 'other-organisation' | 'second-factor' | 'linked-elsewhere';

/** An authority that an establishment stands for, and its rules. */
interface Welcoming {
  readonly authority_id: string;
  readonly second_factor_required: boolean;
  readonly email_domain: string | null;
}

/** Signs an agent in with ProConnect. @returns why not, in a word */
export async function signInProConnect(
  parts: IdentityParts,
  proved: ProvedClaims,
  comeBackTo: string,
  browser: SigningIn,
): Promise<Completion | AgentRefusal> {
  const claims = readAgentClaims(proved.acr, proved.claims);
  const welcoming = await listWelcoming(parts, claims);
  const found = await findOrWelcome(parts, proved, claims, welcoming);
  if ('refusal' in found) return found.refusal;
  const employers = new Set((await listEmployers(parts, found.agentId)).map((employer) => employer.authorityId));
  const own = welcoming.filter((one) => employers.has(one.authority_id));
  if (own.length === 0) return 'other-organisation';
  if (!claims.secondFactor && own.some((one) => one.second_factor_required)) return 'second-factor';
  if (found.isNew)
    await parts.platform.database.transaction([], (tx) => link(parts, tx, found.agentId, proved, claims));
  else await noteUse(parts, proved);
  const completion = await completeSignIn(
    parts,
    {
      owner: { hat: 'agent', id: found.agentId },
      assurance: 'proconnect',
      factors: claims.secondFactor ? ['proconnect', 'mfa'] : ['proconnect'],
      remembered: false,
      comeBackTo,
      federated: { provider: 'proconnect', idToken: proved.idToken },
    },
    browser,
  );
  return completion ?? 'unknown';
}

type Found = { readonly agentId: string; readonly isNew: boolean } | { readonly refusal: AgentRefusal };

async function findOrWelcome(
  parts: IdentityParts,
  proved: ProvedClaims,
  claims: AgentClaims,
  welcoming: readonly Welcoming[],
): Promise<Found> {
  const { open } = parts.platform.database;
  const known = await open
    .selectFrom('agent_federations as f')
    .innerJoin('agents as g', 'g.id', 'f.agent_id')
    .select(['g.id', 'g.active'])
    .where('f.subject_hash', '=', subjectHashOf(proved))
    .executeTakeFirst();
  if (known !== undefined) return known.active ? { agentId: known.id, isNew: false } : { refusal: 'unknown' };
  if (claims.email === undefined) return { refusal: 'unknown' };
  const agent = await findAgentByEmail(open, claims.email);
  if (agent === undefined) return createAtFirstSignIn(parts, claims, welcoming);
  if (!agent.active) return { refusal: 'unknown' };
  // An equal address is enough for an invitation that nobody has answered, and takes nothing over.
  return agent.password_hash === null && !(await hasOwnWayIn(parts, agent.id))
    ? { agentId: agent.id, isNew: true }
    : { refusal: 'sign-in-first' };
}

/** A passkey, or ProConnect by another identity provider: whoever comes by a new one proves first that it is them. */
async function hasOwnWayIn({ platform }: IdentityParts, agentId: string): Promise<boolean> {
  for (const table of ['passkeys', 'agent_federations'] as const) {
    const row = await platform.database.open
      .selectFrom(table)
      .select('agent_id')
      .where('agent_id', '=', agentId)
      .executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}

/** An agent of the domain that the authority of that establishment takes in by itself: a plain agent, of no team. */
async function createAtFirstSignIn(
  parts: IdentityParts,
  claims: AgentClaims,
  welcoming: readonly Welcoming[],
): Promise<Found> {
  const { email } = claims;
  const taking = welcoming.filter((one) => email !== undefined && one.email_domain === domainOf(email));
  const [only] = taking;
  if (email === undefined || only === undefined || taking.length > 1) return { refusal: 'unknown' };
  if (only.second_factor_required && !claims.secondFactor) return { refusal: 'second-factor' };
  const now = nowOf(parts);
  const agentId = newId(now.getTime());
  await parts.platform.database.transaction([only.authority_id], async (tx) => {
    await tx
      .insertInto('agents')
      .values({ id: agentId, email, name: claims.name || email, created_at: now })
      .execute();
    await tx
      .insertInto('agent_roles')
      .values({ authority_id: only.authority_id, agent_id: agentId, role: 'agent', created_at: now })
      .execute();
  });
  return { agentId, isNew: true };
}

/**
 * Links ProConnect with the agent who is signed in by another way.
 * @returns why not
 */
export async function linkProConnect(
  parts: IdentityParts,
  agentId: string,
  proved: ProvedClaims,
): Promise<AgentRefusal | undefined> {
  const claims = readAgentClaims(proved.acr, proved.claims);
  const employers = new Set((await listEmployers(parts, agentId)).map((employer) => employer.authorityId));
  if (!(await listWelcoming(parts, claims)).some((one) => employers.has(one.authority_id))) return 'other-organisation';
  const linked = await parts.platform.database.transaction([], (tx) => link(parts, tx, agentId, proved, claims));
  return linked ? undefined : 'linked-elsewhere';
}

/** The agent, or an administrator of theirs, takes the link away. */
export async function unlinkProConnect(parts: IdentityParts, agentId: string): Promise<void> {
  await parts.platform.database.transaction([], async (tx) => {
    const removed = await tx.deleteFrom('agent_federations').where('agent_id', '=', agentId).executeTakeFirst();
    if (removed.numDeletedRows > 0n) await tellOfMethods(parts, tx, { hat: 'agent', id: agentId });
  });
}

/** @throws LastWayInError for who has neither a password nor a passkey */
export async function unlinkOwnProConnect(parts: IdentityParts, agentId: string): Promise<void> {
  const methods = await listSignInMethods(parts.platform.database.open, { hat: 'agent', id: agentId });
  if (!methods.password && methods.passkeys.length === 0) throw new LastWayInError();
  await unlinkProConnect(parts, agentId);
}

async function link(
  parts: IdentityParts,
  tx: Tx,
  agentId: string,
  proved: ProvedClaims,
  claims: AgentClaims,
): Promise<boolean> {
  const now = nowOf(parts);
  const added = await tx
    .insertInto('agent_federations')
    .values({
      subject_hash: subjectHashOf(proved),
      agent_id: agentId,
      idp_id: claims.idpId,
      linked_at: now,
      used_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('agent_id')
    .executeTakeFirst();
  if (added === undefined) return false;
  // The invitation is answered.
  await withdrawTokens(tx, { agentId }, now, ['invite-agent']);
  await tellOfMethods(parts, tx, { hat: 'agent', id: agentId });
  return true;
}

async function noteUse(parts: IdentityParts, proved: ProvedClaims): Promise<void> {
  await parts.platform.database.open
    .updateTable('agent_federations')
    .set({ used_at: nowOf(parts) })
    .where('subject_hash', '=', subjectHashOf(proved))
    .execute();
}

async function listWelcoming({ platform }: IdentityParts, { siret }: AgentClaims): Promise<Welcoming[]> {
  if (siret === undefined) return [];
  const { rows } = await sql<Welcoming>`SELECT * FROM proconnect_authorities(${siret})`.execute(platform.database.open);
  return rows;
}

/** The subject holds for one identity provider: which one is part of it. */
function subjectHashOf({ issuer, subject, claims }: ProvedClaims): Buffer {
  return sha256(`${issuer} ${String(claims.idp_id ?? '')} ${subject}`);
}
