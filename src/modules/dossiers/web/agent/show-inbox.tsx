import { agentPage, agentPageBasis } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import type { Tx } from '#platform/database/database.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { privatePage, type Result } from '#platform/http/route.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { countInbox, type InboxCountCache, type InboxCounts } from '../../queries/count-inbox.ts';
import {
  type InboxCursor,
  type InboxFilter,
  type InboxPage,
  type InboxRow,
  listInbox,
} from '../../queries/list-inbox.ts';
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
  const { choices, counts, list } = await readInbox(parts, memory, agent, { filter, today, now, after });
  return privatePage({
    key: `inbox\n${context.url}`,
    sameBytes: true,
    basis: [
      sha256(JSON.stringify(list)).toString('base64'),
      JSON.stringify(counts),
      choices,
      today,
      ...(await agentPageBasis(context, parts.site)),
    ],
    make: async () =>
      agentPage(context, parts.site, {
        title: inboxTitle(filter, locale),
        current: 'inbox',
        inboxCount: counts.todo,
        ...(filter.search === undefined ? {} : { searched: filter.search }),
        children: (
          <InboxContent
            locale={locale}
            authorityName={agent.authorityName}
            agentId={agent.agentId}
            filter={filter}
            counts={counts}
            choices={choices}
            lines={await inboxLines(parts, list.rows, choices)}
            after={after}
            next={list.next}
            today={today}
            csrf={context.csrfToken()}
            here={context.url}
          />
        ),
      }),
  });
}

/** The rows are read at each request, in one round trip while the rest is remembered. */
async function readInbox(
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
  asked: { filter: InboxFilter; today: string; now: Date; after: InboxCursor | undefined },
): Promise<{ choices: InboxChoices; counts: InboxCounts; list: InboxPage }> {
  const { database } = parts.platform;
  const { filter, today, now, after } = asked;
  const readList = (tx: Tx) => listInbox(tx, agent, filter, { today, ...(after === undefined ? {} : { after }) });
  const known = { choices: memory.choices.find(agent, now), counts: memory.counts.find(agent, now) };
  if (known.choices !== undefined && known.counts !== undefined)
    return { choices: known.choices, counts: known.counts, list: await database.readOnce(agent.scope, readList) };
  const [choices, counts, list] = await database.read(agent.scope, (tx) =>
    Promise.all([
      memory.choices.get(agent, now, () => readInboxChoices(tx, parts, agent)),
      memory.counts.get(agent, now, () => countInbox(tx, agent, today)),
      readList(tx),
    ]),
  );
  return { choices, counts, list };
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
