import { filterOfListParameter, inboxHref } from '../web/agent/inbox-address.ts';
import type { SavedView } from './saved-views.ts';

/** The list that a view keeps, told apart from the same list opened otherwise. */
export function viewHref(view: Pick<SavedView, 'id' | 'query'>): string {
  const filter = filterOfListParameter(view.query) ?? { view: 'todo' };
  return inboxHref({ ...filter, savedView: view.id });
}
