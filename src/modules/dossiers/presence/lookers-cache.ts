import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Looker } from './presences.ts';

const keptFor = 5000;
const mostAgents = 1000;

/** Who has which dossier open, as a list shows it: kept for five seconds in this process. */
export class LookersCache {
  readonly #known = new Map<string, { readonly until: number; readonly lookers: readonly Looker[] }>();

  find(agent: AgentPrincipal, now: Date): readonly Looker[] | undefined {
    const known = this.#known.get(keyOf(agent));
    return known !== undefined && known.until > now.getTime() ? known.lookers : undefined;
  }

  async get(agent: AgentPrincipal, now: Date, read: () => Promise<readonly Looker[]>): Promise<readonly Looker[]> {
    const known = this.find(agent, now);
    if (known !== undefined) return known;
    const lookers = await read();
    if (this.#known.size >= mostAgents) this.#known.clear();
    this.#known.set(keyOf(agent), { until: now.getTime() + keptFor, lookers });
    return lookers;
  }
}

function keyOf(agent: AgentPrincipal): string {
  return `${agent.agentId} ${agent.authorityId}`;
}
