import { agentPage, agentPageBasis } from '#modules/identity/index.ts';
import { civilDate, instantOf } from '#platform/clock/clock.ts';
import { sha256 } from '#platform/crypto/digests.ts';
import type { Tx } from '#platform/database/database.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { privatePage, type Result, redirect } from '#platform/http/route.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import type { LookersCache } from '../../presence/lookers-cache.ts';
import { type Looker, listAllLookers } from '../../presence/presences.ts';
import { countInbox, type InboxCountCache, type InboxCounts, mostCounted } from '../../queries/count-inbox.ts';
import { listFresh } from '../../queries/list-fresh.ts';
import {
  type InboxCursor,
  type InboxFilter,
  type InboxPage,
  type InboxRow,
  listInbox,
} from '../../queries/list-inbox.ts';
import { storedAnswer } from '../../queries/stored-answer.ts';
import { viewHref } from '../../views/view-href.ts';
import { InboxContent, inboxTitle } from './inbox.page.tsx';
import { cursorOfText, inboxFilterOf, isMoment } from './inbox-address.ts';
import { type InboxChoices, type InboxChoicesCache, readInboxChoices } from './inbox-choices.ts';
import type { InboxLine } from './inbox-table.tsx';

/** What the agents' pages keep in memory for some seconds. */
export interface InboxMemory {
  readonly counts: InboxCountCache;
  readonly choices: InboxChoicesCache;
  readonly lookers: LookersCache;
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
  const asked = inboxFilterOf(context.query);
  const filter = { ...asked, ...(await storedValue(parts, agent, asked)) };
  const after = cursorOfText(context.query.apres);
  const since = isMoment(context.query.depuis) ? context.query.depuis : undefined;
  const { choices, counts, list, lookers, more } = await readInbox(parts, memory, agent, {
    filter,
    today,
    now,
    after,
    since,
  });
  if (context.url === '/agents') {
    const first = choices.views.find((view) => view.isFirst);
    if (first !== undefined) return redirect(viewHref(first));
  }
  return privatePage({
    key: `inbox\n${context.url}`,
    sameBytes: true,
    basis: [
      sha256(JSON.stringify(list)).toString('base64'),
      JSON.stringify(counts),
      JSON.stringify(lookers),
      choices,
      today,
      ...(await agentPageBasis(context, parts.site)),
    ],
    make: async () =>
      agentPage(context, parts.site, {
        title: inboxTitle(filter, locale, choices),
        current: 'inbox',
        inboxCount: Math.min(counts.todo, mostCounted),
        ...(filter.search === undefined ? {} : { searched: filter.search }),
        children: (
          <InboxContent
            locale={locale}
            authorityName={agent.authorityName}
            agentId={agent.agentId}
            filter={filter}
            counts={counts}
            choices={choices}
            lines={await inboxLines(parts, list.rows, choices, lookers)}
            newest={more ? (list.rows[0]?.submitted_key ?? since ?? '') : newestOf(list.rows, now)}
            onlyFresh={since !== undefined}
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

/** The rows are read at each request; the rest is remembered for some seconds. */
async function readInbox(
  parts: DossiersParts,
  memory: InboxMemory,
  agent: AgentPrincipal,
  asked: { filter: InboxFilter; today: string; now: Date; after: InboxCursor | undefined; since: string | undefined },
): Promise<{
  choices: InboxChoices;
  counts: InboxCounts;
  list: InboxPage;
  lookers: readonly Looker[];
  more: boolean;
}> {
  const { database } = parts.platform;
  const { filter, today, now, after, since } = asked;
  const readList = async (tx: Tx): Promise<InboxPage & { more: boolean }> => {
    if (since === undefined)
      return {
        ...(await listInbox(tx, agent, filter, { today, ...(after === undefined ? {} : { after }) })),
        more: false,
      };
    const { rows, more } = await listFresh(tx, agent, filter, since, today);
    return { rows: rows.toReversed(), next: undefined, more };
  };
  const [choices, counts, lookers, list] = await database.read(agent.scope, (tx) =>
    Promise.all([
      memory.choices.get(agent, now, () => readInboxChoices(tx, parts, agent)),
      memory.counts.get(agent, now, () => countInbox(tx, agent, today)),
      memory.lookers.get(agent, now, () => listAllLookers(tx, agent, now)),
      readList(tx),
    ]),
  );
  return { choices, counts, lookers, list, more: list.more };
}

/** The newest filing of the page, else the moment itself, as PostgreSQL reads it. */
function newestOf(rows: readonly InboxRow[], now: Date): string {
  const newest = rows.reduce<InboxRow | undefined>(
    (found, row) => (found === undefined || row.submitted_at > found.submitted_at ? row : found),
    undefined,
  );
  const moment = now.toISOString().slice(0, 19).replace('T', ' ');
  return newest === undefined || newest.submitted_at < now ? `${moment}+00` : newest.submitted_key;
}

/** An answer is asked for as people read it, and looked for as it is stored. */
async function storedValue(
  parts: DossiersParts,
  agent: AgentPrincipal,
  { procedureId, field }: InboxFilter,
): Promise<Pick<InboxFilter, 'field'>> {
  if (field === undefined || procedureId === undefined) return {};
  for (const authorityId of new Set(agent.rights.map((right) => right.authorityId))) {
    const adopted = await parts.catalogue.findAdopted(authorityId, procedureId, { agents: true });
    if (adopted !== undefined) return { field: { id: field.id, value: storedAnswer(adopted.form, field) } };
  }
  return {};
}

/** Rows with their procedures and authorities, which the catalogue and the directory keep in memory. */
async function inboxLines(
  parts: DossiersParts,
  rows: readonly InboxRow[],
  choices: InboxChoices,
  lookers: readonly Looker[],
): Promise<InboxLine[]> {
  const authorities = new Map(choices.authorities.map((authority) => [authority.id, authority]));
  return Promise.all(
    rows.map(async (row) => ({
      row,
      version: await parts.catalogue.getVersionOf(row),
      authority: authorities.get(row.authority_id) ?? (await parts.directory.getAuthority(row.authority_id)),
      lookers: lookers.filter((one) => one.dossierId === row.id).map((one) => one.name),
    })),
  );
}
