import { type Authority, citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { say } from '../messages.ts';
import { publicPage } from './page-result.ts';

/** Who publishes and who hosts (loi n° 2004-575 du 21 juin 2004, art. 1-1), for the territory or for one authority. */
export async function showLegalNotice(
  context: RequestContext,
  site: Site,
  authority: Authority | undefined,
): Promise<Result> {
  const { locale } = context;
  const territory = await site.directory.getTerritory();
  const publisher = authority ?? territory.epci;
  const { street, postcode, city, phone, email } = publisher.contact;
  const title = say(locale, 'legal.title');
  const document = await citizenPage(context, site, {
    title,
    authority,
    children: (
      <div class="pv-prose">
        <PageHeading title={title} />
        <h2 class="govuk-heading-m">{say(locale, 'legal.publisher')}</h2>
        <p class="govuk-body">
          {publisher.name}
          <br />
          {street}, {postcode} {city}
          <br />
          {phone}, {email}
          {publisher.siren && (
            <>
              <br />
              {say(locale, 'legal.siren', { siren: publisher.siren })}
            </>
          )}
        </p>
        {territory.exampleContacts && <p class="govuk-body pv-muted">{say(locale, 'example.contacts')}</p>}
        <h2 class="govuk-heading-m">{say(locale, 'legal.director')}</h2>
        <p class="govuk-body">
          {say(locale, publisher.kind === 'commune' ? 'legal.director-commune' : 'legal.director-other')}
        </p>
        <h2 class="govuk-heading-m">{say(locale, 'legal.host')}</h2>
        <p class="govuk-body">
          {territory.hosting === undefined
            ? say(locale, site.platform.config.demonstration ? 'legal.host-demo' : 'legal.host-missing')
            : `${territory.hosting.name}, ${territory.hosting.address}, ${territory.hosting.phone}`}
        </p>
        <h2 class="govuk-heading-m">{say(locale, 'legal.software')}</h2>
        <p class="govuk-body">{say(locale, 'legal.software-body')}</p>
        <h2 class="govuk-heading-m">{say(locale, 'legal.credits')}</h2>
        <p class="govuk-body">{say(locale, 'legal.credits-body')}</p>
        <h2 class="govuk-heading-m">{say(locale, 'legal.reuse')}</h2>
        <p class="govuk-body">{say(locale, 'legal.reuse-body')}</p>
      </div>
    ),
  });
  return publicPage(context, document);
}
