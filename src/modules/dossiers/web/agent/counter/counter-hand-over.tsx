import { agentPage, normalizeEmail } from '#modules/identity/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { localize } from '#platform/i18n/text.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import type { DossiersParts } from '../../../dossiers-parts.ts';
import { sendResumeLink } from '../../../usecases/send-resume-link.ts';
import { openCounterDesk } from './counter-desk.tsx';
import { openDeskDraft } from './desk-filing.ts';
import { counterWords as say } from './messages.ts';

/** GET {draft}/remettre: where the link that lets the resident go on is sent. */
export async function showHandOver(
  context: RequestContext,
  parts: DossiersParts,
  agent: AgentPrincipal,
  failed?: { readonly typed: string },
): Promise<Result> {
  const { locale } = context;
  const desk = await openCounterDesk(context, parts, agent);
  const { draft, procedure } = await openDeskDraft(context, parts, desk);
  const known = draft.answers[procedure.applicant.email ?? ''];
  const title = say(locale, 'handOver');
  const error = failed === undefined ? undefined : say(locale, 'problem.email');
  return page(
    await agentPage(context, parts.site, {
      title: error === undefined ? title : say(locale, 'errorTitle', { title }),
      current: 'counter',
      children: (
        <>
          <BackLink href={desk.href()} label={say(locale, 'backToDraft')} />
          <ErrorSummary errors={error === undefined ? [] : [{ fieldId: 'email', message: error }]} />
          <PageHeading title={title} caption={localize(procedure.title, locale)} intro={say(locale, 'handOverIntro')} />
          <Form action={desk.href('remettre')} csrf={context.csrfToken()}>
            <TextInput
              id="email"
              type="email"
              label={say(locale, 'email')}
              value={failed?.typed ?? (typeof known === 'string' ? known : '')}
              error={error}
              width={30}
            />
            <Button>{say(locale, 'handOverButton')}</Button>
          </Form>
        </>
      ),
    }),
    { status: error === undefined ? 200 : 422 },
  );
}

/** POST {draft}/remettre */
export async function handOver(context: RequestContext, parts: DossiersParts, agent: AgentPrincipal): Promise<Result> {
  const typed = single(context.body, 'email').slice(0, 300);
  const email = normalizeEmail(typed);
  if (email === undefined) return showHandOver(context, parts, agent, { typed });
  const desk = await openCounterDesk(context, parts, agent);
  const { draft, procedure } = await openDeskDraft(context, parts, desk);
  await parts.platform.database.transaction(desk.scope, (tx) =>
    sendResumeLink(tx, parts.platform, {
      authority: desk.authority,
      procedure,
      draftId: draft.id,
      owner: desk.owner,
      email,
      origin: context.origin,
      now: context.now,
    }),
  );
  context.setFlash(say(context.locale, 'handedOver', { email }));
  return redirect(desk.href());
}
