import { type Authority, authorityContact, type Commune, citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { Columns } from '#ui/components/columns.tsx';
import { Details } from '#ui/components/details.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Hero } from '#ui/components/hero.tsx';
import { LinkRows } from '#ui/components/link-rows.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { communeCookie } from './chosen-commune.ts';
import { byTheme, listOffered, mostAskedOffered, type OfferedProcedure } from './offered-procedures.ts';
import { publicPage } from './page-result.ts';
import { OrganizationData } from './service-data.tsx';

/** Up to this number of procedures, all of them are shown at once. */
const shortList = 12;

/** The portal of one authority: what is asked most, everything by theme whoever answers, how to reach it. */
export async function showPortal(
  context: RequestContext,
  site: Site,
  catalogue: Catalogue,
  authority: Authority,
): Promise<Result> {
  if (authority.closed) return showClosedPortal(context, site, authority);
  const { locale } = context;
  const [territory, offered, served] = await Promise.all([
    site.directory.getTerritory(),
    listOffered(catalogue, authority, locale),
    servedCommunes(site, authority),
  ]);
  rememberCommune(context, authority);
  const document = await citizenPage(context, site, {
    title: authority.name,
    authority,
    isHome: true,
    current: 'home',
    description: authority.welcome && localize(authority.welcome, locale),
    hero: (
      <Hero title={authority.name} intro={authority.welcome && localize(authority.welcome, locale)}>
        <SearchBox
          id="q"
          action="/recherche"
          label={say(locale, 'portal.search')}
          placeholder={say(locale, 'home.placeholder')}
          buttonLabel={say(locale, 'search')}
          keep={authority.communeCode === undefined ? {} : { code: authority.communeCode }}
          large
        />
      </Hero>
    ),
    children: (
      <Columns
        main={
          <div class="pv-stack">
            <OrganizationData authority={authority} origin={context.origin} />
            {offered.length === 0 ? (
              <EmptyState title={say(locale, 'portal.none')} level={2}>
                <p class="govuk-body">{say(locale, 'portal.none-body')}</p>
              </EmptyState>
            ) : (
              <WaysIn offered={offered} catalogue={catalogue} slug={authority.slug} locale={locale} />
            )}
            {served.length > 0 && (
              <Details summary={say(locale, 'portal.served')}>
                <ul class="govuk-list">
                  {served.map((commune) => (
                    <li key={commune.code}>{commune.name}</li>
                  ))}
                </ul>
              </Details>
            )}
          </div>
        }
        aside={authorityContact(authority, { locale, now: context.now, example: territory.exampleContacts, level: 2 })}
        asideLabel={say(locale, 'portal.contact')}
      />
    ),
  });
  return publicPage(context, document, `/${authority.slug}`);
}

/** The counter was closed: where to go instead, and how to follow what was sent. */
async function showClosedPortal(context: RequestContext, site: Site, authority: Authority): Promise<Result> {
  const { locale } = context;
  const territory = await site.directory.getTerritory();
  const document = await citizenPage(context, site, {
    title: authority.name,
    authority,
    isHome: true,
    current: 'home',
    children: (
      <Columns
        main={
          <>
            <PageHeading title={authority.name} />
            <Notification tone="warning" title={say(locale, 'portal.counter-closed')}>
              <p class="govuk-body">{say(locale, 'portal.counter-closed-body')}</p>
            </Notification>
            <ul class="govuk-list govuk-list--bullet">
              <li>
                <a class="govuk-link" href="/">
                  {say(locale, 'portal.closed-elsewhere', { name: localize(territory.name, locale) })}
                </a>
              </li>
              <li>
                <a class="govuk-link" href="/suivi">
                  {say(locale, 'portal.closed-follow')}
                </a>
              </li>
            </ul>
            {authorityContact(authority, { locale, now: context.now, example: territory.exampleContacts, level: 2 })}
          </>
        }
        aside={authorityContact(territory.epci, {
          locale,
          now: context.now,
          example: territory.exampleContacts,
          level: 2,
        })}
        asideLabel={say(locale, 'portal.contact')}
      />
    ),
  });
  return publicPage(context, document, `/${authority.slug}`);
}

/** A town hall's portal says which commune the visitor means; the next search then knows. */
function rememberCommune(context: RequestContext, authority: Authority): void {
  if (
    authority.kind === 'commune' &&
    authority.communeCode !== undefined &&
    context.cookie(communeCookie) === undefined
  ) {
    context.setCookie(communeCookie, authority.communeCode, { maxAgeSeconds: 180 * 24 * 3600 });
  }
}

async function servedCommunes(site: Site, authority: Authority): Promise<readonly Commune[]> {
  if (authority.kind === 'commune') return [];
  return site.directory.listServedCommunes(authority.id);
}

/** What most people come for, then everything by theme: nobody reads ninety titles. */
function WaysIn(props: { offered: readonly OfferedProcedure[]; catalogue: Catalogue; slug: string; locale: Locale }) {
  const { offered, locale, slug } = props;
  const asked = offered.length <= shortList ? offered : mostAskedOffered(offered);
  const themes = byTheme(props.catalogue.themes(), offered);
  return (
    <>
      {asked.length > 0 && (
        <section aria-labelledby="procedures">
          <h2 class="govuk-heading-l" id="procedures">
            {say(locale, offered.length <= shortList ? 'portal.procedures' : 'home.most-asked')}
          </h2>
          <LinkRows
            columns={2}
            rows={asked.map((entry) => ({
              title: entry.title,
              href: entry.href,
              detail: entry.open
                ? (entry.by ?? localize(entry.procedure.summary, locale))
                : say(locale, 'portal.closed'),
            }))}
          />
        </section>
      )}
      {offered.length > shortList && (
        <section aria-labelledby="themes">
          <h2 class="govuk-heading-l" id="themes">
            {say(locale, 'home.themes')}
          </h2>
          <LinkRows
            columns={2}
            rows={themes.map(({ theme, procedures }) => ({
              title: localize(theme.title, locale),
              href: `/${slug}/demarches#${theme.id}`,
              detail: say(locale, procedures.length === 1 ? 'portal.one-procedure' : 'portal.some-procedures', {
                count: procedures.length,
              }),
            }))}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={`/${slug}/demarches`}>
              {say(locale, 'portal.all')}
            </a>
          </p>
        </section>
      )}
    </>
  );
}
