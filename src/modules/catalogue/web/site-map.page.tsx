import { citizenPage, type Site, serviceStateHref } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { AuthorityLinks } from './home.page.tsx';
import { publicPage } from './page-result.ts';

/** Every page that does not depend on a person. */
export async function showSiteMap(context: RequestContext, site: Site, catalogue: Catalogue): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'map.title');
  const authorities = await site.directory.listAuthorities();
  const sections: { title: string; links: { href: string; label: string }[] }[] = [
    {
      title: say(locale, 'map.counter'),
      links: [
        { href: '/', label: say(locale, 'home.page') },
        { href: '/recherche', label: say(locale, 'results.title-empty') },
        { href: '/suivi', label: say(locale, 'home.follow') },
      ],
    },
    {
      title: say(locale, 'home.themes'),
      links: catalogue.themes().map((theme) => ({ href: `/themes/${theme.id}`, label: localize(theme.title, locale) })),
    },
    {
      title: say(locale, 'home.events'),
      links: catalogue
        .lifeEvents()
        .map((event) => ({ href: `/evenements/${event.id}`, label: localize(event.title, locale) })),
    },
    { title: say(locale, 'map.account'), links: [{ href: '/mon-espace', label: say(locale, 'map.space') }] },
    {
      title: say(locale, 'map.about'),
      links: [
        { href: '/aide', label: say(locale, 'help.title') },
        { href: serviceStateHref, label: say(locale, 'map.state') },
        { href: '/contact', label: say(locale, 'contact.title') },
        { href: '/mentions-legales', label: say(locale, 'legal.title') },
        { href: '/confidentialite', label: say(locale, 'privacy.title') },
        { href: '/accessibilite', label: say(locale, 'a11y.title') },
      ],
    },
  ];
  const document = await citizenPage(context, site, {
    title,
    children: (
      <>
        <PageHeading title={title} />
        {sections.map((section) => (
          <section key={section.title}>
            <h2 class="govuk-heading-m">{section.title}</h2>
            <ul class="govuk-list">
              {section.links.map((link) => (
                <li key={link.href}>
                  <a class="govuk-link" href={link.href}>
                    {link.label}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {authorities.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'home.town-halls')}</h2>
            <AuthorityLinks authorities={authorities} />
          </>
        )}
      </>
    ),
  });
  return publicPage(context, document);
}
