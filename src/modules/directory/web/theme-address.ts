import type { Authority, Territory } from '../domain/authority.ts';

/** The address of an authority's colours, or the territory's. It changes with the colour, so it can be kept for ever. */
export function themeHref(territory: Territory, authority?: Authority): string {
  const accent = authority?.accent ?? territory.accent;
  return `/theme/${authority?.id ?? 'territory'}.css?v=${accent.slice(1)}`;
}
