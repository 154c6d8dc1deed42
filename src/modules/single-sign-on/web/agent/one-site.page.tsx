import { agentPage, requireTerritoryAdministrator } from '#modules/identity/index.ts';
import { formatDate, formatDateTime } from '#platform/clock/format-date.ts';
import { NotFoundError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { Table } from '#ui/components/table.tsx';
import { tell } from '../../admin-messages.ts';
import { readSite, type TypedSite } from '../../domain/site-details.ts';
import { paths } from '../../provider/configuration.ts';
import { type ConnectedSite, findSite } from '../../queries/find-site.ts';
import { listSiteActs } from '../../queries/list-connected-sites.ts';
import { changeSite, rotateSecret, setSiteState } from '../../usecases/manage-sites.ts';
import { privatePage, type SingleSignOnWeb } from '../frame.tsx';
import { secretPage } from './secret.page.tsx';
import { type FieldProblem, problemsInWords, SiteFields, typedFrom, typedSite } from './site-fields.tsx';
import { refusalOf, StateTag, sitesPath } from './sites.page.tsx';

export async function showSite(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  await requireTerritoryAdministrator(context.agent, web.parts.directory);
  const site = await siteOfAddress(context, web);
  return sitePage(context, web, site, typedFrom(site), []);
}

export async function submitSite(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, web.parts.directory);
  const site = await siteOfAddress(context, web);
  const typed = typedSite(context.body);
  const read = readSite(typed, web.parts.platform.config);
  if ('problems' in read) return sitePage(context, web, site, typed, problemsInWords(read.problems, context.locale));
  try {
    await changeSite(web.parts, agent, site.id, read.site);
  } catch (error) {
    return sitePage(context, web, site, typed, [refusalOf(error, context)]);
  }
  context.setFlash(tell(context.locale, 'saved'));
  return redirect(`${sitesPath}/${site.id}`);
}

export async function submitSecret(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, web.parts.directory);
  const site = await siteOfAddress(context, web);
  const revoke = single(context.body, 'former') === 'revoke';
  const secret = await rotateSecret(web.parts, agent, site.id, { revoke });
  return secretPage(context, web, { siteId: site.id, name: site.name, secret });
}

const stateActs = { suspend: 'suspended', resume: 'active' } as const;
const done = { suspend: 'done.suspended', resume: 'done.resumed' } as const;

export async function submitState(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, web.parts.directory);
  const site = await siteOfAddress(context, web);
  const wanted = single(context.body, 'act');
  const act = (Object.keys(stateActs) as (keyof typeof stateActs)[]).find((one) => one === wanted);
  if (act === undefined) return redirect(`${sitesPath}/${site.id}`);
  await setSiteState(web.parts, agent, site.id, stateActs[act]);
  context.setFlash(tell(context.locale, done[act]));
  return redirect(`${sitesPath}/${site.id}`);
}

/** @throws NotFoundError for one that does not exist or was removed */
export async function siteOfAddress(context: RequestContext, web: SingleSignOnWeb): Promise<ConnectedSite> {
  const site = await findSite(web.parts.platform.database.open, context.params.site ?? '');
  if (site === undefined || site.state === 'removed') throw new NotFoundError();
  return site;
}

async function sitePage(
  context: RequestContext,
  web: SingleSignOnWeb,
  site: ConnectedSite,
  typed: TypedSite,
  problems: readonly FieldProblem[],
): Promise<Result> {
  const { locale } = context;
  const own = `${sitesPath}/${site.id}`;
  const [authority, acts] = await Promise.all([
    web.parts.directory.getAuthority(site.authorityId),
    listSiteActs(web.parts.platform.database.open, site.id),
  ]);
  const csrf = context.csrfToken();
  const former = site.formerSecretUntil;
  const document = await agentPage(context, web.parts.site, {
    title: problems.length === 0 ? site.name : tell(locale, 'title.error', { title: site.name }),
    current: 'connected-sites',
    breadcrumbs: [{ href: sitesPath, label: tell(locale, 'title') }],
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={site.name} caption={authority.name} />
        <p class="govuk-body">
          <StateTag state={site.state} label={tell(locale, `state.${site.state}`)} />
        </p>
        <SummaryList
          title={tell(locale, 'settings')}
          rows={[
            { term: tell(locale, 'issuer'), value: <code>{`${context.origin}${paths.mount}`}</code> },
            { term: tell(locale, 'client-id'), value: <code>{site.id}</code> },
            {
              term: tell(locale, 'secret'),
              value:
                site.publicKeys !== undefined ? (
                  tell(locale, 'no-secret')
                ) : (
                  <>
                    {tell(locale, 'secret-since', { date: formatDate(site.secretMadeAt, locale) })}
                    {former !== undefined && former > context.now && (
                      <>
                        <br />
                        {tell(locale, 'secret-former', { date: formatDate(former, locale) })}
                      </>
                    )}
                  </>
                ),
            },
          ]}
        />
        {site.publicKeys === undefined && (
          <Form action={`${own}/secret`} csrf={csrf}>
            <p class="govuk-hint">{tell(locale, 'secret-rotate-hint')}</p>
            <div class="govuk-button-group">
              <Button tone="secondary">{tell(locale, 'secret-rotate')}</Button>
              <Button tone="secondary" name="former" value="revoke">
                {tell(locale, 'secret-revoke')}
              </Button>
            </div>
          </Form>
        )}
        <Form action={own} csrf={csrf}>
          <SiteFields locale={locale} typed={typed} problems={problems} />
          <Button>{tell(locale, 'save')}</Button>
        </Form>
        <h2 class="govuk-heading-m">{tell(locale, 'acts')}</h2>
        <p class="govuk-hint">{tell(locale, 'remove-hint')}</p>
        <Form action={`${own}/etat`} csrf={csrf}>
          <div class="govuk-button-group">
            {site.state === 'active' ? (
              <Button tone="secondary" name="act" value="suspend">
                {tell(locale, 'suspend')}
              </Button>
            ) : (
              <Button tone="secondary" name="act" value="resume">
                {tell(locale, 'resume')}
              </Button>
            )}
            <LinkButton tone="warning" href={`${own}/retirer`}>
              {tell(locale, 'remove')}
            </LinkButton>
          </div>
        </Form>
        <Table
          caption={tell(locale, 'history')}
          rows={acts}
          rowKey={(act) => act.id}
          columns={[
            { label: tell(locale, 'when'), rowHeader: true, cell: (act) => formatDateTime(act.at, locale) },
            { label: tell(locale, 'what'), cell: (act) => tell(locale, `act.${act.act}`) },
            { label: tell(locale, 'who'), cell: (act) => act.by },
          ]}
        />
      </>
    ),
  });
  return page(document, { status: problems.length > 0 ? 422 : 200, headers: privatePage });
}
