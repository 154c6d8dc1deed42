import { citizenPage } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { getDraftOfLink, resumeDraft } from '../../usecases/resume-draft.ts';
import { draftPath } from './counter.ts';

/** The page of a link received by e-mail: nothing happens until its button is pressed. */
export async function showResume(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const draft = await getDraftOfLink(parts.platform, context.params.token ?? '', context.now);
  const [authority, { procedure }] = await Promise.all([
    parts.directory.getAuthority(draft.authorityId),
    parts.catalogue.getVersionOf(draft),
  ]);
  const { locale } = context;
  const document = await citizenPage(context, parts.site, {
    title: say(locale, 'resume.title'),
    authority,
    current: 'procedures',
    noIndex: true,
    children: (
      <>
        <PageHeading
          title={say(locale, 'resume.title')}
          caption={localize(procedure.title, locale)}
          intro={say(locale, 'resume.intro', { date: formatDate(draft.expiresAt, locale) })}
        />
        <Form csrf={context.csrfToken()}>
          <Button>{say(locale, 'resume.button')}</Button>
        </Form>
      </>
    ),
  });
  return pageResult(document, { headers: { 'referrer-policy': 'no-referrer' } });
}

export async function sendResume(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const draft = await resumeDraft(parts.platform, context.params.token ?? '', context.ensureVisitor(), context.now);
  const authority = await parts.directory.getAuthority(draft.authorityId);
  return redirect(draftPath(authority, draft.id));
}
