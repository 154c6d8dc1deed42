import { citizenPage, type Site } from '#modules/directory/index.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { CardList } from '#ui/components/card.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { chosenCommune } from './chosen-commune.ts';
import { publicPage } from './page-result.ts';
import { procedureLinks } from './procedure-links.ts';
import { holderInWords } from './who-answers.tsx';

/** All the themes, with the procedures of each. */
export async function showThemes(context: RequestContext, site: Site, catalogue: Catalogue): Promise<Result> {
  const { locale } = context;
  const { commune } = await chosenCommune(context, site.directory);
  const links = await procedureLinks(catalogue, await catalogue.listProcedures(), commune);
  const document = await citizenPage(context, site, {
    title: say(locale, 'themes.title'),
    current: 'procedures',
    children: (
      <>
        <PageHeading title={say(locale, 'themes.title')} intro={say(locale, 'themes.intro')} />
        <SearchBox id="q" action="/recherche" label={say(locale, 'home.need')} />
        {catalogue.themes().map((theme) => {
          const own = links.filter((link) => link.procedure.theme === theme.id);
          return (
            <section key={theme.id}>
              <h2 class="govuk-heading-m">
                <a class="govuk-link" href={`/themes/${theme.id}`}>
                  {localize(theme.title, locale)}
                </a>
              </h2>
              <p class="govuk-body">{localize(theme.summary, locale)}</p>
              {own.length > 0 && (
                <ul class="govuk-list govuk-list--bullet">
                  {own.map(({ procedure, href }) => (
                    <li key={procedure.procedure}>
                      <a class="govuk-link" href={href}>
                        {localize(procedure.title, locale)}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          );
        })}
      </>
    ),
  });
  return publicPage(context, document);
}

/** One theme: its procedures, then what other bodies do. */
export async function showTheme(context: RequestContext, site: Site, catalogue: Catalogue): Promise<Result> {
  const { locale } = context;
  const theme = catalogue.themes().find((candidate) => candidate.id === context.params.theme);
  if (theme === undefined) throw new NotFoundError();
  const { commune } = await chosenCommune(context, site.directory);
  const procedures = (await catalogue.listProcedures()).filter((procedure) => procedure.theme === theme.id);
  const links = await procedureLinks(catalogue, procedures, commune);
  const relays = site.directory.listRelays().filter((relay) => relay.theme === theme.id);
  const title = localize(theme.title, locale);
  const document = await citizenPage(context, site, {
    title,
    current: 'procedures',
    breadcrumbs: [{ href: '/themes', label: say(locale, 'themes.title') }],
    description: localize(theme.summary, locale),
    children: (
      <>
        <PageHeading title={title} intro={localize(theme.summary, locale)} />
        <h2 class="govuk-heading-m">{say(locale, 'theme.procedures')}</h2>
        {links.length === 0 ? (
          <p class="govuk-body">{say(locale, 'theme.empty')}</p>
        ) : (
          <CardList
            cards={links.map(({ procedure, href, holder }) => ({
              title: localize(procedure.title, locale),
              href,
              children: localize(procedure.summary, locale),
              meta: holder
                ? say(locale, 'portal.by', { body: holderInWords(holder, locale) })
                : say(locale, 'portal.minutes', { count: procedure.minutes }),
            }))}
          />
        )}
        {relays.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'theme.relays')}</h2>
            <CardList
              cards={relays.map((relay) => ({
                title: localize(relay.title, locale),
                children: localize(relay.explanation, locale),
                actions: (
                  <a class="govuk-link" href={relay.url}>
                    {localize(relay.linkLabel, locale)}
                  </a>
                ),
              }))}
            />
          </>
        )}
      </>
    ),
  });
  return publicPage(context, document);
}
