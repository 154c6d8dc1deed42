import type { VNode } from 'preact';
import type { AdoptedProcedure } from '#modules/catalogue/index.ts';
import { authorityContact, citizenPage } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Columns } from '#ui/components/columns.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';

/** The procedure cannot be begun online for now: who to turn to. */
export async function renderClosedPage(
  context: RequestContext,
  parts: DossiersParts,
  offered: AdoptedProcedure,
): Promise<VNode> {
  const { authority, procedure } = offered;
  const { locale } = context;
  const territory = await parts.directory.getTerritory();
  const title = localize(procedure.title, locale);
  return citizenPage(context, parts.site, {
    title,
    authority,
    current: 'procedures',
    backLink: <BackLink href={`/${authority.slug}/demarches/${procedure.slug}`} />,
    children: (
      <Columns
        main={<PageHeading title={title} caption={authority.name} intro={say(locale, 'closed.body')} />}
        aside={authorityContact(authority, { locale, now: context.now, example: territory.exampleContacts })}
        asideLabel={say(locale, 'contact')}
      />
    ),
  });
}
