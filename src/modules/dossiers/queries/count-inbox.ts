import { sql } from 'kysely';
import type { Tx } from '#platform/database/database.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { type CountedView, countedViews, openCondition, openPhases, viewDefinitions } from './inbox-views.ts';
import { branchTable, inBranch, processedBranches } from './processed-dossiers.ts';

export type InboxCounts = Readonly<Record<CountedView, number>>;

/** Beyond so many, nobody counts: a list says "1 000+". */
export const mostCounted = 1000;

/**
 * How many dossiers each view holds, `mostCounted + 1` for more than that. Each count reads its own index, and no more of
 * it than it says.
 */
export async function countInbox(tx: Tx, agent: AgentPrincipal, today: string): Promise<InboxCounts> {
  const branches = processedBranches(agent);
  if (branches.length === 0) return emptyCounts;
  const most = sql.lit(mostCounted + 1);
  const columns = countedViews.map((name) => {
    const { phases = openPhases, condition } = viewDefinitions[name];
    const conditions = [
      inBranch(true),
      openCondition,
      ...(condition === undefined
        ? []
        : [condition({ agentId: agent.agentId, authorityId: agent.authorityId, today })]),
    ];
    return sql`(SELECT count(*)::integer FROM (
      SELECT FROM ${branchTable(branches, phases)}
      CROSS JOIN LATERAL (SELECT FROM dossiers d WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${most}) one
      LIMIT ${most}) few) AS ${sql.ref(name)}`;
  });
  const { rows } = await sql<InboxCounts>`SELECT ${sql.join(columns)}`.execute(tx);
  return rows[0] ?? emptyCounts;
}

const emptyCounts: InboxCounts = { todo: 0, mine: 0, unassigned: 0, late: 0, waiting: 0, answered: 0 };

const keptFor = 10_000;
const mostAgents = 1000;

/**
 * Remembers an agent's counts for ten seconds, in this process: tabs are shown on every page of the inbox, and a figure
 * of a moment ago will do. An agent's own acts are followed by `forget`, so that they see what they did; a colleague's
 * act shows within ten seconds.
 */
export class InboxCountCache {
  readonly #counts = new Map<string, { readonly until: number; readonly counts: InboxCounts }>();

  find(agent: AgentPrincipal, now: Date): InboxCounts | undefined {
    const known = this.#counts.get(`${agent.agentId} ${agent.authorityId}`);
    return known !== undefined && known.until > now.getTime() ? known.counts : undefined;
  }

  async get(agent: AgentPrincipal, now: Date, count: () => Promise<InboxCounts>): Promise<InboxCounts> {
    const key = `${agent.agentId} ${agent.authorityId}`;
    const known = this.find(agent, now);
    if (known !== undefined) return known;
    const counts = await count();
    if (this.#counts.size >= mostAgents) this.#counts.clear();
    this.#counts.set(key, { until: now.getTime() + keptFor, counts });
    return counts;
  }

  forget(agent: AgentPrincipal): void {
    this.#counts.delete(`${agent.agentId} ${agent.authorityId}`);
  }
}
