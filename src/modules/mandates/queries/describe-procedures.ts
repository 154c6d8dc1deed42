import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { MandateProcedure } from '../domain/mandate.ts';
import type { MandatesParts } from '../mandates-parts.ts';

export interface ScopeLine extends MandateProcedure {
  readonly title: string;
  readonly authorityName: string;
  readonly slug: string;
}

/** The procedures of a mandate in words; one that is offered no more keeps its id as its name. */
export async function describeScope(
  { catalogue, directory }: Pick<MandatesParts, 'catalogue' | 'directory'>,
  procedures: readonly MandateProcedure[],
  locale: Locale,
): Promise<ScopeLine[]> {
  return Promise.all(
    procedures.map(async (one) => {
      const [authority, adopted] = await Promise.all([
        directory.getAuthority(one.authorityId),
        catalogue.findAdopted(one.authorityId, one.procedureId),
      ]);
      return {
        ...one,
        title: adopted === undefined ? one.procedureId : localize(adopted.procedure.title, locale),
        authorityName: authority.name,
        slug: authority.slug,
      };
    }),
  );
}

/** What an authority offers that may be done under a mandate: not what agents ask for themselves, nor what the law keeps personal. */
export async function listMandatable(
  { catalogue }: Pick<MandatesParts, 'catalogue'>,
  authorityId: string,
): Promise<AdoptedProcedure[]> {
  return (await catalogue.listAdopted(authorityId)).filter(isMandatable);
}

export function isMandatable({ procedure }: Pick<AdoptedProcedure, 'procedure'>): boolean {
  return !procedure.agentsOnly && procedure.mandate !== false;
}
