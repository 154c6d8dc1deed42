import { agentPage } from '#modules/identity/index.ts';
import { newId } from '#platform/crypto/ids.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import type { AgentPrincipal } from '#platform/http/principals.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { BackLink } from '#ui/components/back-link.tsx';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { registerNumber } from '../domain/incoming-mail.ts';
import type { IncomingMailParts } from '../incoming-mail-parts.ts';
import { mailWords as say } from '../messages.ts';
import { getMail } from '../queries/get-mail.ts';
import { registerMail } from '../usecases/register-mail.ts';
import { mailHref, requireMailDesk } from './mail-desk.ts';
import {
  blankMail,
  checkMail,
  MailFields,
  type MailProblems,
  readTypedMail,
  summaryOf,
  type TypedMail,
} from './mail-form.tsx';

/** GET /agents/courrier/nouveau */
export async function showNewMail(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
): Promise<Result> {
  requireMailDesk(agent);
  return page(await newMailPage(context, parts, newId(context.now.getTime()), blankMail(context.now), {}));
}

function newMailPage(
  context: RequestContext,
  parts: IncomingMailParts,
  key: string,
  typed: TypedMail,
  problems: MailProblems,
) {
  const { locale } = context;
  const errors = summaryOf(problems);
  const title = say(locale, 'newTitle');
  return agentPage(context, parts.site, {
    title: errors.length === 0 ? title : say(locale, 'errorTitle', { title }),
    current: 'mail',
    children: (
      <>
        <BackLink href={mailHref} label={say(locale, 'back')} />
        <ErrorSummary errors={errors} />
        <PageHeading title={title} intro={say(locale, 'newIntro')} />
        <Form action={`${mailHref}/nouveau`} csrf={context.csrfToken()} idempotencyKey={key} autocomplete="off">
          <MailFields locale={locale} typed={typed} problems={problems} />
          <Button>{say(locale, 'save')}</Button>
        </Form>
      </>
    ),
  });
}

/** POST /agents/courrier/nouveau: one number, whatever the clicks. */
export async function sendNewMail(
  context: RequestContext,
  parts: IncomingMailParts,
  agent: AgentPrincipal,
): Promise<Result> {
  requireMailDesk(agent);
  const { locale, now } = context;
  const typed = readTypedMail(context.body);
  const sent = single(context.body, '_idempotency');
  const key = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sent) ? sent : newId(now.getTime());
  const checked = checkMail(typed, locale, now);
  if ('problems' in checked) {
    return page(await newMailPage(context, parts, key, typed, checked.problems), { status: 422 });
  }
  const { entry } = checked;
  const mail = await parts.platform.database.transaction([agent.authorityId], async (tx) =>
    getMail(tx, agent.authorityId, await registerMail(tx, agent, { ...entry, key, now })),
  );
  context.setFlash(say(locale, 'registered', { number: registerNumber(mail) }));
  return redirect(`${mailHref}/${mail.id}`);
}
