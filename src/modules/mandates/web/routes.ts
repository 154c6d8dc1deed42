import { deskDraftRoutes, followOnBehalfRoutes } from '#modules/dossiers/index.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { openDuringMaintenance, type Result, type Route } from '#platform/http/route.ts';
import type { Mandates } from '../create-mandates.ts';
import type { MandatesParts } from '../mandates-parts.ts';
import { sendCode, useCode, usePaper, useScreen } from './agent/agreement.tsx';
import { sendDrawUp, showDrawUp } from './agent/draw-up.tsx';
import { addHelper, grant, showHelpers } from './agent/helpers.tsx';
import { showMandates } from './agent/list.tsx';
import { beginUnderMandate, openMandateDesk, openMandateDossier } from './agent/mandate-desk.tsx';
import { helpersHref, mandatesHref, runningHref } from './agent/menu.ts';
import { endOwn, printMandate, showMandate, showPaper } from './agent/one.tsx';
import { endForResident, showRunning } from './agent/running.tsx';
import { showWithdrawal, withdraw } from './agent/withdraw-helper.tsx';
import { endByLink, endMine, residentHref, showByLink, showMine } from './resident/mandates.tsx';

/** Mandates, for helpers, their administrator, whoever answers the phone, and residents. */
export function mandateRoutes({ parts }: Mandates): Route[] {
  type AgentHandler = (context: RequestContext, parts: MandatesParts, agent: AgentPrincipal) => Promise<Result>;
  const on = (
    name: string,
    method: Route['method'],
    path: string,
    handler: AgentHandler,
    access: 'agent' | 'administrator' = 'agent',
  ): Route => ({
    id: `mandates.${name}`,
    method,
    path,
    access,
    handle: (context) => {
      if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
      return handler(context, parts, context.agent);
    },
  });
  const one = `${mandatesHref}/:mandate`;
  return [
    on('list', 'GET', mandatesHref, showMandates),
    on('draw-up', 'GET', `${mandatesHref}/nouveau`, showDrawUp),
    on('send-draw-up', 'POST', `${mandatesHref}/nouveau`, sendDrawUp),
    on('running', 'GET', runningHref, showRunning),
    on('end-for-resident', 'POST', `${runningHref}/:mandate/fin`, endForResident),
    on('mandate', 'GET', one, (context, given, agent) => showMandate(context, given, agent)),
    { ...on('send-code', 'POST', `${one}/code`, sendCode), perMinute: 10 },
    { ...on('use-code', 'POST', `${one}/accord-code`, useCode), perMinute: 20 },
    on('use-screen', 'POST', `${one}/accord-ecran`, useScreen),
    { ...on('use-paper', 'POST', `${one}/accord-papier`, usePaper), multipart: true },
    on('pdf', 'GET', `${one}/mandat.pdf`, printMandate),
    on('paper', 'GET', `${one}/papier`, showPaper),
    on('end', 'POST', `${one}/fin`, endOwn),
    openDuringMaintenance(on('begin', 'POST', `${one}/deposer`, beginUnderMandate)),
    ...deskDraftRoutes(parts.dossiers, 'mandates.', `${one}/brouillons/:authority/:draft`, (context, agent) =>
      openMandateDesk(context, parts, agent),
    ),
    ...followOnBehalfRoutes(parts.dossiers, 'mandates.', `${one}/dossiers/:authority/:dossier`, (context, agent) =>
      openMandateDossier(context, parts, agent),
    ),
    on('helpers', 'GET', helpersHref, (context, given, agent) => showHelpers(context, given, agent), 'administrator'),
    on('add-helper', 'POST', helpersHref, addHelper, 'administrator'),
    on('grant-helper', 'POST', `${helpersHref}/:agent`, grant, 'administrator'),
    on('withdrawal', 'GET', `${helpersHref}/:agent/retirer`, showWithdrawal, 'administrator'),
    on('withdraw-helper', 'POST', `${helpersHref}/:agent/retirer`, withdraw, 'administrator'),

    {
      id: 'mandates.mine',
      method: 'GET',
      path: residentHref,
      access: 'resident',
      handle: (context) => showMine(context, parts),
    },
    {
      id: 'mandates.end-mine',
      method: 'POST',
      // Somebody who takes a right back is not made to wait.
      duringMaintenance: 'open',
      path: `${residentHref}/:authority/:mandate/fin`,
      access: 'resident',
      handle: (context) => endMine(context, parts),
    },
    {
      id: 'mandates.by-link',
      method: 'GET',
      path: '/mandats/lien/:token',
      access: 'visitor',
      perMinute: 30,
      handle: (context) => showByLink(context, parts),
    },
    {
      id: 'mandates.end-by-link',
      method: 'POST',
      duringMaintenance: 'open',
      path: '/mandats/lien/:token',
      access: 'visitor',
      perMinute: 30,
      handle: (context) => endByLink(context, parts),
    },
  ];
}
