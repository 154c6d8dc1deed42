import { citizenPage } from '#modules/directory/index.ts';
import { summarize, visiblePages } from '#modules/forms/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { StepProgress } from '#ui/components/step-progress.tsx';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { ActingFor } from './acting.tsx';
import { draftPath, getCounter, openDraft } from './counter.ts';
import { stepToDo } from './draft-page.ts';
import { LegalNotice } from './legal-notice.tsx';
import { sendDraft } from './send-draft.ts';
import { SummarySections } from './summary-sections.tsx';

/** All the answers, each with the link that changes it, before the request is sent. */
export async function showCheck(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const open = await openDraft(context, parts);
  const { authority, draft, form, procedure, inputs, answers } = open;
  const todo = stepToDo(open);
  if (todo !== 'verifier') {
    const isFirstVisit = !draft.completedPages.includes(todo);
    return redirect(draftPath(authority, draft.id, todo) + (isFirstVisit ? '' : '?incomplet=1'));
  }
  const { locale } = context;
  const pages = visiblePages(form, answers, inputs);
  const total = pages.length + 1;
  const last = pages.at(-1);
  const title = say(locale, 'check.title');
  return pageResult(
    await citizenPage(context, parts.site, {
      title: `${title} – ${localize(procedure.title, locale)}`,
      authority,
      current: 'procedures',
      noIndex: true,
      backLink: <BackLink href={draftPath(authority, draft.id, last?.id)} />,
      children: (
        <>
          <p class="govuk-caption-l">{localize(procedure.title, locale)}</p>
          <StepProgress current={total} total={total} title={title} />
          <ActingFor context={context} />
          <SummarySections
            sections={summarize(form, answers, locale, { context: inputs })}
            locale={locale}
            changeHref={(pageId) => `${draftPath(authority, draft.id, pageId)}?retour=verifier`}
            documentHref={(id) => draftPath(authority, draft.id, `documents/${id}`)}
          />
          <p class="govuk-body">{say(locale, 'check.sendHint', { name: authority.name })}</p>
          <Form csrf={context.csrfToken()}>
            <ButtonGroup>
              <Button>{say(locale, 'form.send')}</Button>
              <LinkButton tone="secondary" href={draftPath(authority, draft.id, 'plus-tard')}>
                {say(locale, 'form.laterLink')}
              </LinkButton>
            </ButtonGroup>
          </Form>
          <LegalNotice procedure={procedure} authority={authority} locale={locale} />
        </>
      ),
    }),
  );
}

/** Sends the request. */
export async function sendCheck(context: RequestContext, parts: DossiersParts): Promise<Result> {
  return sendDraft(context, parts, await getCounter(context, parts), context.params.draft ?? '');
}
