import type { Authority, Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { content, type Result, type Route } from '#platform/http/route.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { showAccessibility } from './accessibility.page.tsx';
import { chooseCommune } from './choose-commune.page.tsx';
import { communeCookie } from './chosen-commune.ts';
import { showContact } from './contact.page.tsx';
import { showHelp } from './help.page.tsx';
import { showHome } from './home.page.tsx';
import { showLegalNotice } from './legal-notice.page.tsx';
import { showLifeEvent } from './life-event.page.tsx';
import { serveCatalogue, serveOwnCatalogue, serveService } from './open-catalogue.ts';
import { showPortal } from './portal.page.tsx';
import { portalAuthority } from './portal-authority.ts';
import { showPrivacy } from './privacy.page.tsx';
import { showProcedure } from './procedure.page.tsx';
import { showProcedureList } from './procedure-list.page.tsx';
import { showResults } from './results.page.tsx';
import { showSiteMap } from './site-map.page.tsx';
import { showTheme, showThemes } from './themes.page.tsx';

export interface CatalogueRoutesDeps {
  readonly site: Site;
  readonly catalogue: Catalogue;
}

/** The public pages: home, finding, portals, the start of each procedure, legal pages. */
export function catalogueRoutes({ site, catalogue }: CatalogueRoutesDeps): Route[] {
  const territoryPage = (id: string, path: string, handle: Route['handle']): Route => ({
    id: `catalogue.${id}`,
    method: 'GET',
    path,
    access: 'public',
    // What they show changes when a town hall is edited; ten seconds late is soon enough.
    kept: { seconds: 10, cookies: [communeCookie] },
    handle,
  });
  const portalPage = (
    id: string,
    path: string,
    show: (context: RequestContext, authority: Authority) => Promise<Result>,
  ): Route =>
    territoryPage(id, `/:authority${path}`, async (context) =>
      show(context, await portalAuthority(context, site.directory)),
    );
  return [
    territoryPage('home', '/', async (context) => {
      const authority = await site.directory.findAuthorityByHost(context.host);
      return authority === undefined
        ? showHome(context, site, catalogue)
        : showPortal(context, site, catalogue, authority);
    }),
    territoryPage('find', '/recherche', (context) => {
      const slug = context.query.demarche;
      return slug === undefined ? showResults(context, site, catalogue) : chooseCommune(context, site, catalogue, slug);
    }),
    territoryPage('themes', '/themes', (context) => showThemes(context, site, catalogue)),
    territoryPage('theme', '/themes/:theme', (context) => showTheme(context, site, catalogue)),
    territoryPage('life-event', '/evenements/:event', (context) => showLifeEvent(context, site, catalogue)),
    territoryPage('legal-notice', '/mentions-legales', (context) => showLegalNotice(context, site, undefined)),
    territoryPage('privacy', '/confidentialite', (context) => showPrivacy(context, site, catalogue, undefined)),
    territoryPage('accessibility', '/accessibilite', (context) => showAccessibility(context, site, undefined)),
    territoryPage('contact', '/contact', (context) => showContact(context, site, catalogue, undefined)),
    territoryPage('help', '/aide', (context) => showHelp(context, site)),
    territoryPage('site-map', '/plan-du-site', (context) => showSiteMap(context, site, catalogue)),
    territoryPage('robots', '/robots.txt', () =>
      content(robots(site), { 'content-type': 'text/plain; charset=utf-8' }),
    ),
    territoryPage('open-catalogue', '/catalogue.jsonld', (context) => serveCatalogue(context, site, catalogue)),
    territoryPage('open-service', '/catalogue/:file', (context) => serveService(context, site, catalogue)),
    portalPage('own-catalogue', '/catalogue.jsonld', (context, authority) =>
      serveOwnCatalogue(context, catalogue, authority),
    ),
    portalPage('portal', '', (context, authority) => showPortal(context, site, catalogue, authority)),
    portalPage('procedures', '/demarches', (context, authority) =>
      showProcedureList(context, site, catalogue, authority),
    ),
    portalPage('procedure', '/demarches/:procedure', (context, authority) =>
      showProcedure(context, site, catalogue, authority),
    ),
    portalPage('portal-legal-notice', '/mentions-legales', (context, authority) =>
      showLegalNotice(context, site, authority),
    ),
    portalPage('portal-privacy', '/confidentialite', (context, authority) =>
      showPrivacy(context, site, catalogue, authority),
    ),
    portalPage('portal-accessibility', '/accessibilite', (context, authority) =>
      showAccessibility(context, site, authority),
    ),
    portalPage('portal-contact', '/contact', (context, authority) => showContact(context, site, catalogue, authority)),
  ];
}

/** Public pages may be indexed, personal ones not; a demonstration not at all. */
function robots(site: Site): string {
  if (site.platform.config.demonstration) return 'User-agent: *\nDisallow: /\n';
  const closed = ['/agents', '/mon-espace', '/suivi', '/reprendre', '/recherche', '/connexion', '/inscription', '/api'];
  return ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), ''].join('\n');
}
