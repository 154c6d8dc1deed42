import type { Directory, Site } from '#modules/directory/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import type { Platform } from '#platform/platform.ts';

/** What a directory of companies says of a SIRET. */
export interface CompanyLookup {
  /** Undefined when it knows no such establishment. @throws when it cannot be reached, or not before the signal */
  ask(
    siret: string,
    signal: AbortSignal,
  ): Promise<{ readonly name?: string; readonly address?: { readonly label: string } } | undefined>;
}

/** What the use cases and pages of this module work with. */
export interface BodiesParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly documents: Documents;
  /** Addresses put in e-mails. */
  readonly links: { to(path: string): string };
  /** Absent where no directory of companies is connected: agents then compare with the proof alone. */
  readonly companies?: CompanyLookup | undefined;
}

/** The time of the platform's clock, as the database takes it. */
export function nowOf({ platform }: Pick<BodiesParts, 'platform'>): Date {
  return new Date(platform.clock.now().epochMilliseconds);
}
