import type { DescribedAdoption } from '#modules/catalogue/index.ts';
import { listVersionsUnderWay } from '#modules/dossiers/index.ts';
import type { AdministrationParts } from '../administration-parts.ts';

/** A version older than the one that is offered, with dossiers under way. */
export interface FormerVersion {
  readonly adoption: DescribedAdoption;
  readonly from: number;
  readonly to: number;
  readonly dossiers: number;
}

/** Those of an authority's procedures, by title, the oldest first. */
export async function listFormerVersions(parts: AdministrationParts, authorityId: string): Promise<FormerVersion[]> {
  const [underWay, described] = await Promise.all([
    listVersionsUnderWay(parts, authorityId),
    parts.catalogue.describeAdoptions(authorityId),
  ]);
  return described.adoptions.flatMap((adoption) => {
    const { version: to } = adoption;
    if (to === undefined) return [];
    return underWay
      .filter(({ procedureId, version }) => procedureId === adoption.procedureId && version < to)
      .map(({ version, dossiers }) => ({ adoption, from: version, to, dossiers }));
  });
}
