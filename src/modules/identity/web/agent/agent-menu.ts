import type { Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Locale } from '#platform/i18n/text.ts';
import type { SideNavItem } from '#ui/layout/agent-layout.tsx';

export interface AgentMenuEntry extends SideNavItem {
  /** What a page gives as `current`. */
  readonly key: string;
  readonly section: 'requests' | 'residents' | 'mail' | 'pilotage' | 'administration';
  /** Where somebody who is in no team begins: the work that is theirs without one. */
  readonly home?: boolean;
}

/** The entries that a module adds to the side menu, with what waits there for this agent. */
export type AgentMenuProvider = (site: Site, agent: AgentPrincipal, locale: Locale) => Promise<AgentMenuEntry[]>;

const providers = new Map<string, AgentMenuProvider>();

/** Said once at start; the last one of a name holds. It keeps nothing: all that it reads comes by `site`. */
export function registerAgentMenu(name: string, provider: AgentMenuProvider): void {
  providers.set(name, provider);
}

const asked = new WeakMap<RequestContext, Promise<AgentMenuEntry[]>>();

/** Asked once for each request. */
export function agentMenuEntries(
  context: RequestContext,
  site: Site,
  agent: AgentPrincipal,
): Promise<AgentMenuEntry[]> {
  const known = asked.get(context);
  if (known !== undefined) return known;
  const entries = Promise.all([...providers.values()].map((provider) => provider(site, agent, context.locale))).then(
    (lists) => lists.flat(),
  );
  asked.set(context, entries);
  return entries;
}
