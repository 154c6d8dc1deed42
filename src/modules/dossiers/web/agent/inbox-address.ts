import { phases } from '#modules/workflow/index.ts';
import { isUuid } from '../../domain/uuid.ts';
import { inboxColumns } from '../../queries/inbox-columns.ts';
import {
  type Completeness,
  completenesses,
  type DelayRange,
  delayRanges,
  filterChannels,
  nobody,
} from '../../queries/inbox-filter.ts';
import { type InboxOrder, type InboxView, inboxOrders, inboxViews } from '../../queries/inbox-views.ts';
import type { InboxCursor, InboxFilter } from '../../queries/list-inbox.ts';

export type Query = Readonly<Record<string, string | undefined>>;

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
const orderWords: Readonly<Record<InboxOrder, string>> = {
  due: 'echeance',
  newest: 'recents',
  oldest: 'anciens',
  touched: 'activite',
  untouched: 'sans-activite',
  name: 'nom',
  'name-back': 'nom-inverse',
};
export const completenessWords: Readonly<Record<Completeness, string>> = {
  complete: 'complet',
  incomplete: 'incomplet',
  unknown: 'non-verifie',
};
export const delayWordsOfAddress: Readonly<Record<DelayRange, string>> = {
  late: 'depasse',
  week: 'semaine',
  later: 'plus-tard',
  none: 'aucun',
  suspended: 'suspendu',
};

/**
 * The filter that an address asks for. What is not understood is left out: an old bookmark shows a list and no error.
 * A search without a view looks everywhere.
 */
export function inboxFilterOf(query: Query): InboxFilter {
  const search = query.q?.trim();
  const procedureId = matching(query.demarche, /^[a-z][a-z0-9-]{1,60}$/);
  const fallback: InboxView = (search === undefined || search === '') && query.avancee !== 'oui' ? 'todo' : 'all';
  const view = inboxViews.find((name) => viewWords[name] === query.vue) ?? fallback;
  return withoutUndefined({
    view,
    order: inboxOrders.find((name) => orderWords[name] === query.tri),
    procedureId,
    authorityId: matching(query.collectivite, /^[0-9A-Z]{2,20}$/),
    communeCode: matching(query.commune, /^[0-9][0-9AB][0-9]{3}$/),
    teamId: uuidOf(query.service),
    phase: phases.find((phase) => phase === query.etat),
    // A state and a field are those of a procedure.
    state: procedureId === undefined ? undefined : matching(query.etape, /^[a-z][a-z0-9-]{0,60}$/),
    channel: filterChannels.find((channel) => channel === query.canal),
    assigneeId: query.agent === nobody ? nobody : uuidOf(query.agent),
    completeness: completenesses.find((name) => completenessWords[name] === query.dossier),
    delay: delayRanges.find((name) => delayWordsOfAddress[name] === query.delai),
    urgent: query.urgent === 'oui' ? true : undefined,
    from: dayOf(query.du),
    to: dayOf(query.au),
    dueFrom: dayOf(query['echeance-du']),
    dueTo: dayOf(query['echeance-au']),
    field: procedureId === undefined ? undefined : fieldOf(query),
    search: search === '' ? undefined : search?.slice(0, 200),
    columns: columnsOf(query),
    savedView: uuidOf(query.v),
  });
}

function uuidOf(text: string | undefined): string | undefined {
  return text !== undefined && isUuid(text) ? text : undefined;
}

function fieldOf(query: Query): InboxFilter['field'] {
  const id = matching(query.champ, /^[a-z][a-z0-9_]{0,60}$/);
  const value = query.valeur?.trim().slice(0, 80);
  return id === undefined || value === undefined || value === '' ? undefined : { id, value };
}

/** In one parameter; or one for each, as the form of their choice sends them. */
function columnsOf(query: Query): InboxFilter['columns'] {
  const asked = new Set(query.colonnes?.split('.'));
  const columns = inboxColumns.filter((column) => asked.has(column) || query[`col-${column}`] === column);
  return columns.length === 0 ? undefined : columns;
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
    etape: filter.state,
    canal: filter.channel,
    agent: filter.assigneeId,
    dossier: filter.completeness === undefined ? undefined : completenessWords[filter.completeness],
    delai: filter.delay === undefined ? undefined : delayWordsOfAddress[filter.delay],
    urgent: filter.urgent === true ? 'oui' : undefined,
    du: filter.from,
    au: filter.to,
    'echeance-du': filter.dueFrom,
    'echeance-au': filter.dueTo,
    champ: filter.field?.id,
    valeur: filter.field?.value,
    tri: filter.order === undefined ? undefined : orderWords[filter.order],
    colonnes: filter.columns?.join('.'),
    v: filter.savedView,
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

/** What has joined the list since a moment, as PostgreSQL writes it. */
export function freshHref(filter: InboxFilter, since: string): string {
  return `/agents?${new URLSearchParams({ ...inboxQueryOf(filter), depuis: since }).toString()}`;
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

function cursorText({ id, submitted, due, updated, name }: InboxCursor): string {
  const parts = [id, submitted, due, updated ?? null, name ?? null];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

const momentPattern = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;
export const isMoment = (value: unknown): value is string => typeof value === 'string' && momentPattern.test(value);

/** Undefined for what is not a place in a list: the list then begins at its beginning. */
export function cursorOfText(text: string | undefined): InboxCursor | undefined {
  if (text === undefined || text.length > 2000) return undefined;
  try {
    const [id, submitted, due, updated, name]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof id !== 'string' || !isUuid(id) || !isMoment(submitted)) return undefined;
    if (due !== null && dayOf(typeof due === 'string' ? due : undefined) === undefined) return undefined;
    return {
      id,
      submitted,
      due: due as string | null,
      ...(isMoment(updated) ? { updated } : {}),
      ...(typeof name === 'string' && !name.includes('\0') ? { name } : {}),
    };
  } catch {
    return undefined;
  }
}

/** The page of a dossier; `list` is the list from which it is opened. */
export function dossierHref(authoritySlug: string, dossierId: string, list?: string): string {
  const path = `/agents/dossiers/${authoritySlug}/${dossierId}`;
  return list === undefined ? path : `${path}?${new URLSearchParams({ liste: list }).toString()}`;
}
