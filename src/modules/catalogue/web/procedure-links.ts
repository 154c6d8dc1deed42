import type { Commune, Holder } from '#modules/directory/index.ts';
import type { Procedure } from '../domain/procedure-schema.ts';
import type { Catalogue } from '../queries/catalogue.ts';

/** Where a procedure is begun: straight at who answers when that is known, else where the commune is asked for. */
export interface ProcedureLink {
  readonly procedure: Procedure;
  readonly href: string;
  readonly holder: Holder | undefined;
}

/** The page that asks in which commune, then leads to the procedure. */
export function chooseCommuneHref(procedure: Procedure): string {
  return `/recherche?demarche=${procedure.slug}`;
}

export async function procedureLinks(
  catalogue: Catalogue,
  procedures: readonly Procedure[],
  commune: Commune | undefined,
): Promise<ProcedureLink[]> {
  return Promise.all(
    procedures.map(async (procedure) => {
      const answer = await catalogue.answerFor(procedure, commune?.code);
      return { procedure, holder: answer.holder, href: answer.href ?? chooseCommuneHref(procedure) };
    }),
  );
}
