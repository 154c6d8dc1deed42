import type { Authority } from '#modules/directory/index.ts';
import { agentPage, requireTerritoryAdministrator } from '#modules/identity/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { AppError } from '#platform/errors/app-error.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { Select } from '#ui/components/select.tsx';
import { Table } from '#ui/components/table.tsx';
import { Tag } from '#ui/components/tag.tsx';
import { tell } from '../../admin-messages.ts';
import { readSite, type TypedSite } from '../../domain/site-details.ts';
import { HostTakenError, SectorOfAnotherError } from '../../errors.ts';
import { type ConnectedSite, listRemovedSites, listSites } from '../../queries/find-site.ts';
import { countPeopleOfSites } from '../../queries/list-connected-sites.ts';
import { createSite } from '../../usecases/manage-sites.ts';
import { privatePage, type SingleSignOnWeb } from '../frame.tsx';
import { secretPage } from './secret.page.tsx';
import { type FieldProblem, nothingTyped, problemsInWords, SiteFields, typedSite } from './site-fields.tsx';

export const sitesPath = '/agents/administration/sites-connectes';

const tones = { active: 'done', suspended: 'waiting', removed: 'neutral' } as const;

export function StateTag({ state, label }: { readonly state: ConnectedSite['state']; readonly label: string }) {
  return <Tag tone={tones[state]}>{label}</Tag>;
}

export async function showSites(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  await requireTerritoryAdministrator(context.agent, web.parts.directory);
  const { locale } = context;
  const { open } = web.parts.platform.database;
  const [sites, removed, people] = await Promise.all([
    listSites(open),
    listRemovedSites(open),
    countPeopleOfSites(open),
  ]);
  const rows = await Promise.all(
    sites.map(async (site) => ({ site, authority: await web.parts.directory.getAuthority(site.authorityId) })),
  );
  const csrf = context.csrfToken();
  const title = tell(locale, 'title');
  const document = await agentPage(context, web.parts.site, {
    title,
    current: 'connected-sites',
    children: (
      <>
        <PageHeading
          title={title}
          intro={tell(locale, 'intro')}
          actions={<LinkButton href={`${sitesPath}/nouveau`}>{tell(locale, 'new')}</LinkButton>}
        />
        {rows.length === 0 ? (
          <EmptyState title={tell(locale, 'none')} />
        ) : (
          <Table
            caption={title}
            captionHidden
            rows={rows}
            rowKey={({ site }) => site.id}
            columns={[
              {
                label: tell(locale, 'site'),
                rowHeader: true,
                cell: ({ site }) => (
                  <a class="govuk-link" href={`${sitesPath}/${site.id}`}>
                    {site.name}
                  </a>
                ),
              },
              { label: tell(locale, 'authority'), cell: ({ authority }) => authority.name },
              {
                label: tell(locale, 'state'),
                cell: ({ site }) => <StateTag state={site.state} label={tell(locale, `state.${site.state}`)} />,
              },
              { label: tell(locale, 'people'), numeric: true, cell: ({ site }) => String(people.get(site.id) ?? 0) },
            ]}
          />
        )}
        {removed.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{tell(locale, 'removed.title')}</h2>
            <p class="govuk-body">{tell(locale, 'removed.intro')}</p>
            <Table
              caption={tell(locale, 'removed.title')}
              captionHidden
              rows={removed}
              rowKey={({ site }) => site.id}
              columns={[
                { label: tell(locale, 'site'), rowHeader: true, cell: ({ site }) => site.name },
                { label: tell(locale, 'removed.at'), cell: ({ at }) => formatDate(at, locale) },
                {
                  label: tell(locale, 'removed.act'),
                  cell: ({ site }) => (
                    <Form action={`${sitesPath}/${site.id}/retablir`} csrf={csrf}>
                      <Button tone="secondary" ariaLabel={tell(locale, 'restore.of', { site: site.name })}>
                        {tell(locale, 'restore')}
                      </Button>
                    </Form>
                  ),
                },
              ]}
            />
          </>
        )}
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

interface Typed {
  readonly site: TypedSite;
  readonly authority: string;
  readonly sameService: string;
}

export async function showNewSite(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  await requireTerritoryAdministrator(context.agent, web.parts.directory);
  return newSitePage(context, web, { site: nothingTyped, authority: '', sameService: '' }, []);
}

export async function submitNewSite(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, web.parts.directory);
  const { locale, body } = context;
  const { config } = web.parts.platform;
  const typed: Typed = {
    site: typedSite(body),
    authority: single(body, 'authority'),
    sameService: single(body, 'same-service'),
  };
  const [authorities, sites] = await Promise.all([
    web.parts.directory.listAuthorities(),
    listSites(web.parts.platform.database.open),
  ]);
  const read = readSite(typed.site, config);
  const problems: FieldProblem[] = 'problems' in read ? problemsInWords(read.problems, locale) : [];
  if (!authorities.some(({ id }) => id === typed.authority))
    problems.push({ fieldId: 'authority', message: tell(locale, 'problem.authority') });
  const sameServiceAs = sites.find(({ id }) => id === typed.sameService)?.id;
  if (problems.length > 0 || 'problems' in read) return newSitePage(context, web, typed, problems);
  try {
    const made = await createSite(web.parts, agent, typed.authority, read.site, sameServiceAs ? { sameServiceAs } : {});
    if (read.site.publicKeys !== undefined) {
      context.setFlash(tell(locale, 'created'));
      return redirect(`${sitesPath}/${made.id}`);
    }
    return await secretPage(context, web, { siteId: made.id, name: read.site.name, secret: made.secret });
  } catch (error) {
    return newSitePage(context, web, typed, [refusalOf(error, context)]);
  }
}

/** The words for a refusal that the person can mend. @throws anything else */
export function refusalOf(error: unknown, { locale }: Pick<RequestContext, 'locale'>): FieldProblem {
  if (error instanceof HostTakenError) return { fieldId: 'redirect-uris', message: tell(locale, 'problem.host-taken') };
  if (error instanceof SectorOfAnotherError)
    return { fieldId: 'same-service', message: tell(locale, 'problem.sector') };
  throw error instanceof AppError ? error : new Error('A site could not be kept', { cause: error });
}

async function newSitePage(
  context: RequestContext,
  web: SingleSignOnWeb,
  typed: Typed,
  problems: readonly FieldProblem[],
): Promise<Result> {
  const { locale } = context;
  const [authorities, sites] = await Promise.all([
    web.parts.directory.listAuthorities(),
    listSites(web.parts.platform.database.open),
  ]);
  const heading = tell(locale, 'new');
  const error = (id: string) => problems.find((problem) => problem.fieldId === id)?.message;
  const document = await agentPage(context, web.parts.site, {
    title: problems.length === 0 ? heading : tell(locale, 'title.error', { title: heading }),
    current: 'connected-sites',
    breadcrumbs: [{ href: sitesPath, label: tell(locale, 'title') }],
    children: (
      <>
        <ErrorSummary errors={problems} />
        <PageHeading title={heading} intro={tell(locale, 'guide')} />
        <Form action={`${sitesPath}/nouveau`} csrf={context.csrfToken()}>
          <Select
            id="authority"
            label={tell(locale, 'authority')}
            hint={tell(locale, 'authority-hint')}
            value={typed.authority}
            options={byName(authorities)}
            error={error('authority')}
            required
          />
          {sites.length > 0 && (
            <Select
              id="same-service"
              label={tell(locale, 'same-service')}
              hint={tell(locale, 'same-service-hint')}
              value={typed.sameService}
              placeholder={tell(locale, 'same-service-none')}
              options={sites.map(({ id, name }) => ({ value: id, label: name }))}
              error={error('same-service')}
            />
          )}
          <SiteFields locale={locale} typed={typed.site} problems={problems} />
          <Button>{tell(locale, 'create')}</Button>
        </Form>
      </>
    ),
  });
  return page(document, { status: problems.length > 0 ? 422 : 200, headers: privatePage });
}

function byName(authorities: readonly Authority[]) {
  return authorities
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
    .map(({ id, name }) => ({ value: id, label: name }));
}
