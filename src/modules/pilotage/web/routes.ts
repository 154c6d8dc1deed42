import type { RequestContext } from '#platform/http/context.ts';
import type { Access, Result, Route } from '#platform/http/route.ts';
import type { PilotageParts } from '../pilotage-parts.ts';
import { chooseMail, showAlerts } from './alerts.tsx';
import { showBoard } from './board.tsx';
import { changeDelays, showDelays } from './delays.tsx';
import { alertsPath, boardPath, delaysPath, hoursPath, satisfactionPath } from './desk.ts';
import { changeHours, showHours } from './hours.tsx';
import { showSatisfaction } from './satisfaction.tsx';

/** What a leader and an administrator steer by. */
export function pilotageRoutes(parts: PilotageParts): Route[] {
  type Handler = (context: RequestContext, parts: PilotageParts) => Promise<Result>;
  const on = (name: string, method: Route['method'], path: string, access: Access, handler: Handler): Route => ({
    id: `pilotage.${name}`,
    method,
    path,
    access,
    handle: (context) => handler(context, parts),
  });
  return [
    on('board', 'GET', boardPath, 'agent', showBoard),
    on('alerts', 'GET', alertsPath, 'agent', showAlerts),
    on('choose-mail', 'POST', `${alertsPath}/courriel`, 'agent', chooseMail),
    on('satisfaction', 'GET', satisfactionPath, 'agent', showSatisfaction),
    on('delays', 'GET', delaysPath, 'administrator', showDelays),
    on('change-delays', 'POST', delaysPath, 'administrator', changeDelays),
    on('hours', 'GET', hoursPath, 'administrator', showHours),
    on('change-hours', 'POST', hoursPath, 'administrator', changeHours),
  ];
}
