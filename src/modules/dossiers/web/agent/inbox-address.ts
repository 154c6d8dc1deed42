import { phases } from '#modules/workflow/index.ts';
import { isUuid } from '../../domain/uuid.ts';
import { type InboxOrder, type InboxView, inboxOrders, inboxViews } from '../../queries/inbox-views.ts';
import type { InboxCursor, InboxFilter } from '../../queries/list-inbox.ts';

type Query = Readonly<Record<string, string | undefined>>;

/** Words of the address in French, as the rest of the addresses: an inbox with its filters can be bookmarked. */
const viewWords: Readonly<Record<InboxView, string>> = {
  todo: 'a-traiter',
  mine: 'miens',
  unassigned: 'non-attribues',
  late: 'en-retard',
  waiting: 'en-attente',
  answered: 'nouvelles-reponses',
  all: 'tous',
  closed: 'clos',
};
const orderWords: Readonly<Record<InboxOrder, string>> = { due: 'echeance', newest: 'recents', oldest: 'anciens' };

/**
 * The filter that an address asks for. What is not understood is left out: an old bookmark shows a list and no error.
 * A search without a view looks everywhere.
 */
export function inboxFilterOf(query: Query): InboxFilter {
  const search = query.q?.trim();
  const fallback: InboxView = search === undefined || search === '' ? 'todo' : 'all';
  const view = inboxViews.find((name) => viewWords[name] === query.vue) ?? fallback;
  const order = inboxOrders.find((name) => orderWords[name] === query.tri);
  return withoutUndefined({
    view,
    order,
    procedureId: matching(query.demarche, /^[a-z][a-z0-9-]{1,60}$/),
    authorityId: matching(query.collectivite, /^[0-9A-Z]{2,20}$/),
    communeCode: matching(query.commune, /^[0-9][0-9AB][0-9]{3}$/),
    teamId: query.service !== undefined && isUuid(query.service) ? query.service : undefined,
    phase: phases.find((phase) => phase === query.etat),
    urgent: query.urgent === 'oui' ? true : undefined,
    from: dayOf(query.du),
    to: dayOf(query.au),
    search: search === '' ? undefined : search?.slice(0, 200),
  });
}

function matching(text: string | undefined, pattern: RegExp): string | undefined {
  return text !== undefined && pattern.test(text) ? text : undefined;
}

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || !/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

function withoutUndefined(
  filter: { [K in keyof InboxFilter]: InboxFilter[K] | undefined } & { view: InboxView },
): InboxFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  ) as unknown as InboxFilter;
}

/** The parameters of a filter, without the page. */
export function inboxQueryOf(filter: InboxFilter): Record<string, string> {
  const parameters: Record<string, string | undefined> = {
    vue: filter.view === 'todo' && filter.search === undefined ? undefined : viewWords[filter.view],
    q: filter.search,
    demarche: filter.procedureId,
    collectivite: filter.authorityId,
    commune: filter.communeCode,
    service: filter.teamId,
    etat: filter.phase,
    urgent: filter.urgent === true ? 'oui' : undefined,
    du: filter.from,
    au: filter.to,
    tri: filter.order === undefined ? undefined : orderWords[filter.order],
  };
  return Object.fromEntries(
    Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

/** The address of the list; `after` is where its page begins. */
export function inboxHref(filter: InboxFilter, after?: InboxCursor): string {
  const parameters = new URLSearchParams(inboxQueryOf(filter));
  if (after !== undefined) parameters.set('apres', cursorText(after));
  const query = parameters.toString();
  return query === '' ? '/agents' : `/agents?${query}`;
}

/** A list as one parameter of another page's address, so that one can come back and go on to the next dossier. */
export function listParameter(filter: InboxFilter): string {
  return new URLSearchParams(inboxQueryOf(filter)).toString();
}

/** The filter in a parameter written by `listParameter`; undefined when there is none. */
export function filterOfListParameter(text: string | undefined): InboxFilter | undefined {
  if (text === undefined) return undefined;
  return inboxFilterOf(Object.fromEntries(new URLSearchParams(text.slice(0, 2000))));
}

function cursorText(cursor: InboxCursor): string {
  return Buffer.from(JSON.stringify([cursor.id, cursor.submitted, cursor.due])).toString('base64url');
}

/** Undefined for what is not a place in a list: the list then begins at its beginning. */
export function cursorOfText(text: string | undefined): InboxCursor | undefined {
  if (text === undefined || text.length > 400) return undefined;
  try {
    const [id, submitted, due]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof id !== 'string' || !isUuid(id)) return undefined;
    if (
      typeof submitted !== 'string' ||
      !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(submitted)
    ) {
      return undefined;
    }
    if (due !== null && dayOf(typeof due === 'string' ? due : undefined) === undefined) return undefined;
    return { id, submitted, due: due as string | null };
  } catch {
    return undefined;
  }
}

/** The page of a dossier; `list` is the list from which it is opened. */
export function dossierHref(authoritySlug: string, dossierId: string, list?: string): string {
  const path = `/agents/dossiers/${authoritySlug}/${dossierId}`;
  return list === undefined ? path : `${path}?${new URLSearchParams({ liste: list }).toString()}`;
}
