import { agentPage } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result } from '#platform/http/route.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { countInbox, type InboxCountCache, type InboxCounts } from '../../queries/count-inbox.ts';
import { type InboxRow, listInbox } from '../../queries/list-inbox.ts';
import { InboxContent, inboxTitle } from './inbox.page.tsx';
import { cursorOfText, inboxFilterOf } from './inbox-address.ts';
import { type InboxChoices, type InboxChoicesCache, readInboxChoices } from './inbox-choices.ts';
import type { InboxLine } from './inbox-table.tsx';

/** What the agents' pages keep in memory for some seconds. */
export interface InboxMemory {
  readonly counts: InboxCountCache;
  readonly choices: InboxChoicesCache;
}

/** GET /agents */
export async function showInbox(
  context: RequestContext,
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
): Promise<Result> {
  const { locale, now } = context;
  const today = civilDate(instantOf(now)).toString();
  const filter = inboxFilterOf(context.query);
  const after = cursorOfText(context.query.apres);
  const [choices, counts, list] = await parts.platform.database.read(agent.scope, (tx) =>
    Promise.all([
      memory.choices.get(agent, now, () => readInboxChoices(tx, parts, agent)),
      memory.counts.get(agent, now, () => countInbox(tx, agent, today)),
      listInbox(tx, agent, filter, { today, ...(after === undefined ? {} : { after }) }),
    ]),
  );
  const found = { choices, counts, list };
  const lines = await inboxLines(parts, found.list.rows, found.choices);
  return page(
    await agentPage(context, parts.site, {
      title: inboxTitle(filter, locale),
      current: 'inbox',
      inboxCount: found.counts.todo,
      ...(filter.search === undefined ? {} : { searched: filter.search }),
      children: (
        <InboxContent
          locale={locale}
          authorityName={agent.authorityName}
          agentId={agent.agentId}
          filter={filter}
          counts={found.counts satisfies InboxCounts}
          choices={found.choices}
          lines={lines}
          after={after}
          next={found.list.next}
          today={today}
          csrf={context.csrfToken()}
          here={context.url}
        />
      ),
    }),
  );
}

/** Rows with their procedures and authorities, which the catalogue and the directory keep in memory. */
async function inboxLines(
  parts: DossiersParts,
  rows: readonly InboxRow[],
  choices: InboxChoices,
): Promise<InboxLine[]> {
  const authorities = new Map(choices.authorities.map((authority) => [authority.id, authority]));
  return Promise.all(
    rows.map(async (row) => ({
      row,
      version: await parts.catalogue.getVersionOf(row),
      authority: authorities.get(row.authority_id) ?? (await parts.directory.getAuthority(row.authority_id)),
    })),
  );
}
