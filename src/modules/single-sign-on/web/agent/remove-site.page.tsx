import { agentPage, requireTerritoryAdministrator } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { tell } from '../../admin-messages.ts';
import { HostTakenError } from '../../errors.ts';
import { countPeopleOfSites } from '../../queries/list-connected-sites.ts';
import { restoreSite, setSiteState } from '../../usecases/manage-sites.ts';
import { privatePage, type SingleSignOnWeb } from '../frame.tsx';
import { siteOfAddress } from './one-site.page.tsx';
import { sitesPath } from './sites.page.tsx';

const lost = ['remove.lost.sign-in', 'remove.lost.agreements', 'remove.lost.access'] as const;
const kept = ['remove.kept.data', 'remove.kept.identifiers', 'remove.kept.undo'] as const;

/** GET …/:site/retirer: what residents lose, before it is done. */
export async function showRemoval(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  await requireTerritoryAdministrator(context.agent, web.parts.directory);
  const { locale } = context;
  const site = await siteOfAddress(context, web);
  const people = (await countPeopleOfSites(web.parts.platform.database.open)).get(site.id) ?? 0;
  const own = `${sitesPath}/${site.id}`;
  const title = tell(locale, 'remove.title', { site: site.name });
  const count = people > 1 ? 'many' : people === 1 ? 'one' : 'none';
  const document = await agentPage(context, web.parts.site, {
    title,
    current: 'connected-sites',
    breadcrumbs: [
      { href: sitesPath, label: tell(locale, 'title') },
      { href: own, label: site.name },
    ],
    children: (
      <>
        <PageHeading title={title} intro={tell(locale, `remove.people.${count}`, { count: people })} />
        <h2 class="govuk-heading-m">{tell(locale, 'remove.lost')}</h2>
        <ul class="govuk-list govuk-list--bullet">
          {lost.map((key) => (
            <li key={key}>{tell(locale, key)}</li>
          ))}
        </ul>
        <h2 class="govuk-heading-m">{tell(locale, 'remove.kept')}</h2>
        <ul class="govuk-list govuk-list--bullet">
          {kept.map((key) => (
            <li key={key}>{tell(locale, key)}</li>
          ))}
        </ul>
        <Form action={`${own}/retirer`} csrf={context.csrfToken()}>
          <ButtonGroup>
            <Button tone="warning">{tell(locale, 'remove')}</Button>
            <LinkButton tone="secondary" href={own}>
              {tell(locale, 'remove.keep')}
            </LinkButton>
          </ButtonGroup>
        </Form>
      </>
    ),
  });
  return page(document, { headers: privatePage });
}

/** POST …/:site/retirer */
export async function submitRemoval(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, web.parts.directory);
  const site = await siteOfAddress(context, web);
  await setSiteState(web.parts, agent, site.id, 'removed');
  context.setFlash(tell(context.locale, 'done.removed', { site: site.name }));
  return redirect(sitesPath);
}

/** POST …/:site/retablir: the very same site, under the same identifiers; residents are asked again. */
export async function submitRestoration(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const agent = await requireTerritoryAdministrator(context.agent, web.parts.directory);
  const { locale } = context;
  try {
    const site = await restoreSite(web.parts, agent, context.params.site ?? '');
    context.setFlash(tell(locale, 'done.restored', { site: site.name }));
    return redirect(`${sitesPath}/${site.id}`);
  } catch (error) {
    if (!(error instanceof HostTakenError)) throw error;
    context.setFlash(tell(locale, 'restore.host-taken'));
    return redirect(sitesPath);
  }
}
