import type { Directory, Site } from '#modules/directory/index.ts';
import type { Documents } from '#modules/documents/index.ts';
import type { DossiersParts } from '#modules/dossiers/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { Platform } from '#platform/platform.ts';

/** What the register of letters needs, made once. */
export interface IncomingMailParts {
  readonly platform: Platform;
  readonly site: Site;
  readonly directory: Directory;
  readonly identity: Identity;
  readonly documents: Documents;
  /** What filing a request needs: a letter opens one. */
  readonly dossiers: DossiersParts;
}
