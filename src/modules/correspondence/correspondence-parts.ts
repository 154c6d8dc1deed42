import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory, Site } from '#modules/directory/index.ts';
import type { Platform } from '#platform/platform.ts';

/** What the pages of letters work with. */
export interface CorrespondenceParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
}
