import type { Route } from '#platform/http/route.ts';
import { correctionRoutes } from '../../corrections/correction-routes.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';

/** What is done from the page of a dossier, each with a folder of its own. */
export function dossierPageRoutes(parts: DossiersParts): Route[] {
  return [...correctionRoutes(parts)];
}
