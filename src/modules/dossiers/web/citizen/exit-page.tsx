import type { VNode } from 'preact';
import type { Procedure } from '#modules/catalogue/index.ts';
import { type Authority, citizenPage } from '#modules/directory/index.ts';
import type { Answers, CommuneAnswer, FormExit } from '#modules/forms/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Locale, localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { LinkButton } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { RichText } from '#ui/rich-text.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';

export interface ExitView {
  readonly authority: Authority;
  readonly procedure: Procedure;
  readonly exit: FormExit;
  readonly answers: Answers;
  /** Back to the page, to change the answer that led here. */
  readonly backHref: string;
}

/** "This is not the right door": why, and where the right one is. Nothing is sent. */
export async function renderExitPage(context: RequestContext, parts: DossiersParts, view: ExitView): Promise<VNode> {
  const { locale } = context;
  const title = localize(view.exit.title, locale);
  const link = await linkOf(parts, view, locale);
  return citizenPage(context, parts.site, {
    title: `${title} – ${localize(view.procedure.title, locale)}`,
    authority: view.authority,
    current: 'procedures',
    noIndex: true,
    backLink: <BackLink href={view.backHref} label={say(locale, 'exit.back')} />,
    children: (
      <>
        <PageHeading title={title} caption={localize(view.procedure.title, locale)} />
        <RichText text={localize(view.exit.body, locale)} headingLevel={2} />
        {link && <LinkButton href={link.href}>{link.label}</LinkButton>}
        <p class="govuk-body">{say(locale, 'exit.nothingSent')}</p>
      </>
    ),
  });
}

async function linkOf(
  parts: DossiersParts,
  view: ExitView,
  locale: Locale,
): Promise<{ href: string; label: string } | undefined> {
  const { link } = view.exit;
  if (link === undefined) return undefined;
  const label = localize(link.label, locale);
  if ('url' in link) return { href: link.url, label };
  if ('relay' in link) {
    const relay = parts.directory.findRelay(link.relay);
    return relay && { href: relay.url, label };
  }
  const commune: unknown = view.answers[link.authorityOf];
  const code = (commune as CommuneAnswer | undefined)?.code;
  const holder = code === undefined ? undefined : await parts.directory.findHolder(code, view.procedure.competence);
  if (holder?.authority !== undefined)
    return { href: `/${holder.authority.slug}/demarches/${view.procedure.slug}`, label };
  return holder?.relay && { href: holder.relay.url, label };
}
