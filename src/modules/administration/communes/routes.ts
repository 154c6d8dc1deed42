import type { Route } from '#platform/http/route.ts';
import type { AdministrationParts } from '../administration-parts.ts';

export function communeRoutes(_parts: AdministrationParts): Route[] {
  return [];
}
