import type { Authority } from '#modules/directory/index.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import type { Theme } from '../domain/library-schema.ts';
import { mostAsked } from '../domain/most-asked.ts';
import type { Procedure } from '../domain/procedure-schema.ts';
import { byFrenchTitle, compareTitles } from '../domain/title-order.ts';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { holderInWords } from './who-answers.tsx';

/** A procedure that the residents of an authority may begin, whoever answers it. */
export interface OfferedProcedure {
  readonly procedure: Procedure;
  readonly title: string;
  readonly href: string;
  /** Who answers, when it is another body. */
  readonly by: string | undefined;
  readonly open: boolean;
}

/** What an authority offers and, for a commune, what others answer for its residents; in the order of the titles. */
export async function listOffered(
  catalogue: Catalogue,
  authority: Authority,
  locale: Locale,
): Promise<readonly OfferedProcedure[]> {
  const [adopted, elsewhere] = await Promise.all([
    catalogue.listAdopted(authority.id),
    answeredElsewhere(catalogue, authority, locale),
  ]);
  const own = adopted.map(({ procedure, open }) => ({
    procedure,
    title: localize(procedure.title, locale),
    href: `/${authority.slug}/demarches/${procedure.slug}`,
    by: undefined,
    open,
  }));
  const known = new Set(own.map(({ procedure }) => procedure.procedure));
  return [...own, ...elsewhere.filter(({ procedure }) => !known.has(procedure.procedure))].sort((a, b) =>
    compareTitles(a.title, b.title, locale),
  );
}

/** What a commune's residents ask of another body: the agglomération, the CCAS, a relay. */
async function answeredElsewhere(
  catalogue: Catalogue,
  authority: Authority,
  locale: Locale,
): Promise<OfferedProcedure[]> {
  if (authority.kind !== 'commune') return [];
  const procedures = byFrenchTitle(await catalogue.listProcedures());
  const answers = await Promise.all(
    procedures.map((procedure) => catalogue.answerFor(procedure, authority.communeCode)),
  );
  return answers.flatMap(({ procedure, holder, href }) => {
    const address = href ?? holder?.relay?.url;
    if (holder === undefined || address === undefined || holder.authority?.id === authority.id) return [];
    const by = say(locale, 'portal.by', { body: holderInWords(holder, locale) });
    return [{ procedure, title: localize(procedure.title, locale), href: address, by, open: true }];
  });
}

/** Those of each theme, in the order of the themes; a theme without any is left out. */
export function byTheme(
  themes: readonly Theme[],
  offered: readonly OfferedProcedure[],
): readonly { readonly theme: Theme; readonly procedures: readonly OfferedProcedure[] }[] {
  return themes
    .map((theme) => ({ theme, procedures: offered.filter(({ procedure }) => procedure.theme === theme.id) }))
    .filter(({ procedures }) => procedures.length > 0);
}

/** Those that most people come for. */
export function mostAskedOffered(offered: readonly OfferedProcedure[], count = 8): OfferedProcedure[] {
  const byId = new Map(offered.map((entry) => [entry.procedure.procedure, entry]));
  return mostAsked(
    offered.map(({ procedure }) => procedure),
    count,
  ).flatMap(({ procedure }) => byId.get(procedure) ?? []);
}
