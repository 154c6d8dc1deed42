import type { Directory, Site } from '#modules/directory/index.ts';
import type { IdentityService } from '#modules/identity/index.ts';
import type { Platform } from '#platform/platform.ts';
import type { Secrets } from './secrets.ts';

/** What the use cases of this module work with. */
export interface SingleSignOnParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly identity: IdentityService;
  readonly secrets: Secrets;
}

/** The time of the platform's clock, as the database takes it. */
export function nowOf({ platform }: Pick<SingleSignOnParts, 'platform'>): Date {
  return new Date(platform.clock.now().epochMilliseconds);
}
