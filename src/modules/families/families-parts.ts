import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory, Site } from '#modules/directory/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { Platform } from '#platform/platform.ts';

/** What the use cases and pages of this module work with. */
export interface FamiliesParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly identity: Identity;
  readonly catalogue: Catalogue;
  /** Addresses put in e-mails. */
  readonly links: { to(path: string): string };
}

/** The time of the platform's clock, as the database takes it. */
export function nowOf({ platform }: Pick<FamiliesParts, 'platform'>): Date {
  return new Date(platform.clock.now().epochMilliseconds);
}
