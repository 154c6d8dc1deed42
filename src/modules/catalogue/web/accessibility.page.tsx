import { type Authority, capitalized, citizenPage, publisherInWords, type Site } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { RichText } from '#ui/rich-text.tsx';
import { say } from '../messages.ts';
import { publicPage } from './page-result.ts';

/** When the self-assessment that the statement tells of was made. */
const assessedOn = '2026-11-22';

/** The statement that the law asks for (décret n° 2019-768; model: arrêté du 20 septembre 2019), honest about its limits. */
export async function showAccessibility(
  context: RequestContext,
  site: Site,
  authority: Authority | undefined,
): Promise<Result> {
  const { locale } = context;
  const publisher = authority ?? (await site.directory.getTerritory()).epci;
  const title = say(locale, 'a11y.title');
  const document = await citizenPage(context, site, {
    title,
    authority,
    children: (
      <div class="pv-prose">
        <PageHeading
          title={title}
          intro={say(locale, 'a11y.intro', { name: capitalized(publisherInWords(publisher, locale)) })}
        />
        <h2 class="govuk-heading-m">{say(locale, 'a11y.state')}</h2>
        <RichText text={say(locale, 'a11y.state-body')} />
        <h2 class="govuk-heading-m">{say(locale, 'a11y.done')}</h2>
        <RichText text={say(locale, 'a11y.done-body')} />
        <h2 class="govuk-heading-m">{say(locale, 'a11y.limits')}</h2>
        <RichText text={say(locale, 'a11y.limits-body')} />
        <h2 class="govuk-heading-m">{say(locale, 'a11y.declaration')}</h2>
        <p class="govuk-body">{say(locale, 'a11y.declaration-body', { date: formatDate(assessedOn, locale) })}</p>
        <h2 class="govuk-heading-m">{say(locale, 'a11y.contact')}</h2>
        <p class="govuk-body">{say(locale, 'a11y.contact-body')}</p>
        <p class="govuk-body">
          <a class="govuk-link" href={authority === undefined ? '/contact' : `/${authority.slug}/contact`}>
            {say(locale, 'contact.title')}
          </a>
        </p>
        <h2 class="govuk-heading-m">{say(locale, 'a11y.remedy')}</h2>
        <RichText text={say(locale, 'a11y.remedy-body')} />
      </div>
    ),
  });
  return publicPage(context, document);
}
