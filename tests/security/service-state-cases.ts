import { newId } from '#platform/crypto/ids.ts';
import type { Audience, RouteCase } from './route-case.ts';

const path = '/agents/administration/etat-du-service';

/** The state of the service: what is told of it is the territory's administrators' to write. */
export function serviceStateCases(audiences: {
  readonly everybody: Audience;
  readonly territoryOnly: Audience;
}): Readonly<Record<string, RouteCase>> {
  const { everybody, territoryOnly } = audiences;
  return {
    'service-state.show': { audience: everybody, at: () => '/etat-du-service' },
    'service-state.manage': { audience: territoryOnly, at: () => path },
    'service-state.begin-maintenance': {
      audience: territoryOnly,
      at: () => ({ path: `${path}/maintenance`, fields: {} }),
    },
    'service-state.end-maintenance': {
      audience: territoryOnly,
      at: () => ({ path: `${path}/maintenance/fin`, fields: {} }),
    },
    'service-state.publish-notice': {
      audience: territoryOnly,
      at: () => ({
        path: `${path}/annonces`,
        fields: { kind: 'incident', severity: 'information', 'text-fr': 'Les courriels partent en retard.' },
      }),
    },
    'service-state.end-notice': {
      audience: territoryOnly,
      at: () => ({ path: `${path}/annonces/${newId()}/fin`, fields: {} }),
    },
  };
}
