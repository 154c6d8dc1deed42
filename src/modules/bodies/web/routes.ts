import { registerAgentMenu } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result, Route } from '#platform/http/route.ts';
import type { BodiesParts } from '../bodies-parts.ts';
import { bodyMessages as say } from '../messages.ts';
import { listDeclarations } from '../queries/list-declarations.ts';
import { mayDecide, showDeclaration, showDeclarations, showProof, submitDecision } from './agent/declarations.tsx';
import { bodiesPath, deskPath } from './body-web.tsx';
import { showBodies, submitActing } from './resident/bodies.tsx';
import { showDeclare, submitDeclare } from './resident/declare.tsx';
import { showInvitation, submitInvitation } from './resident/invitation.tsx';
import { showBody, submitInvite, submitLeave, submitRepresentative, submitWithdraw } from './resident/one-body.tsx';

/** Associations and companies: whom residents act for, and the desk where declarations are read. */
export function bodyRoutes(parts: BodiesParts): Route[] {
  registerAgentMenu('bodies', async ({ platform }, agent, locale) => {
    if (!mayDecide(agent)) return [];
    const { authorityId } = agent;
    const { waiting } = await platform.database.read([authorityId], (tx) => listDeclarations(tx, authorityId));
    const count = waiting.length === 0 ? {} : { count: waiting.length };
    return [{ key: 'bodies', section: 'residents', href: deskPath, label: say(locale, 'deskMenu'), ...count }];
  });
  type Handler = (context: RequestContext, parts: BodiesParts) => Promise<Result>;
  const on = (handler: Handler) => (context: RequestContext) => handler(context, parts);
  const access = 'resident';
  const one = `${bodiesPath}/:body`;
  const invitation = `${bodiesPath}/invitation/:token`;
  const declaration = `${deskPath}/:declaration`;
  return [
    { id: 'bodies.list', method: 'GET', path: bodiesPath, access, handle: on(showBodies) },
    {
      id: 'bodies.act-for',
      method: 'POST',
      path: '/mon-espace/agir-pour',
      access,
      duringMaintenance: 'open',
      handle: on(submitActing),
    },
    { id: 'bodies.declare', method: 'GET', path: `${bodiesPath}/declarer`, access, handle: on(showDeclare) },
    {
      id: 'bodies.send-declaration',
      method: 'POST',
      path: `${bodiesPath}/declarer`,
      access,
      perMinute: 10,
      multipart: true,
      handle: on(submitDeclare),
    },
    { id: 'bodies.invitation', method: 'GET', path: invitation, access, perMinute: 30, handle: on(showInvitation) },
    {
      id: 'bodies.answer-invitation',
      method: 'POST',
      path: invitation,
      access,
      perMinute: 30,
      handle: on(submitInvitation),
    },
    { id: 'bodies.body', method: 'GET', path: one, access, handle: on(showBody) },
    { id: 'bodies.invite', method: 'POST', path: `${one}/inviter`, access, perMinute: 20, handle: on(submitInvite) },
    {
      id: 'bodies.withdraw-invitation',
      method: 'POST',
      path: `${one}/invitations/:invitation/annuler`,
      access,
      handle: on(submitWithdraw),
    },
    {
      id: 'bodies.change-representative',
      method: 'POST',
      path: `${one}/representants/:representative`,
      access,
      handle: on(submitRepresentative),
    },
    { id: 'bodies.leave', method: 'POST', path: `${one}/quitter`, access, handle: on(submitLeave) },
    { id: 'agent-bodies.list', method: 'GET', path: deskPath, access: 'agent', handle: on(showDeclarations) },
    { id: 'agent-bodies.declaration', method: 'GET', path: declaration, access: 'agent', handle: on(showDeclaration) },
    { id: 'agent-bodies.decide', method: 'POST', path: declaration, access: 'agent', handle: on(submitDecision) },
    {
      id: 'agent-bodies.proof',
      method: 'GET',
      path: `${declaration}/justificatif`,
      access: 'agent',
      handle: on(showProof),
    },
  ];
}
