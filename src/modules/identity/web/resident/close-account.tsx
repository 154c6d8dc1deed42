import type { VNode } from 'preact';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button, ButtonGroup, LinkButton } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Notification } from '#ui/components/notification.tsx';
import { accountClosedMail } from '../../mails/account-mail-texts.ts';
import { identityMessages as say } from '../../messages.ts';
import { residentCookieName } from '../../sessions.ts';
import { closeAccount, closingWarnings } from '../../usecases/change-account.ts';
import { farewell } from '../../usecases/change-email.ts';
import { FormPage, type FormProblem, titleOf, waitProblem } from '../form-problems.tsx';
import { PresentPasswordField } from '../password-fields.tsx';
import { type IdentityWeb, privatePage, residentOf } from '../routes-parts.ts';
import { confirmFirst, hasPassword } from '../security/person.ts';
import { profilePage } from './profile.tsx';

const action = '/mon-espace/profil/fermer';

export async function showCloseAccount(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const refused = (await hasPassword(context, web)) ? undefined : confirmFirst(context, 'resident', action);
  return refused ?? page(await closePage(context, web, []), { headers: privatePage });
}

export async function submitCloseAccount(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale } = context;
  const again = async (problem: FormProblem, status: number) =>
    page(await closePage(context, web, [problem]), { status, headers: privatePage });
  const password = single(context.body, 'password').slice(0, 1000);
  if (password === '' && (await hasPassword(context, web)))
    return again({ fieldId: 'password', message: say(locale, 'error.password-missing') }, 422);
  const { accountId, authenticatedAt } = residentOf(context);
  const outcome = await closeAccount(web.parts, { accountId, authenticatedAt, password, ip: context.ip });
  if (outcome.kind === 'stale') return redirect(action);
  if (outcome.kind === 'wait') return again(waitProblem(locale, outcome.seconds, 'password'), 429);
  if (outcome.kind === 'wrong-password')
    return again({ fieldId: 'password', message: say(locale, 'error.password-wrong') }, 422);
  context.clearCookie(residentCookieName);
  context.setFlash(say(locale, 'close.done'));
  await farewell(web.parts, outcome.email, await accountClosedMail(web.parts, outcome.locale));
  return redirect('/');
}

async function closePage(context: RequestContext, web: IdentityWeb, problems: readonly FormProblem[]): Promise<VNode> {
  const { locale } = context;
  const withPassword = await hasPassword(context, web);
  const title = say(locale, 'close.title');
  const warnings = await closingWarnings(residentOf(context).accountId, locale);
  return profilePage(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} problems={problems}>
      <Notification tone="warning">
        <p>{say(locale, 'close.body')}</p>
        <p>{say(locale, 'close.dossiers')}</p>
      </Notification>
      {warnings.length > 0 && (
        <Notification tone="important" title={say(locale, 'close.first')}>
          {warnings.map(({ text, link }) => (
            <p key={link.href}>
              {text}{' '}
              <a class="govuk-link" href={link.href}>
                {link.label}
              </a>
            </p>
          ))}
        </Notification>
      )}
      <Form action={action} csrf={context.csrfToken()}>
        {withPassword && <PresentPasswordField locale={locale} problems={problems} />}
        <ButtonGroup>
          <Button tone="warning">{say(locale, 'close.submit')}</Button>
          <LinkButton tone="secondary" href="/mon-espace/profil">
            {say(locale, 'cancel')}
          </LinkButton>
        </ButtonGroup>
      </Form>
    </FormPage>,
  );
}
