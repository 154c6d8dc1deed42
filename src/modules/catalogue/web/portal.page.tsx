import { type Authority, authorityContact, type Commune, citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { CardList, type CardProps } from '#ui/components/card.tsx';
import { Columns } from '#ui/components/columns.tsx';
import { Details } from '#ui/components/details.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Hero } from '#ui/components/hero.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SearchBox } from '#ui/components/search-box.tsx';
import type { AdoptedProcedure } from '../domain/adopted-procedure.ts';
import type { Found } from '../domain/found.ts';
import type { Theme } from '../domain/library-schema.ts';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { communeCookie } from './chosen-commune.ts';
import { publicPage } from './page-result.ts';
import { holderInWords } from './who-answers.tsx';

/** The portal of one authority: its procedures by theme, what others do for its residents, how to reach it. */
export async function showPortal(
  context: RequestContext,
  site: Site,
  catalogue: Catalogue,
  authority: Authority,
): Promise<Result> {
  if (authority.closed) return showClosedPortal(context, site, authority);
  const { locale } = context;
  const [territory, adopted, elsewhere, served] = await Promise.all([
    site.directory.getTerritory(),
    catalogue.listAdopted(authority.id),
    answeredElsewhere(catalogue, authority),
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
            <h2 class="govuk-heading-l">{say(locale, 'portal.procedures')}</h2>
            {adopted.length === 0 ? (
              <EmptyState title={say(locale, 'portal.none')} level={3}>
                <p class="govuk-body">{say(locale, 'portal.none-body')}</p>
              </EmptyState>
            ) : (
              <>
                <ProceduresByTheme adopted={adopted} catalogue={catalogue} locale={locale} />
                <p class="govuk-body">
                  <a class="govuk-link" href={`/${authority.slug}/demarches`}>
                    {say(locale, 'portal.all')}
                  </a>
                </p>
              </>
            )}
            {elsewhere.length > 0 && (
              <section aria-labelledby="elsewhere">
                <h2 class="govuk-heading-l" id="elsewhere">
                  {say(locale, 'portal.others')}
                </h2>
                <p class="govuk-body">{say(locale, 'portal.others-intro')}</p>
                <CardList columns={2} cards={elsewhere.map((answer) => elsewhereCard(answer, locale))} />
              </section>
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

/** What a commune's residents ask of another body: the agglomération, the CCAS, a relay. */
async function answeredElsewhere(catalogue: Catalogue, authority: Authority) {
  if (authority.kind !== 'commune') return [];
  const procedures = await catalogue.listProcedures();
  const answers = await Promise.all(
    procedures.map((procedure) => catalogue.answerFor(procedure, authority.communeCode)),
  );
  return answers.filter((answer) => answer.holder !== undefined && answer.holder.authority?.id !== authority.id);
}

async function servedCommunes(site: Site, authority: Authority): Promise<readonly Commune[]> {
  if (authority.kind === 'commune') return [];
  return site.directory.listServedCommunes(authority.id);
}

/** One list in the order of the themes, each card under the name of its own. */
function ProceduresByTheme(props: { adopted: readonly AdoptedProcedure[]; catalogue: Catalogue; locale: Locale }) {
  const { adopted, locale } = props;
  const cards = props.catalogue
    .themes()
    .flatMap((theme) =>
      adopted.filter((entry) => entry.procedure.theme === theme.id).map((entry) => adoptedCard(entry, theme, locale)),
    );
  return <CardList columns={2} cards={cards} />;
}

function adoptedCard({ procedure, authority, open }: AdoptedProcedure, theme: Theme, locale: Locale): CardProps {
  return {
    level: 3,
    title: localize(procedure.title, locale),
    eyebrow: localize(theme.title, locale),
    href: `/${authority.slug}/demarches/${procedure.slug}`,
    tag: open ? undefined : { tone: 'neutral', label: say(locale, 'portal.closed') },
    children: localize(procedure.summary, locale),
    meta: say(locale, 'portal.minutes', { count: procedure.minutes }),
  };
}

function elsewhereCard(answer: Extract<Found, { kind: 'procedure' }>, locale: Locale): CardProps {
  return {
    level: 3,
    title: localize(answer.procedure.title, locale),
    href: answer.href ?? answer.holder?.relay?.url,
    children: localize(answer.procedure.summary, locale),
    meta: answer.holder && say(locale, 'portal.by', { body: holderInWords(answer.holder, locale) }),
  };
}
