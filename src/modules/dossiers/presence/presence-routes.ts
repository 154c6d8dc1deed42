import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { json, type Result, type Route } from '#platform/http/route.ts';
import type { DossiersParts } from '../dossiers-parts.ts';
import { agentRoute } from '../effects/shared/agent-route.ts';
import { countInbox, mostCounted } from '../queries/count-inbox.ts';
import { getProcessedDossier } from '../queries/get-dossier-for-agent.ts';
import { countedViews } from '../queries/inbox-views.ts';
import { listFresh } from '../queries/list-fresh.ts';
import { filterOfListParameter, isMoment } from '../web/agent/inbox-address.ts';
import { inboxWords } from '../web/agent/inbox-messages.ts';
import { namedDossier } from '../web/agent/show-dossier.tsx';
import type { InboxMemory } from '../web/agent/show-inbox.tsx';
import { listLookers, notePresence } from './presences.ts';

/** What the open pages of the desk ask every so often: light, and nothing but words and figures. */
export function presenceRoutes(parts: DossiersParts, memory: InboxMemory): Route[] {
  return [
    {
      ...agentRoute('agent-presence.fresh', 'GET', '/agents/nouveautes', (context, agent) =>
        fresh(context, parts, memory, agent),
      ),
      perMinute: 60,
      unattended: true,
    },
    {
      ...agentRoute('agent-presence.note', 'POST', '/agents/dossiers/:authority/:dossier/presence', (context, agent) =>
        note(context, parts, agent),
      ),
      unattended: true,
      duringMaintenance: 'open',
    },
  ];
}

/** GET /agents/nouveautes: how many dossiers have joined the list since its page was made, and the counts of the views. */
async function fresh(
  context: RequestContext,
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
): Promise<Result> {
  const { now, locale } = context;
  const today = civilDate(instantOf(now)).toString();
  const { columns: _columns, ...filter } = filterOfListParameter(context.query.liste) ?? { view: 'todo' as const };
  const since = context.query.depuis;
  const [counts, found] = await parts.platform.database.read(agent.scope, (tx) =>
    Promise.all([
      memory.counts.get(agent, now, () => countInbox(tx, agent, today)),
      isMoment(since) ? listFresh(tx, agent, filter, since, today) : undefined,
    ]),
  );
  const count = found?.rows.length ?? 0;
  const words = count === 1 ? inboxWords(locale, 'freshOne') : inboxWords(locale, 'freshMany', { count });
  return json({
    fresh: count,
    words: count === 0 ? '' : words,
    counts: Object.fromEntries(
      countedViews.map((view) => [
        view,
        counts[view] > mostCounted ? inboxWords(locale, 'manyCount') : String(counts[view]),
      ]),
    ),
  });
}

/** POST …/presence: I have it open; who else has? */
async function note(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const { authority, dossierId } = await namedDossier(context, parts, agent);
  const { now, locale } = context;
  const names = await parts.platform.database.transaction(agent.scope, async (tx) => {
    await getProcessedDossier(tx, agent, authority.id, dossierId);
    await notePresence(tx, agent, authority.id, dossierId, now);
    const lookers = await listLookers(tx, agent, [authority.id], [dossierId], now);
    return lookers.map((one) => one.name);
  });
  return json({
    names,
    words:
      names.length === 0
        ? inboxWords(locale, 'presenceAlone')
        : inboxWords(locale, 'alsoLooking', { names: names.join(', ') }),
  });
}
