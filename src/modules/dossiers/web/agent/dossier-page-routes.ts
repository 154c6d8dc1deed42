import type { Route } from '#platform/http/route.ts';
import { checklistRoutes } from '../../checklist/checklist-routes.ts';
import { correctionRoutes } from '../../corrections/correction-routes.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { forwardRoutes } from '../../effects/transfer/forward-routes.tsx';
import { mentionRoutes } from '../../mentions/mention-routes.tsx';
import { mergeRoutes } from '../../merges/merge-routes.tsx';
import { residentFileRoutes } from '../../resident-file/resident-file-routes.tsx';
import { holdRoutes } from '../../retention/hold-routes.tsx';
import { taskRoutes } from '../../tasks/task-routes.tsx';
import { keepingTyped } from './dossier-moved.tsx';

/** What is done from the page of a dossier, each with a folder of its own. */
export function dossierPageRoutes(parts: DossiersParts): Route[] {
  const routes = [
    ...correctionRoutes(parts),
    ...taskRoutes(parts),
    ...mentionRoutes(parts),
    ...mergeRoutes(parts),
    ...checklistRoutes(parts),
    ...residentFileRoutes(parts),
    ...forwardRoutes(parts),
    ...holdRoutes(parts),
  ];
  return routes.map((route) => (route.method === 'GET' ? route : { ...route, handle: keepTypedOn(parts, route) }));
}

function keepTypedOn(parts: DossiersParts, { handle }: Route): Route['handle'] {
  return (context) => {
    const { agent } = context;
    return agent === undefined ? handle(context) : keepingTyped(parts, async () => handle(context))(context, agent);
  };
}
