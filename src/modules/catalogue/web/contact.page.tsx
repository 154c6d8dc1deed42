import { type Authority, authorityContact, citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { InsetText } from '#ui/components/inset-text.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { AuthorityLinks } from './home.page.tsx';
import { publicPage } from './page-result.ts';
import { chooseCommuneHref } from './procedure-links.ts';

/** How to reach an authority; on the territory's portal, the way to one's own town hall. */
export async function showContact(
  context: RequestContext,
  site: Site,
  catalogue: Catalogue,
  authority: Authority | undefined,
): Promise<Result> {
  const { locale } = context;
  const territory = await site.directory.getTerritory();
  const townHalls = (await site.directory.listAuthorities()).filter((candidate) => candidate.kind === 'commune');
  const question = (await catalogue.listProcedures()).find((procedure) => procedure.procedure === 'question');
  const title = say(locale, 'contact.title');
  const document = await citizenPage(context, site, {
    title,
    authority,
    children: (
      <div class="pv-prose">
        <PageHeading
          title={title}
          intro={say(locale, authority === undefined ? 'contact.intro' : 'contact.intro-authority')}
        />
        <InsetText>{say(locale, 'contact.urgent')}</InsetText>
        {question && (
          <p class="govuk-body">
            <a
              class="govuk-link"
              href={
                authority === undefined ? chooseCommuneHref(question) : `/${authority.slug}/demarches/${question.slug}`
              }
            >
              {say(locale, 'contact.write')}
            </a>
          </p>
        )}
        {authorityContact(authority ?? territory.epci, {
          locale,
          now: context.now,
          example: territory.exampleContacts,
          level: 2,
        })}
        {authority === undefined && townHalls.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{say(locale, 'contact.choose')}</h2>
            <AuthorityLinks authorities={townHalls} />
          </>
        )}
      </div>
    ),
  });
  return publicPage(context, document);
}
