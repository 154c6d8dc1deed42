import { agentPage } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { inboxFilterOf } from './inbox-address.ts';
import { readInboxChoices } from './inbox-choices.ts';
import { inboxWords } from './inbox-messages.ts';
import { SearchContent } from './inbox-search.page.tsx';
import type { InboxMemory } from './show-inbox.tsx';

/** GET /agents/recherche */
export async function showSearch(
  context: RequestContext,
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
): Promise<Result> {
  const filter = inboxFilterOf(context.query);
  const choices = await parts.platform.database.read(agent.scope, (tx) =>
    memory.choices.get(agent, context.now, () => readInboxChoices(tx, parts, agent)),
  );
  const holders = choices.authorities.map(({ id }) =>
    filter.procedureId === undefined
      ? undefined
      : parts.catalogue.findAdopted(id, filter.procedureId, { agents: true }),
  );
  const procedure = (await Promise.all(holders)).find((adopted) => adopted !== undefined);
  return page(
    await agentPage(context, parts.site, {
      title: inboxWords(context.locale, 'advancedTitle'),
      current: 'inbox',
      children: <SearchContent filter={filter} choices={choices} procedure={procedure} locale={context.locale} />,
    }),
  );
}
