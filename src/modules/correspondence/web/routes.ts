import { registerAgentMenu } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Access, Result, Route } from '#platform/http/route.ts';
import type { CorrespondenceParts } from '../correspondence-parts.ts';
import { correspondenceWords as say } from '../messages.ts';
import { delegationsPath, showDelegations, submitDelegation, submitRevocation } from './delegations.page.tsx';
import { letterheadPath, showLetterhead, showLetterheadExample, submitLetterhead } from './letterhead.page.tsx';
import {
  downloadDecisions,
  mayReadRegister,
  printDecisions,
  registerPath,
  showCancellation,
  showDecisions,
  submitCancellation,
} from './register.page.tsx';
import { repliesPath, showReplies, showReply, submitReply, submitReplyRemoval } from './replies.page.tsx';

/** The register of decisions, for those who keep it; what letters look and sound like, for administrators. */
export function correspondenceRoutes(parts: CorrespondenceParts): Route[] {
  registerAgentMenu('correspondence', async (_site, agent, locale) => [
    ...(mayReadRegister(agent)
      ? [{ key: 'decisions', section: 'mail' as const, href: registerPath, label: say(locale, 'register.title') }]
      : []),
    ...(agent.role === 'administrator'
      ? [
          {
            key: 'letterhead',
            section: 'administration' as const,
            href: letterheadPath,
            label: say(locale, 'letterhead.title'),
          },
          {
            key: 'replies',
            section: 'administration' as const,
            href: repliesPath,
            label: say(locale, 'replies.title'),
          },
          {
            key: 'signing-delegations',
            section: 'administration' as const,
            href: delegationsPath,
            label: say(locale, 'delegations.title'),
          },
        ]
      : []),
  ]);
  type Handler = (context: RequestContext, given: CorrespondenceParts) => Promise<Result>;
  const on = (id: string, method: Route['method'], path: string, handler: Handler, access: Access): Route => ({
    id: `correspondence.${id}`,
    method,
    path,
    access,
    handle: (context) => handler(context, parts),
  });
  const decision = `${registerPath}/:kind/:year/:number/annuler`;
  return [
    on('register', 'GET', registerPath, showDecisions, 'agent'),
    on('download', 'GET', `${registerPath}/:year.csv`, downloadDecisions, 'agent'),
    on('print', 'GET', `${registerPath}/:year.pdf`, printDecisions, 'agent'),
    on('cancellation', 'GET', decision, (context, given) => showCancellation(context, given), 'administrator'),
    on('cancel', 'POST', decision, submitCancellation, 'administrator'),
    on('delegations', 'GET', delegationsPath, (context, given) => showDelegations(context, given), 'administrator'),
    on('delegate', 'POST', delegationsPath, submitDelegation, 'administrator'),
    on('revoke', 'POST', `${delegationsPath}/:delegation/retirer`, submitRevocation, 'administrator'),
    on('replies', 'GET', repliesPath, showReplies, 'administrator'),
    on('reply', 'GET', `${repliesPath}/:reply`, (context, given) => showReply(context, given), 'administrator'),
    on('save-reply', 'POST', `${repliesPath}/:reply`, submitReply, 'administrator'),
    on('remove-reply', 'POST', `${repliesPath}/:reply/retirer`, submitReplyRemoval, 'administrator'),
    on('letterhead', 'GET', letterheadPath, (context, given) => showLetterhead(context, given), 'administrator'),
    {
      ...on('save-letterhead', 'POST', letterheadPath, submitLetterhead, 'administrator'),
      multipart: true,
      perMinute: 30,
    },
    on('letterhead-example', 'GET', `${letterheadPath}/exemple.pdf`, showLetterheadExample, 'administrator'),
  ];
}
