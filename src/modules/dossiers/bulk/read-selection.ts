import { type FormBody, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { isUuid } from '../domain/uuid.ts';
import type { InboxFilter } from '../queries/list-inbox.ts';
import { filterOfListParameter, listParameter } from '../web/agent/inbox-address.ts';
import type { ChosenDossier } from './bulk-act.ts';

/** What was chosen in a list: dossiers ticked, or the whole list. */
export interface Selection {
  readonly ticked: readonly ChosenDossier[];
  readonly whole: boolean;
  /** The list that they were chosen in. */
  readonly filter: InboxFilter;
  /** As one parameter. */
  readonly list: string;
}

/** A page of the list holds fifty; what a form made by hand holds beyond this is left out. */
const mostTicked = 200;

export function readSelection(body: FormBody, agent: AgentPrincipal): Selection {
  const filter = filterOfListParameter(single(body, 'liste')) ?? { view: 'todo' };
  const ticked = [body.dossier ?? []].flat().slice(0, mostTicked);
  return {
    ticked: ticked.flatMap((text) => {
      const [authorityId = '', dossierId = ''] = text.split('/', 2);
      return agent.scope.includes(authorityId) && isUuid(dossierId) ? [{ authorityId, dossierId }] : [];
    }),
    whole: single(body, 'tout') === 'oui',
    filter,
    list: listParameter(filter),
  };
}
