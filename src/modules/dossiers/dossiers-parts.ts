import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory, Site } from '#modules/directory/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import type { CommuneLookup, FormTerritory } from '#modules/forms/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { Seals } from '#modules/signatures/index.ts';
import type { Platform } from '#platform/platform.ts';

/** What filing and following need, made once in `app`. */
export interface DossiersParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly identity: Identity;
  readonly catalogue: Catalogue;
  readonly documents: Documents;
  readonly seals: Pick<Seals, 'render' | 'sealsLetters'>;
  /** All communes of France, in memory. */
  readonly communes: CommuneLookup;
  /** The limits of the territory, for fields that must lie within. */
  readonly territory: FormTerritory;
  /** Tiles for the fields that ask for a point; without them the field is left to its address. */
  readonly map?: { readonly tilesUrl: string; readonly attribution: string } | undefined;
}
