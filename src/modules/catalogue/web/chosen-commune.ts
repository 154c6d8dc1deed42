import { type Commune, type Directory, plainPlaceName } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';

/** Remembers the commune from one search to the next; holds an INSEE code, nothing about the person. */
export const communeCookie = 'parvis_commune';

/** The commune of a search: chosen, to be chosen among several, unknown. */
export interface ChosenCommune {
  readonly commune: Commune | undefined;
  /** Several have that name or postcode. */
  readonly candidates: readonly Commune[];
  /** What was typed and led to no single commune. */
  readonly typed: string;
}

/**
 * Reads `commune` (a name, a postcode or an INSEE code) and `code` (put by the suggestions), else the cookie. An empty
 * `commune` in the address forgets the cookie for this page.
 */
export async function chosenCommune(context: RequestContext, directory: Directory): Promise<ChosenCommune> {
  const typed = (context.query.commune ?? '').trim().slice(0, 80);
  const code = context.query.code ?? '';
  if (typed === '' && code === '') {
    const remembered = context.query.commune === undefined ? context.cookie(communeCookie) : undefined;
    const commune = remembered === undefined ? undefined : await directory.findCommune(remembered);
    return { commune, candidates: [], typed: '' };
  }
  const suggested = code === '' ? undefined : await directory.findCommune(code);
  // The text may have been changed after a suggestion was taken.
  if (suggested !== undefined && (typed === '' || plainPlaceName(typed).includes(plainPlaceName(suggested.name)))) {
    return remember(context, suggested);
  }
  const byCode = await directory.findCommune(typed.toUpperCase());
  // 27200 is a postcode before it is an INSEE code; 27681 is nobody's postcode.
  const found = await directory.searchCommunes(typed, { limit: 12 });
  if (found.length === 0 && byCode !== undefined) return remember(context, byCode);
  const named = found.filter((commune) => plainPlaceName(commune.name) === plainPlaceName(typed.replace(/\d/g, ' ')));
  const near = named.filter((commune) => commune.inTerritory);
  const single =
    near.length === 1 ? near[0] : named.length === 1 ? named[0] : found.length === 1 ? found[0] : undefined;
  if (single !== undefined) return remember(context, single);
  const candidates = found.some((commune) => commune.inTerritory)
    ? found.filter((commune) => commune.inTerritory)
    : found;
  return candidates.length === 1 ? remember(context, candidates[0]) : { commune: undefined, candidates, typed };
}

function remember(context: RequestContext, commune: Commune | undefined): ChosenCommune {
  if (commune !== undefined && context.cookie(communeCookie) !== commune.code) {
    context.setCookie(communeCookie, commune.code, { maxAgeSeconds: 180 * 24 * 3600 });
  }
  return { commune, candidates: [], typed: '' };
}
