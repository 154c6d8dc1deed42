import { type Authority, authorityInWords, capitalized, citizenPage, type Site } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Result } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Table } from '#ui/components/table.tsx';
import type { Procedure } from '../domain/procedure-schema.ts';
import { say } from '../messages.ts';
import type { Catalogue } from '../queries/catalogue.ts';
import { retentionInWords } from './data-notice.tsx';
import { publicPage } from './page-result.ts';
import { chooseCommuneHref } from './procedure-links.ts';

/** What is done with personal data, from the procedures' own notices (RGPD, art. 13 and 14). */
export async function showPrivacy(
  context: RequestContext,
  site: Site,
  catalogue: Catalogue,
  authority: Authority | undefined,
): Promise<Result> {
  const { locale } = context;
  const territory = await site.directory.getTerritory();
  const procedures: readonly Procedure[] =
    authority === undefined
      ? await catalogue.listProcedures()
      : (await catalogue.listAdopted(authority.id)).map((entry) => entry.procedure);
  const rights = procedures.find((procedure) => procedure.procedure === 'data-rights');
  const officer = territory.dataProtectionOfficer;
  const title = say(locale, 'privacy.title');
  const document = await citizenPage(context, site, {
    title,
    authority,
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'privacy.intro')} />
        <div class="pv-prose">
          <h2 class="govuk-heading-m">{say(locale, 'privacy.controller')}</h2>
          <p class="govuk-body">
            {authority === undefined
              ? say(locale, 'privacy.controller-body')
              : say(locale, 'privacy.controller-authority', { name: capitalized(authorityInWords(authority, locale)) })}
          </p>
          <p class="govuk-body">
            {officer === undefined
              ? say(locale, 'privacy.dpo-by-mail')
              : say(locale, 'privacy.dpo', { name: officer.name, email: officer.email })}
          </p>
        </div>
        <div class="pv-close-columns">
          <Table
            caption={say(locale, 'privacy.procedures')}
            rows={procedures}
            rowKey={(procedure) => procedure.procedure}
            columns={[
              {
                label: say(locale, 'privacy.procedure'),
                rowHeader: true,
                cell: (procedure) => localize(procedure.title, locale),
              },
              { label: say(locale, 'data.purpose'), cell: (procedure) => localize(procedure.legal.purpose, locale) },
              { label: say(locale, 'data.basis'), cell: (procedure) => localize(procedure.legal.basis, locale) },
              {
                label: say(locale, 'data.recipients'),
                cell: (procedure) => localize(procedure.legal.recipients, locale),
              },
              { label: say(locale, 'data.retention'), cell: (procedure) => retentionInWords(procedure, locale) },
            ]}
          />
        </div>
        <div class="pv-prose">
          <h2 class="govuk-heading-m">{say(locale, 'privacy.account')}</h2>
          <p class="govuk-body">{say(locale, 'privacy.account-body')}</p>
          <h2 class="govuk-heading-m">{say(locale, 'privacy.drafts')}</h2>
          <p class="govuk-body">{say(locale, 'privacy.drafts-body')}</p>
          <h2 class="govuk-heading-m">{say(locale, 'privacy.cookies')}</h2>
          <p class="govuk-body">{say(locale, 'privacy.cookies-body')}</p>
          <h2 class="govuk-heading-m">{say(locale, 'privacy.rights')}</h2>
          <p class="govuk-body">{say(locale, 'data.rights-body')}</p>
          {rights && (
            <p class="govuk-body">
              <a
                class="govuk-link"
                href={
                  authority === undefined ? chooseCommuneHref(rights) : `/${authority.slug}/demarches/${rights.slug}`
                }
              >
                {say(locale, 'data.rights-link')}
              </a>
            </p>
          )}
          <p class="govuk-body">
            {say(locale, 'privacy.cnil')}{' '}
            <a class="govuk-link" href="https://www.cnil.fr/fr/plaintes">
              {say(locale, 'privacy.cnil-link')}
            </a>
          </p>
        </div>
      </>
    ),
  });
  return publicPage(context, document);
}
