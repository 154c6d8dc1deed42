import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { MandateProcedure } from '../domain/mandate.ts';
import type { MandatesParts } from '../mandates-parts.ts';

export interface ScopeLine extends MandateProcedure {
  readonly title: string;
  readonly authorityName: string;
  readonly slug: string;
  /** Whether it is offered today and may be done by a helper. */
  readonly usable: boolean;
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
        usable: adopted !== undefined && isMandatable(adopted),
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

export interface PersonalProcedure {
  readonly id: string;
  readonly title: string;
  /** With the article of law. */
  readonly why: string;
}

/** What the authority offers and the law keeps to the person, with the reason that the procedure gives. */
export async function listPersonal(
  { catalogue }: Pick<MandatesParts, 'catalogue'>,
  authorityId: string,
  locale: Locale,
): Promise<PersonalProcedure[]> {
  const offered = await catalogue.listAdopted(authorityId);
  return offered.flatMap(({ procedure }) =>
    procedure.mandate === false && !procedure.agentsOnly
      ? [
          {
            id: procedure.procedure,
            title: localize(procedure.title, locale),
            why: procedure.mandateRefusal === undefined ? '' : localize(procedure.mandateRefusal, locale),
          },
        ]
      : [],
  );
}

export function isMandatable({ procedure }: Pick<AdoptedProcedure, 'procedure'>): boolean {
  return !procedure.agentsOnly && procedure.mandate !== false;
}
