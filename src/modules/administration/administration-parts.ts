import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory, Site } from '#modules/directory/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import type { CommuneLookup, FormTerritory } from '#modules/forms/index.ts';
import type { IdentityService } from '#modules/identity/index.ts';
import type { Platform } from '#platform/platform.ts';

/** What the pages and acts of the administration work with. */
export interface AdministrationParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly identity: IdentityService;
  readonly catalogue: Catalogue;
  /** What is attached to dossiers, for carrying them over to another version. */
  readonly documents?: Documents | undefined;
  /** All communes of France, for trying a form. */
  readonly communes?: CommuneLookup | undefined;
  /** The limits of the territory, for trying a form. */
  readonly territory?: FormTerritory | undefined;
}
