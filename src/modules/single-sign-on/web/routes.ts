import { administersTerritory, registerAgentMenu } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Access, openDuringMaintenance, type Result, type Route } from '#platform/http/route.ts';
import { tell } from '../admin-messages.ts';
import { paths } from '../provider/configuration.ts';
import { showSite, submitSecret, submitSite, submitState } from './agent/one-site.page.tsx';
import { showRemoval, submitRemoval, submitRestoration } from './agent/remove-site.page.tsx';
import { showNewSite, showSites, sitesPath, submitNewSite } from './agent/sites.page.tsx';
import type { SingleSignOnWeb } from './frame.tsx';
import { connectedSitesPath, showConnectedSites, submitWithdrawal } from './resident/connected-sites.page.tsx';
import { showLeaving, showLeft, showRefusal } from './resident/leaving.page.tsx';
import { showGoOn, showTurn, submitAgain, submitTurn } from './resident/turn.page.tsx';

type Handler = (context: RequestContext, web: SingleSignOnWeb) => Promise<Result>;

/** For one address: enough for a town hall behind one, too few to try the numbers of requests under way. */
const turns = 120;

/** The way between a site and the account, the resident's connected sites, their administration. */
export function singleSignOnRoutes(web: SingleSignOnWeb): Route[] {
  registerAgentMenu('connected-sites', async (site, agent, locale) => {
    if (!(await administersTerritory(agent, site.directory))) return [];
    return [{ key: 'connected-sites', section: 'administration', href: sitesPath, label: tell(locale, 'menu') }];
  });
  const get = (id: string, path: string, access: Access, handle: Handler, perMinute?: number): Route => ({
    id: `single-sign-on.${id}`,
    method: 'GET',
    path,
    access,
    handle: (context) => handle(context, web),
    ...(perMinute === undefined ? {} : { perMinute }),
  });
  const post = (...args: Parameters<typeof get>): Route => ({ ...get(...args), method: 'POST' });
  const turn = `${paths.turn}/:uid`;
  return [
    get('turn', turn, 'public', showTurn, turns),
    openDuringMaintenance(post('answer', turn, 'public', submitTurn, turns)),
    get('go-on', `${turn}/suite`, 'public', showGoOn, turns),
    openDuringMaintenance(post('sign-in-again', `${turn}/identite`, 'public', submitAgain, turns)),
    get('refusal', paths.refusal, 'public', showRefusal),
    get('leaving', paths.signOut, 'public', showLeaving),
    get('left', `${paths.signOut}/fait`, 'public', showLeft),
    get('connected-sites', connectedSitesPath, 'resident', showConnectedSites),
    openDuringMaintenance(post('withdraw', connectedSitesPath, 'resident', submitWithdrawal)),
    get('sites', sitesPath, 'administrator', showSites),
    get('new-site', `${sitesPath}/nouveau`, 'administrator', showNewSite),
    post('create-site', `${sitesPath}/nouveau`, 'administrator', submitNewSite),
    get('site', `${sitesPath}/:site`, 'administrator', showSite),
    post('change-site', `${sitesPath}/:site`, 'administrator', submitSite),
    post('rotate-secret', `${sitesPath}/:site/secret`, 'administrator', submitSecret),
    post('set-site-state', `${sitesPath}/:site/etat`, 'administrator', submitState),
    get('remove-site', `${sitesPath}/:site/retirer`, 'administrator', showRemoval),
    post('send-remove-site', `${sitesPath}/:site/retirer`, 'administrator', submitRemoval),
    post('restore-site', `${sitesPath}/:site/retablir`, 'administrator', submitRestoration),
  ];
}
