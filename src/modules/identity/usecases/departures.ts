import { sql } from 'kysely';
import { composeEmail, queueMessage } from '#modules/notifications/index.ts';
import type { Tx } from '#platform/database/database.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type IdentityParts, nowOf } from '../identity-parts.ts';
import { mailMessages } from '../mails/mail-messages.ts';
import { endAgentAccess } from './manage-agents.ts';
import { requireAdministrator } from './require-administrator.ts';

/** Whoever leaves an authority, and who takes over. */
export interface Leaving {
  readonly authorityId: string;
  /** Every authority whose procedures the teams of this one process: what the transaction may see. */
  readonly scope: readonly string[];
  readonly agentId: string;
}

export interface HandingOver extends Leaving {
  readonly agentName: string;
  /** Undefined: back to the teams, for anybody to take. */
  readonly successor: { readonly id: string; readonly name: string } | undefined;
  readonly by: AgentPrincipal;
  /** `https://guichet.example.fr` */
  readonly origin: string;
  readonly now: Date;
}

/** What one module keeps in an agent's name. */
export interface DepartureOf {
  /** How many things are to be handed over. */
  count(tx: Tx, leaving: Leaving): Promise<number>;
  /** In the transaction that ends the access. @returns how many went to the successor, how many to the teams */
  handOver(tx: Tx, leaving: HandingOver): Promise<{ readonly given: number; readonly left: number }>;
}

const departures = new Map<string, DepartureOf>();

/** Said once at start by a module that keeps something in the name of agents. */
export function onAgentDeparture(name: string, departure: DepartureOf): void {
  departures.set(name, departure);
}

/** Where the agent may have something: their authority, and those for which its teams work. */
async function leavingOf(parts: IdentityParts, authorityId: string, agentId: string): Promise<Leaving> {
  const { rows } = await sql<{ authority_id: string }>`
    SELECT authority_id FROM authorities_served_by(${authorityId})`.execute(parts.platform.database.open);
  return { authorityId, agentId, scope: [...new Set([authorityId, ...rows.map((row) => row.authority_id)])] };
}

/** What waits for a successor, by module. @throws ForbiddenError `administrators-only` */
export async function countHandOver(
  parts: IdentityParts,
  by: AgentPrincipal,
  agentId: string,
): Promise<ReadonlyMap<string, number>> {
  const leaving = await leavingOf(parts, requireAdministrator(by), agentId);
  return parts.platform.database.read(leaving.scope, async (tx) => {
    const counts = new Map<string, number>();
    for (const [name, departure] of departures) counts.set(name, await departure.count(tx, leaving));
    return counts;
  });
}

/**
 * Ends the agent's access and hands over what they had, in one transaction: dossiers to a colleague or back to the teams,
 * mandates ended. The leaders of their teams and the successor are told.
 * @throws LastAdministratorError; NotFoundError for an agent or a successor of another authority
 */
export async function departAgent(
  parts: IdentityParts,
  by: AgentPrincipal,
  departure: { readonly agentId: string; readonly successorId: string | undefined; readonly origin: string },
): Promise<{ readonly given: number; readonly left: number }> {
  const { agentId, successorId, origin } = departure;
  const authorityId = requireAdministrator(by);
  const leaving = await leavingOf(parts, authorityId, agentId);
  const now = nowOf(parts);
  const done = { given: 0, left: 0 };
  await endAgentAccess(parts, by, agentId, {
    scope: leaving.scope,
    before: async (tx) => {
      const colleagues = await tx
        .selectFrom('agent_roles as r')
        .innerJoin('agents as g', 'g.id', 'r.agent_id')
        .select(['g.id', 'g.name'])
        .where('r.authority_id', '=', authorityId)
        .where('g.active', '=', true)
        .execute();
      const successor = colleagues.find((one) => one.id === successorId && one.id !== agentId);
      if (successorId !== undefined && successor === undefined) throw new NotFoundError('agent-not-found');
      const agentName = colleagues.find((one) => one.id === agentId)?.name ?? '';
      const handing: HandingOver = { ...leaving, agentName, successor, by, origin, now };
      for (const one of departures.values()) {
        const { given, left } = await one.handOver(tx, handing);
        done.given += given;
        done.left += left;
      }
      await tellColleagues(tx, parts, handing, done);
    },
  });
  return done;
}

/** Those who lead a team of the agent, and whoever takes over, unless they did it themselves. */
async function tellColleagues(
  tx: Tx,
  parts: IdentityParts,
  { authorityId, agentId, agentName, successor, by, origin }: HandingOver,
  done: { readonly given: number; readonly left: number },
): Promise<void> {
  const leaders = await tx
    .selectFrom('team_members as own')
    .innerJoin('team_members as m', (join) =>
      join.onRef('m.authority_id', '=', 'own.authority_id').onRef('m.team_id', '=', 'own.team_id'),
    )
    .select('m.agent_id')
    .where('own.authority_id', '=', authorityId)
    .where('own.agent_id', '=', agentId)
    .where('m.leader', '=', true)
    .execute();
  const told = new Set([
    ...leaders.map((leader) => leader.agent_id),
    ...(successor === undefined ? [] : [successor.id]),
  ]);
  told.delete(agentId);
  told.delete(by.agentId);
  if (told.size === 0) return;
  const people = await tx
    .selectFrom('agents')
    .select(['id', 'name', 'email', 'locale'])
    .where('id', 'in', [...told])
    .where('active', '=', true)
    .execute();
  const authority = await parts.directory.getAuthority(authorityId);
  for (const person of people) {
    const { locale } = person;
    const params = { name: agentName, successor: successor?.name ?? '', given: done.given, left: done.left };
    await queueMessage(parts.platform, tx, {
      authorityId,
      medium: 'email',
      recipient: person.email,
      subject: mailMessages(locale, 'left.subject', params),
      body: composeEmail({
        locale,
        greeting: mailMessages(locale, 'left.hello', { name: person.name }),
        paragraphs: [
          mailMessages(locale, 'left.body', params),
          ...(done.given > 0 ? [mailMessages(locale, 'left.given', params)] : []),
          ...(done.left > 0 ? [mailMessages(locale, 'left.toTeam', params)] : []),
        ],
        action: { label: mailMessages(locale, 'left.action'), href: `${origin}/agents` },
        authority,
      }),
    });
  }
}
