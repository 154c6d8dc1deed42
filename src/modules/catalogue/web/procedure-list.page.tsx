import { type Authority, citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { publicPage } from './page-result.ts';

/** All the procedures of an authority, A to Z. */
export async function showProcedureList(
  context: RequestContext,
  site: Site,
  catalogue: Catalogue,
  authority: Authority,
): Promise<Result> {
  const { locale } = context;
  const adopted = await catalogue.listAdopted(authority.id);
  const sorted =
    locale === 'fr'
      ? adopted
      : adopted.toSorted((a, b) =>
          localize(a.procedure.title, locale).localeCompare(localize(b.procedure.title, locale), locale),
        );
  const title = say(locale, 'list.title');
  const document = await citizenPage(context, site, {
    title,
    authority,
    current: 'procedures',
    children: (
      <>
        <PageHeading title={title} caption={authority.name} />
        {sorted.length === 0 && (
          <EmptyState title={say(locale, 'portal.none')}>
            <p class="govuk-body">{say(locale, 'portal.none-body')}</p>
          </EmptyState>
        )}
        <ul class="govuk-list govuk-list--spaced pv-prose">
          {sorted.map(({ procedure }) => (
            <li key={procedure.procedure}>
              <a class="govuk-link" href={`/${authority.slug}/demarches/${procedure.slug}`}>
                {localize(procedure.title, locale)}
              </a>
              <br />
              {localize(procedure.summary, locale)}
            </li>
          ))}
        </ul>
      </>
    ),
  });
  return publicPage(context, document);
}
