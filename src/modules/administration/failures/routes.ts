import { registerAgentMenu } from '#modules/identity/index.ts';
import type { Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { failuresPath, replayJob, replayTerritoryJob, resendMessage, showFailures } from './list.page.tsx';
import { say } from './messages.ts';

/** What the house could not do by itself, for the administrator who starts it again. */
export function failureRoutes(parts: AdministrationParts): Route[] {
  registerAgentMenu('failures', async (_site, agent, locale) =>
    agent.role === 'administrator'
      ? [{ key: 'failures', section: 'administration', href: failuresPath, label: say(locale, 'title') }]
      : [],
  );
  const access = 'administrator';
  return [
    {
      id: 'failures.list',
      method: 'GET',
      path: failuresPath,
      access,
      handle: (context) => showFailures(context, parts),
    },
    {
      id: 'failures.send-message',
      method: 'POST',
      path: `${failuresPath}/messages/:message/renvoyer`,
      access,
      perMinute: 60,
      handle: (context) => resendMessage(context, parts),
    },
    {
      id: 'failures.replay-job',
      method: 'POST',
      path: `${failuresPath}/travaux/:job/relancer`,
      access,
      perMinute: 60,
      handle: (context) => replayJob(context, parts),
    },
    {
      id: 'failures.replay-territory-job',
      method: 'POST',
      path: `${failuresPath}/travaux-du-territoire/:job/relancer`,
      access,
      perMinute: 60,
      handle: (context) => replayTerritoryJob(context, parts),
    },
  ];
}
