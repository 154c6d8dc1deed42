import { registerAgentMenu } from '#modules/identity/index.ts';
import { AppError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import type { Result, Route } from '#platform/http/route.ts';
import type { InboundParts } from '../inbound-parts.ts';
import { mailboxWords } from '../mailbox-messages.ts';
import { inboundWords } from '../messages.ts';
import { countWaiting, seenBy } from '../queries/received-messages.ts';
import { answerDemoSms } from './demo-answer.ts';
import {
  mailboxesHref,
  sendFetching,
  sendMailbox,
  sendRemoval,
  showMailboxes,
  showNew,
  showOne,
} from './mailboxes.tsx';
import { mailsHref, showMail, showMails } from './mails.tsx';
import { sendJoin, sendOpen, sendSettle, showFile } from './send-message-acts.ts';

/** The mailboxes, for administrators; what came in, for whoever looks at it. */
export function inboundRoutes(parts: InboundParts): Route[] {
  registerAgentMenu('inbound', async ({ platform }, agent, locale) => {
    const seen = seenBy(agent) !== undefined;
    const waiting = seen ? await platform.database.readOnce([agent.authorityId], (tx) => countWaiting(tx, agent)) : 0;
    return [
      ...(seen
        ? [
            {
              key: 'received',
              section: 'mail' as const,
              href: mailsHref,
              label: inboundWords(locale, 'menu'),
              ...(waiting === 0 ? {} : { count: waiting }),
            },
          ]
        : []),
      ...(agent.role === 'administrator'
        ? [
            {
              key: 'mailboxes',
              section: 'administration' as const,
              href: mailboxesHref,
              label: mailboxWords(locale, 'menu'),
            },
          ]
        : []),
    ];
  });
  type Handler = (context: RequestContext, parts: InboundParts, agent: AgentPrincipal) => Promise<Result>;
  const on = (
    access: 'agent' | 'administrator',
    name: string,
    method: Route['method'],
    path: string,
    handler: Handler,
  ): Route => ({
    id: `inbound.${name}`,
    method,
    path,
    access,
    handle: (context) => {
      if (context.agent === undefined) throw new AppError('unauthenticated', 'sign-in-first');
      return handler(context, parts, context.agent);
    },
  });
  const one = `${mailsHref}/:message`;
  const box = `${mailboxesHref}/:mailbox`;
  return [
    on('agent', 'messages', 'GET', mailsHref, showMails),
    on('agent', 'message', 'GET', one, (context, given, agent) => showMail(context, given, agent)),
    on('agent', 'file', 'GET', `${one}/documents/:document`, showFile),
    on('agent', 'join', 'POST', `${one}/joindre`, sendJoin),
    on('agent', 'open', 'POST', `${one}/ouvrir`, sendOpen),
    on('agent', 'settle', 'POST', `${one}/suite`, sendSettle),
    on('administrator', 'mailboxes', 'GET', mailboxesHref, showMailboxes),
    on('administrator', 'new-mailbox', 'GET', `${mailboxesHref}/ajouter`, showNew),
    // Each one calls another server.
    { ...on('administrator', 'add-mailbox', 'POST', `${mailboxesHref}/ajouter`, sendMailbox), perMinute: 20 },
    on('administrator', 'mailbox', 'GET', box, showOne),
    { ...on('administrator', 'change-mailbox', 'POST', box, sendMailbox), perMinute: 20 },
    { ...on('administrator', 'fetch-mailbox', 'POST', `${box}/releve`, sendFetching), perMinute: 20 },
    on('administrator', 'remove-mailbox', 'POST', `${box}/retirer`, sendRemoval),
    {
      id: 'inbound.demo-answer',
      method: 'POST',
      path: '/demo/messages/:id/reponse',
      access: 'demonstration',
      handle: (context) => answerDemoSms(context, parts),
    },
  ];
}
