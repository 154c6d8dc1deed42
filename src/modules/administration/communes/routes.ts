import { administersTerritory, isAdministrator, registerAgentMenu } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result, Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';
import { say } from './messages.ts';
import {
  checklistPath,
  communesPath,
  showClosing,
  showCommune,
  showCommunes,
  showOwnChecklist,
  submitChecklist,
  submitClosing,
  submitOpening,
} from './pages.tsx';
import { portalPath, showPortalTexts, submitPortalTexts } from './portal.page.tsx';

type Handler = (context: RequestContext, parts: AdministrationParts) => Promise<Result>;

/** Opening and closing communes, what remains to do, and the texts of one's own portal. */
export function communeRoutes(parts: AdministrationParts): Route[] {
  registerAgentMenu('communes', async (site, agent, locale) => {
    if (!isAdministrator(agent)) return [];
    const section = 'administration' as const;
    const own = { key: 'portal', section, href: portalPath, label: say(locale, 'menu.portal') };
    return (await administersTerritory(agent, site.directory))
      ? [own, { key: 'communes', section, href: communesPath, label: say(locale, 'menu.communes') }]
      : [own];
  });
  const get = (id: string, path: string, handle: Handler): Route => ({
    id: `communes.${id}`,
    method: 'GET',
    path,
    access: 'administrator',
    handle: (context) => handle(context, parts),
  });
  const post = (id: string, path: string, handle: Handler): Route => ({ ...get(id, path, handle), method: 'POST' });
  return [
    get('list', communesPath, showCommunes),
    get('one', `${communesPath}/:commune`, (context) => showCommune(context, parts)),
    post('open', `${communesPath}/:commune`, submitOpening),
    get('closing', `${communesPath}/:commune/fermer`, (context) => showClosing(context, parts)),
    post('close', `${communesPath}/:commune/fermer`, submitClosing),
    get('checklist', checklistPath, showOwnChecklist),
    post('tick', checklistPath, submitChecklist),
    get('portal', portalPath, showPortalTexts),
    post('save-portal', portalPath, submitPortalTexts),
  ];
}
