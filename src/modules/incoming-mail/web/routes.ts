import { deskDraftRoutes, deskLongRoutes, type OpenDesk } from '#modules/dossiers/index.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Result, Route } from '#platform/http/route.ts';
import type { IncomingMailParts } from '../incoming-mail-parts.ts';
import { openLetterDesk, sendOpening, showLetterAcknowledgement, showOpening } from './letter-desk.tsx';
import { mailHref } from './mail-desk.ts';
import { sendNewMail, showNewMail } from './new-mail.tsx';
import { showMail } from './one-mail.tsx';
import { downloadRegister, showRegister } from './register.tsx';
import { sendCorrection, sendJoin, sendScan, sendSettle, sendVoid, showScan } from './send-mail-acts.ts';

/** The register of the letters that come in, for whoever opens them. */
export function incomingMailRoutes(parts: IncomingMailParts): Route[] {
  type Handler = (context: RequestContext, parts: IncomingMailParts, agent: AgentPrincipal) => Promise<Result>;
  const on = (name: string, method: Route['method'], path: string, handler: Handler): Route => ({
    id: `incoming-mail.${name}`,
    method,
    path,
    access: 'agent',
    handle: (context) => {
      if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
      return handler(context, parts, context.agent);
    },
  });
  const one = `${mailHref}/:mail`;
  const desk: OpenDesk = (context, agent) => openLetterDesk(context, parts, agent);
  return [
    on('register', 'GET', mailHref, showRegister),
    on('download', 'GET', `${mailHref}/registre/:year`, downloadRegister),
    on('new', 'GET', `${mailHref}/nouveau`, showNewMail),
    on('send-new', 'POST', `${mailHref}/nouveau`, sendNewMail),
    on('letter', 'GET', one, (context, given, agent) => showMail(context, given, agent)),
    on('scan', 'GET', `${one}/documents/:document`, showScan),
    { ...on('add-scan', 'POST', `${one}/numerisation`, sendScan), multipart: true },
    on('join', 'POST', `${one}/dossier`, sendJoin),
    on('settle', 'POST', `${one}/suite`, sendSettle),
    on('correct', 'POST', `${one}/correction`, sendCorrection),
    on('void', 'POST', `${one}/annulation`, sendVoid),
    on('opening', 'GET', `${one}/demande`, showOpening),
    on('send-opening', 'POST', `${one}/demande`, sendOpening),
    on('acknowledgement', 'GET', `${one}/accuse.pdf`, showLetterAcknowledgement),
    ...deskLongRoutes(parts.dossiers, 'incoming-mail.', `${one}/brouillons/:draft`, desk),
    ...deskDraftRoutes(parts.dossiers, 'incoming-mail.', `${one}/brouillons/:draft`, desk),
  ];
}
