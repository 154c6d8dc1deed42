/** What an authority steers by: the day's board, alerts and their morning e-mail, opinions, settings of delays and hours. */
import { type AgentMenuProvider, isAdministrator, registerAgentMenu } from '#modules/identity/index.ts';
import type { JobDefinition } from '#platform/jobs/jobs.ts';
import { leadsOf } from './domain/scope.ts';
import { pilotageWords as say } from './messages.ts';
import type { PilotageParts } from './pilotage-parts.ts';
import { countEveryDay } from './usecases/count-days.ts';
import { sendEveryMorningMail } from './usecases/send-morning-mails.ts';
import { alertsPath, boardPath, delaysPath, hoursPath, satisfactionPath } from './web/desk.ts';

export type { PilotageParts } from './pilotage-parts.ts';
export { pilotageRoutes } from './web/routes.ts';

const menu: AgentMenuProvider = async (_site, agent, locale) => [
  ...(agent.rights.length === 0
    ? []
    : [{ key: 'alerts', section: 'pilotage' as const, href: alertsPath, label: say(locale, 'alerts.title') }]),
  ...(leadsOf(agent).length === 0
    ? []
    : [
        { key: 'board', section: 'pilotage' as const, href: boardPath, label: say(locale, 'board.title') },
        {
          key: 'satisfaction',
          section: 'pilotage' as const,
          href: satisfactionPath,
          label: say(locale, 'satisfaction.title'),
        },
      ]),
  ...(isAdministrator(agent)
    ? [
        { key: 'delays', section: 'administration' as const, href: delaysPath, label: say(locale, 'delays.title') },
        { key: 'hours', section: 'administration' as const, href: hoursPath, label: say(locale, 'hours.title') },
      ]
    : []),
];

/** Said once at start: the pages are in the menu of whoever they are for. */
export function createPilotage(parts: PilotageParts): PilotageParts {
  registerAgentMenu('pilotage', menu);
  return parts;
}

/** The figures of the day before, each night; the morning e-mails, at the hour of each authority. */
export function pilotageJobs(parts: PilotageParts): JobDefinition<never>[] {
  const { config } = parts.platform;
  const origin = (config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).replace(/\/$/, '');
  return [
    { name: 'count-dossier-days', schedule: '35 1 * * *', concurrency: 1, run: () => countEveryDay(parts.platform) },
    {
      name: 'send-morning-mails',
      schedule: '2 5-12 * * *',
      concurrency: 1,
      run: () => sendEveryMorningMail(parts, origin),
    },
  ];
}
