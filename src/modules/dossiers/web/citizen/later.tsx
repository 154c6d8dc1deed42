import { citizenPage } from '#modules/directory/index.ts';
import { formatDate } from '#platform/clock/format-date.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page as pageResult, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button, LinkButton } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { isEmailAddress } from '../../domain/plain-message.ts';
import type { DossiersParts } from '../../dossiers-parts.ts';
import { dossierMessages as say } from '../../messages.ts';
import { eraseOwnDraft } from '../../usecases/erase-draft.ts';
import { sendResumeLink } from '../../usecases/send-resume-link.ts';
import { draftPath, openDraft } from './counter.ts';
import { ownerOf } from './visitor.ts';

/** What is kept, until when, and how to find it again: an account, this browser, or a link by e-mail. */
export async function showLater(
  context: RequestContext,
  parts: DossiersParts,
  failed?: { typed: string },
): Promise<Result> {
  const { authority, draft, procedure } = await openDraft(context, parts);
  const { locale } = context;
  const title = say(locale, 'later.title');
  const error = failed === undefined ? undefined : say(locale, 'later.emailError');
  const known = draft.answers[procedure.applicant.email ?? ''];
  const email =
    failed?.typed ?? draft.resumeEmail ?? context.resident?.email ?? (typeof known === 'string' ? known : '');
  const path = draftPath(authority, draft.id);
  const document = await citizenPage(context, parts.site, {
    title: error === undefined ? title : say(locale, 'form.errorTitle', { title }),
    authority,
    current: 'procedures',
    noIndex: true,
    backLink: <BackLink href={path} />,
    children: (
      <>
        <ErrorSummary errors={error === undefined ? [] : [{ fieldId: 'email', message: error }]} />
        <PageHeading
          title={title}
          caption={localize(procedure.title, locale)}
          intro={say(locale, 'later.until', { date: formatDate(draft.expiresAt, locale) })}
        />
        <p class="govuk-body">{say(locale, context.resident === undefined ? 'later.browser' : 'later.account')}</p>
        <Form action={`${path}/plus-tard`} csrf={context.csrfToken()}>
          <TextInput
            id="email"
            type="email"
            autocomplete="email"
            label={say(locale, 'later.email')}
            hint={say(locale, 'later.emailHint')}
            value={email}
            error={error}
            width={30}
          />
          <Button>{say(locale, 'later.send')}</Button>
        </Form>
        <LinkButton tone="secondary" href={path}>
          {say(locale, 'later.goOn')}
        </LinkButton>
        <Details summary={say(locale, 'later.erase')}>
          <p>{say(locale, 'later.eraseHint')}</p>
          <Form action={`${path}/effacer`} csrf={context.csrfToken()}>
            <Button tone="warning">{say(locale, 'later.eraseButton')}</Button>
          </Form>
        </Details>
      </>
    ),
  });
  return pageResult(document, { status: error === undefined ? 200 : 422 });
}

export async function sendLater(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const typed = single(context.body, 'email').trim().slice(0, 300);
  if (!isEmailAddress(typed)) return showLater(context, parts, { typed });
  const { authority, draft, procedure } = await openDraft(context, parts);
  await parts.platform.database.transaction([authority.id], (tx) =>
    sendResumeLink(tx, parts.platform, {
      authority,
      procedure,
      draftId: draft.id,
      owner: ownerOf(context, parts, authority.id),
      email: typed,
      origin: context.origin,
      now: context.now,
    }),
  );
  context.setFlash(say(context.locale, 'later.sent', { email: typed }));
  return redirect(draftPath(authority, draft.id, 'plus-tard'));
}

export async function sendErase(context: RequestContext, parts: DossiersParts): Promise<Result> {
  const { authority, draft, procedure } = await openDraft(context, parts);
  await parts.platform.database.transaction([authority.id], (tx) =>
    eraseOwnDraft(tx, parts.documents, {
      authorityId: authority.id,
      draftId: draft.id,
      owner: ownerOf(context, parts, authority.id),
      now: context.now,
    }),
  );
  context.setFlash(say(context.locale, 'later.erased'));
  return redirect(`/${authority.slug}/demarches/${procedure.slug}`);
}
