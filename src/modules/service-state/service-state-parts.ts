import type { Directory, Site } from '#modules/directory/index.ts';
import type { Platform } from '#platform/platform.ts';
import type { ServiceState } from './service-state.ts';

/** What the pages of this module need. */
export interface ServiceStateParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly state: ServiceState;
}
