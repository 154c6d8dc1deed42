import type { RequestContext } from '#platform/http/context.ts';
import type { Result, Route } from '#platform/http/route.ts';
import type { FamiliesParts } from '../families-parts.ts';
import {
  showChild,
  submitCollector,
  submitEnd,
  submitInvite,
  submitRemoveCollector,
  submitShown,
  submitWithdraw,
} from './child.tsx';
import { showChildren } from './children.tsx';
import { childrenPath } from './family-web.tsx';
import { showInvitation, submitInvitation } from './invitation.tsx';

/** The children of a household: who shares them, who may collect them. */
export function familyRoutes(parts: FamiliesParts): Route[] {
  type Handler = (context: RequestContext, parts: FamiliesParts) => Promise<Result>;
  const on = (handler: Handler) => (context: RequestContext) => handler(context, parts);
  const access = 'resident';
  const child = `${childrenPath}/:member`;
  const invitation = `${childrenPath}/invitation/:token`;
  const post = (id: string, path: string, handler: Handler, perMinute = 30): Route => ({
    id: `families.${id}`,
    method: 'POST',
    path,
    access,
    perMinute,
    handle: on(handler),
  });
  return [
    { id: 'families.children', method: 'GET', path: childrenPath, access, handle: on(showChildren) },
    { id: 'families.invitation', method: 'GET', path: invitation, access, perMinute: 30, handle: on(showInvitation) },
    post('answer-invitation', invitation, submitInvitation),
    { id: 'families.child', method: 'GET', path: child, access, handle: on(showChild) },
    post('invite', `${child}/partager`, submitInvite, 10),
    post('withdraw', `${child}/partage/annuler`, submitWithdraw),
    post('end', `${child}/partage/fin`, submitEnd),
    post('show-dossiers', `${child}/demandes`, submitShown),
    post('add-collector', `${child}/personnes`, submitCollector),
    post('remove-collector', `${child}/personnes/:person/retirer`, submitRemoveCollector),
  ];
}
