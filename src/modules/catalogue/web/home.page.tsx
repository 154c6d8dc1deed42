import { type Authority, citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { Hero } from '#ui/components/hero.tsx';
import { LinkChips } from '#ui/components/link-chips.tsx';
import { LinkRows } from '#ui/components/link-rows.tsx';
import { NeedSearch } from '#ui/components/need-search.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { mostAsked } from '../domain/most-asked.ts';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { chosenCommune } from './chosen-commune.ts';
import { CommuneField } from './commune-field.tsx';
import { publicPage } from './page-result.ts';
import { procedureLinks } from './procedure-links.ts';
import { holderInWords } from './who-answers.tsx';

/** The territory's home: one field for any need, then the usual ways in. */
export async function showHome(context: RequestContext, site: Site, catalogue: Catalogue): Promise<Result> {
  const { locale } = context;
  const [territory, authorities, { commune }, procedures] = await Promise.all([
    site.directory.getTerritory(),
    site.directory.listAuthorities(),
    chosenCommune(context, site.directory),
    catalogue.listProcedures(),
  ]);
  const own = commune?.inTerritory ? await site.directory.findTownHall(commune.code) : undefined;
  const asked = await procedureLinks(catalogue, mostAsked(procedures), commune);
  const document = await citizenPage(context, site, {
    title: say(locale, 'home.page'),
    isHome: true,
    current: 'home',
    description: localize(territory.welcome, locale),
    hero: (
      <Hero title={say(locale, 'home.title')} intro={localize(territory.welcome, locale)}>
        <NeedSearch
          id="q"
          action="/recherche"
          label={say(locale, 'home.need')}
          placeholder={say(locale, 'home.placeholder')}
          buttonLabel={say(locale, 'search')}
        >
          <CommuneField locale={locale} id="commune" commune={commune} optional />
        </NeedSearch>
      </Hero>
    ),
    children: (
      <>
        <h2 class="govuk-heading-l">{say(locale, 'home.most-asked')}</h2>
        <LinkRows
          columns={3}
          rows={asked.map(({ procedure, href, holder }) => ({
            title: localize(procedure.title, locale),
            href,
            detail: holder
              ? say(locale, 'portal.by', { body: holderInWords(holder, locale) })
              : localize(procedure.summary, locale),
          }))}
        />
        <h2 class="govuk-heading-l">{say(locale, 'home.events')}</h2>
        <LinkChips
          links={catalogue
            .lifeEvents()
            .map((event) => ({ href: `/evenements/${event.id}`, label: localize(event.title, locale) }))}
        />
        <h2 class="govuk-heading-l">{say(locale, 'home.themes')}</h2>
        <LinkRows
          columns={2}
          rows={catalogue.themes().map((theme) => ({
            title: localize(theme.title, locale),
            href: `/themes/${theme.id}`,
            detail: localize(theme.summary, locale),
          }))}
        />
        <div class="pv-pair">
          <section aria-labelledby="follow">
            <h2 class="govuk-heading-m" id="follow">
              {say(locale, 'home.follow')}
            </h2>
            <Form action="/suivi" method="get">
              <TextInput
                id="code"
                label={say(locale, 'home.follow-code')}
                hint={say(locale, 'home.follow-hint')}
                width={20}
                autocomplete="off"
                spellcheck={false}
              />
              <Button tone="secondary">{say(locale, 'home.follow-button')}</Button>
            </Form>
          </section>
          <TownHalls context={context} authorities={authorities} own={own} />
        </div>
      </>
    ),
  });
  return publicPage(context, document);
}

function TownHalls({
  context,
  authorities,
  own,
}: {
  context: RequestContext;
  authorities: readonly Authority[];
  own: Authority | undefined;
}) {
  const { locale } = context;
  const townHalls = authorities.filter((authority) => authority.kind === 'commune');
  const others = authorities.filter((authority) => authority.kind !== 'commune');
  return (
    <section aria-labelledby="town-halls">
      <h2 class="govuk-heading-m" id="town-halls">
        {say(locale, 'home.town-halls')}
      </h2>
      <p class="govuk-body">{say(locale, 'home.town-halls-intro')}</p>
      {own && (
        <p class="govuk-body">
          <a class="govuk-link govuk-!-font-weight-bold" href={`/${own.slug}`}>
            {own.name}
          </a>
        </p>
      )}
      {townHalls.length > 0 && (
        <Details summary={say(locale, 'home.town-halls-list', { count: townHalls.length })}>
          <AuthorityLinks authorities={townHalls} />
        </Details>
      )}
      {others.length > 0 && <h3 class="govuk-heading-s">{say(locale, 'home.others')}</h3>}
      <ul class="govuk-list">
        {others.map((authority) => (
          <li key={authority.id}>
            <a class="govuk-link" href={`/${authority.slug}`}>
              {authority.name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Portals as a plain list. */
export function AuthorityLinks({ authorities }: { authorities: readonly Authority[] }) {
  return (
    <ul class="govuk-list pv-list-columns">
      {authorities.map((authority) => (
        <li key={authority.id}>
          <a class="govuk-link" href={`/${authority.slug}`}>
            {authority.shortName}
          </a>
        </li>
      ))}
    </ul>
  );
}
