import { serviceStateHref } from '#modules/directory/index.ts';
import { administersTerritory, registerAgentMenu } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { openDuringMaintenance, type Result, type Route } from '#platform/http/route.ts';
import { tell } from '../manage-messages.ts';
import type { ServiceStateParts } from '../service-state-parts.ts';
import {
  managePath,
  showManagement,
  submitEndOfMaintenance,
  submitEndOfNotice,
  submitMaintenance,
  submitNotice,
} from './manage.page.tsx';
import { showState } from './state.page.tsx';

type Handler = (context: RequestContext, parts: ServiceStateParts) => Promise<Result>;

/** Maintenance mode and notices, for whoever administers the territory. */
export function serviceStateRoutes(parts: ServiceStateParts): Route[] {
  registerAgentMenu('service-state', async (site, agent, locale) =>
    (await administersTerritory(agent, site.directory))
      ? [{ key: 'service-state', section: 'administration', href: managePath, label: tell(locale, 'menu') }]
      : [],
  );
  const post = (id: string, path: string, handle: Handler): Route =>
    openDuringMaintenance({
      id: `service-state.${id}`,
      method: 'POST',
      path: `${managePath}${path}`,
      access: 'administrator',
      handle: (context) => handle(context, parts),
    });
  return [
    {
      id: 'service-state.show',
      method: 'GET',
      path: serviceStateHref,
      access: 'public',
      kept: { seconds: 10 },
      handle: (context) => showState(context, parts),
    },
    {
      id: 'service-state.manage',
      method: 'GET',
      path: managePath,
      access: 'administrator',
      handle: (context) => showManagement(context, parts),
    },
    post('begin-maintenance', '/maintenance', submitMaintenance),
    post('end-maintenance', '/maintenance/fin', submitEndOfMaintenance),
    post('publish-notice', '/annonces', submitNotice),
    post('end-notice', '/annonces/:notice/fin', submitEndOfNotice),
  ];
}
