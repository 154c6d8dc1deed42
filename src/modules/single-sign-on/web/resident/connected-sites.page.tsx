import { citizenPage } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { AppError, NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { siteScopes } from '../../domain/scopes.ts';
import { say } from '../../messages.ts';
import { listConnectedSites } from '../../queries/list-connected-sites.ts';
import { withdrawConsent } from '../../usecases/consents.ts';
import { privatePage, type SingleSignOnWeb } from '../frame.tsx';
import { SaidBySite } from './said-by-site.tsx';

export const connectedSitesPath = '/mon-espace/sites-connectes';

/** What a resident's account hands over, to whom, since when. */
export async function showConnectedSites(context: RequestContext, { parts }: SingleSignOnWeb): Promise<Result> {
  const { locale, resident } = context;
  if (resident === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  const sites = await listConnectedSites(parts.platform.database.open, resident.accountId);
  const title = say(locale, 'sites.title');
  const csrf = context.csrfToken();
  const cards = await Promise.all(
    sites.map(async ({ site, scopes, givenAt, usedAt }) => {
      const authority = await parts.directory.getAuthority(site.authorityId);
      const data = siteScopes.filter((scope) => scopes.includes(scope)).map((scope) => say(locale, `scope.${scope}`));
      const name =
        site.state === 'active' ? site.name : `${site.name} (${say(locale, 'sites.suspended').toLowerCase()})`;
      return (
        <section key={site.id}>
          <SummaryList
            title={name}
            rows={[
              { term: say(locale, 'sites.authority'), value: authority.name },
              {
                term: say(locale, 'sites.purpose'),
                value: <SaidBySite locale={locale} french={site.purpose} english={site.english.purpose} />,
              },
              {
                term: say(locale, 'sites.data'),
                value:
                  data.length === 0 ? (
                    say(locale, 'sites.identifierOnly')
                  ) : (
                    <ul class="govuk-list govuk-list--bullet">
                      {data.map((line) => (
                        <li key={line}>{line}</li>
                      ))}
                    </ul>
                  ),
              },
              { term: say(locale, 'sites.since'), value: formatDate(givenAt, locale) },
              { term: say(locale, 'sites.used'), value: formatDate(usedAt, locale) },
            ]}
          />
          <Form action={connectedSitesPath} csrf={csrf}>
            <Button
              tone="secondary"
              name="site"
              value={site.id}
              ariaLabel={say(locale, 'sites.withdrawFrom', { site: site.name })}
            >
              {say(locale, 'sites.withdraw')}
            </Button>
          </Form>
        </section>
      );
    }),
  );
  const document = await citizenPage(context, parts.site, {
    title,
    breadcrumbs: [
      { href: '/mon-espace', label: say(locale, 'mySpace') },
      { href: '/mon-espace/profil', label: say(locale, 'profile') },
    ],
    noIndex: true,
    children: (
      <>
        <PageHeading title={title} intro={say(locale, 'sites.intro')} />
        {cards.length === 0 ? (
          <EmptyState title={say(locale, 'sites.none')}>
            <p>{say(locale, 'sites.noneBody')}</p>
          </EmptyState>
        ) : (
          cards
        )}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

export async function submitWithdrawal(context: RequestContext, { parts }: SingleSignOnWeb): Promise<Result> {
  const { resident, locale } = context;
  if (resident === undefined) throw new AppError('unauthenticated', 'sign-in-first');
  const siteId = single(context.body, 'site');
  const sites = await listConnectedSites(parts.platform.database.open, resident.accountId);
  const found = sites.find(({ site }) => site.id === siteId);
  if (found === undefined) throw new NotFoundError();
  await withdrawConsent(parts, resident.accountId, siteId);
  context.setFlash(say(locale, 'sites.withdrawn', { site: found.site.name }));
  return redirect(connectedSitesPath);
}
