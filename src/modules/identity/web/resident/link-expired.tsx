import { citizenPage } from '#modules/directory/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { LinkButton } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { type IdentityMessage, identityMessages as say } from '../../messages.ts';
import { type IdentityWeb, privatePage } from '../routes-parts.ts';

/** A link that was used, is too old or was never given: one page for all three, with what to do now. */
export async function linkExpired(
  context: RequestContext,
  web: IdentityWeb,
  next: { href: string; label: IdentityMessage },
): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'expired.title');
  const document = await citizenPage(context, web.site, {
    title,
    breadcrumbs: [],
    noIndex: true,
    children: (
      <div class="pv-prose">
        <PageHeading title={title} intro={say(locale, 'expired.body')} />
        <LinkButton href={next.href}>{say(locale, next.label)}</LinkButton>
      </div>
    ),
  });
  return page(document, { status: 404, headers: privatePage });
}
