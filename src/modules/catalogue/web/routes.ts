import type { Site } from '#modules/directory/index.ts';
import type { Route } from '#platform/http/route.ts';
import type { Catalogue } from '../queries/catalogue.ts';

export interface CatalogueRoutesDeps {
  readonly site: Site;
  readonly catalogue: Catalogue;
}

/** The public pages: home, finding, portals, the start of each procedure, legal pages. */
export function catalogueRoutes(_deps: CatalogueRoutesDeps): Route[] {
  return [];
}
