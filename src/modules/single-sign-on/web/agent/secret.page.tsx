import { agentPage } from '#modules/identity/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { SummaryList } from '#ui/components/summary-list.tsx';
import { tell } from '../../admin-messages.ts';
import { paths } from '../../provider/configuration.ts';
import { privatePage, type SingleSignOnWeb } from '../frame.tsx';

/** The answer to the act itself: the secret is shown this once, and stands in no address and no cookie. */
export async function secretPage(
  context: RequestContext,
  web: SingleSignOnWeb,
  made: { readonly siteId: string; readonly name: string; readonly secret: string },
): Promise<Result> {
  const { locale } = context;
  const document = await agentPage(context, web.parts.site, {
    title: tell(locale, 'secret-once'),
    current: 'connected-sites',
    breadcrumbs: [{ href: '/agents/administration/sites-connectes', label: tell(locale, 'title') }],
    children: (
      <>
        <PageHeading title={tell(locale, 'secret-once')} caption={made.name} />
        <Notification tone="important">
          <p>{tell(locale, 'secret-once-body')}</p>
        </Notification>
        <SummaryList
          title={tell(locale, 'settings')}
          rows={[
            { term: tell(locale, 'issuer'), value: <code>{`${context.origin}${paths.mount}`}</code> },
            { term: tell(locale, 'client-id'), value: <code>{made.siteId}</code> },
            { term: tell(locale, 'secret'), value: <code id="secret">{made.secret}</code> },
          ]}
        />
        <LinkButton href={`/agents/administration/sites-connectes/${made.siteId}`}>{made.name}</LinkButton>
      </>
    ),
  });
  return page(document, { headers: privatePage });
}
