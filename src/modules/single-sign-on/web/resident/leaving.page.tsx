import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { say } from '../../messages.ts';
import { paths } from '../../provider/configuration.ts';
import { findActiveSite } from '../../queries/find-site.ts';
import { privatePage, type SingleSignOnWeb, turnPage } from '../frame.tsx';

/** A site says that its visitor leaves: of the site alone, or of everything? */
export async function showLeaving(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const { locale } = context;
  const { demande = '', site: siteId = '' } = context.query;
  const site = await findActiveSite(web.parts.platform.database.open, siteId);
  const title = say(locale, 'signOut.title');
  const document = await turnPage(
    context,
    web,
    title,
    <>
      <PageHeading title={title} intro={site && say(locale, 'signOut.of', { site: site.name })} />
      <p class="govuk-body">{say(locale, 'signOut.body')}</p>
      {/* The token of this form is the protocol's own, bound to the session that ends. */}
      <form method="post" action={`${paths.mount}/session/end/confirm`} noValidate>
        <input type="hidden" name="xsrf" value={demande.slice(0, 100)} />
        <div class="govuk-button-group">
          <Button name="logout" value="yes">
            {say(locale, 'signOut.all')}
          </Button>
          {site !== undefined && <Button tone="secondary">{say(locale, 'signOut.one')}</Button>}
        </div>
      </form>
    </>,
  );
  return page(document, { headers: privatePage });
}

export async function showLeft(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'signOut.done');
  const document = await turnPage(
    context,
    web,
    title,
    <>
      <PageHeading title={title} intro={say(locale, 'signOut.doneBody')} />
      <LinkButton tone="secondary" href="/">
        {say(locale, 'signOut.home')}
      </LinkButton>
    </>,
  );
  return page(document, { headers: privatePage });
}

/** Why a site's request cannot be taken, without a word of what the request held. */
export async function showRefusal(context: RequestContext, web: SingleSignOnWeb): Promise<Result> {
  const { locale } = context;
  const code = /^[a-z_]{3,60}$/.test(context.query.motif ?? '') ? context.query.motif : undefined;
  const title = say(locale, 'refusal.title');
  const document = await turnPage(
    context,
    web,
    title,
    <>
      <PageHeading title={title} intro={say(locale, 'refusal.body')} />
      <p class="govuk-body">{say(locale, 'refusal.expired')}</p>
      {code !== undefined && <p class="govuk-hint">{say(locale, 'refusal.code', { code })}</p>}
      <LinkButton tone="secondary" href="/">
        {say(locale, 'signOut.home')}
      </LinkButton>
    </>,
  );
  return page(document, { status: 400, headers: privatePage });
}
