import type { Catalogue } from '#modules/catalogue/index.ts';
import type { Directory, Site } from '#modules/directory/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import type { DossiersParts } from '#modules/dossiers/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { Platform } from '#platform/platform.ts';

/** What the use cases and pages of mandates need, made once. */
export interface MandatesParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly identity: Identity;
  readonly catalogue: Catalogue;
  readonly documents: Documents;
  /** Filing and following, as dossiers do it. */
  readonly dossiers: DossiersParts;
  /** Seals codes and links. */
  readonly key: string;
}
