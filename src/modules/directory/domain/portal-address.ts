import { plainPlaceName } from './place-names.ts';
import { reservedSlugs } from './territory-rows.ts';

/** The name as a part of an address: "Sainte-Colombe-près-Vernon" → "sainte-colombe-pres-vernon". */
export function slugOf(name: string): string {
  return plainPlaceName(name).replaceAll(' ', '-');
}

/**
 * The address of a new portal: the name; with the département when another has it, as communes of the same name do; with
 * the code at last.
 */
export function portalSlug(
  place: { readonly name: string; readonly department: string; readonly code: string },
  isTaken: (slug: string) => boolean,
): string {
  const plain = slugOf(place.name);
  const candidates = [plain, `${plain}-${place.department.toLowerCase()}`, `${plain}-${place.code.toLowerCase()}`];
  return candidates.find((slug) => !reservedSlugs.has(slug) && !isTaken(slug)) ?? `commune-${place.code.toLowerCase()}`;
}
