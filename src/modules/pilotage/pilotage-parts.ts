import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory, Site } from '#modules/directory/index.ts';
import type { Platform } from '#platform/platform.ts';

/** What the figures, the alerts and the settings of an authority need, made once. */
export interface PilotageParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
}
