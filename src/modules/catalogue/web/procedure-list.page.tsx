import { type Authority, citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { LinkChips } from '#ui/components/link-chips.tsx';
import { LinkRows } from '#ui/components/link-rows.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { byTheme, listOffered } from './offered-procedures.ts';
import { publicPage } from './page-result.ts';

/** All the procedures that residents of an authority may begin, by theme. */
export async function showProcedureList(
  context: RequestContext,
  site: Site,
  catalogue: Catalogue,
  authority: Authority,
): Promise<Result> {
  const { locale } = context;
  const themes = byTheme(catalogue.themes(), await listOffered(catalogue, authority, locale));
  const title = say(locale, 'list.title');
  const document = await citizenPage(context, site, {
    title,
    authority,
    current: 'procedures',
    children: (
      <>
        <PageHeading title={title} caption={authority.name} />
        {themes.length === 0 && (
          <EmptyState title={say(locale, 'portal.none')}>
            <p class="govuk-body">{say(locale, 'portal.none-body')}</p>
          </EmptyState>
        )}
        {themes.length > 1 && (
          <nav aria-label={say(locale, 'list.themes')}>
            <LinkChips
              links={themes.map(({ theme }) => ({ href: `#${theme.id}`, label: localize(theme.title, locale) }))}
            />
          </nav>
        )}
        {themes.map(({ theme, procedures }) => (
          <section aria-labelledby={theme.id} key={theme.id}>
            <h2 class="govuk-heading-m" id={theme.id}>
              {localize(theme.title, locale)}
            </h2>
            <LinkRows
              columns={2}
              rows={procedures.map(({ procedure, title: name, href, by, open }) => ({
                title: name,
                href,
                detail: open ? (by ?? localize(procedure.summary, locale)) : say(locale, 'portal.closed'),
              }))}
            />
          </section>
        ))}
      </>
    ),
  });
  return publicPage(context, document);
}
