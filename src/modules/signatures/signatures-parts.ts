import type { Directory, Site } from '#modules/directory/index.ts';
import type { Platform } from '#platform/platform.ts';
import type { Seals } from './seals.ts';

/** What the pages and jobs of seals work with. */
export interface SignaturesParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly seals: Seals;
}
