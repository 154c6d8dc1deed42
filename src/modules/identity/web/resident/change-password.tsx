import type { VNode } from 'preact';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { identityMessages as say } from '../../messages.ts';
import { changePassword } from '../../usecases/change-account.ts';
import { giveSession } from '../browser-session.ts';
import { FormPage, type FormProblem, titleOf, waitProblem } from '../form-problems.tsx';
import { NewPasswordFields, PresentPasswordField, readNewPassword } from '../password-fields.tsx';
import { type IdentityWeb, privatePage, residentOf } from '../routes-parts.ts';
import { confirmFirst, hasPassword } from '../security/person.ts';
import { profilePage } from './profile.tsx';

const action = '/mon-espace/profil/mot-de-passe';

export async function showChangePassword(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const refused = (await hasPassword(context, web)) ? undefined : confirmFirst(context, 'resident', action);
  return refused ?? page(await changePasswordPage(context, web, []), { headers: privatePage });
}

export async function submitChangePassword(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale, body } = context;
  const resident = residentOf(context);
  const again = async (problems: readonly FormProblem[], status: number) =>
    page(await changePasswordPage(context, web, problems), { status, headers: privatePage });
  const present = single(body, 'password').slice(0, 1000);
  const { password, problems } = readNewPassword(body, locale, [resident.email, resident.label]);
  const all =
    present === '' && (await hasPassword(context, web))
      ? [{ fieldId: 'password', message: say(locale, 'error.password-missing') }, ...problems]
      : problems;
  if (all.length > 0) return again(all, 422);
  const outcome = await changePassword(web.parts, {
    accountId: resident.accountId,
    authenticatedAt: resident.authenticatedAt,
    password: present,
    newPassword: password,
    ip: context.ip,
    userAgent: context.userAgent,
    sessionHash: resident.sessionHash,
  });
  if (outcome.kind === 'wait') return again([waitProblem(locale, outcome.seconds, 'password')], 429);
  if (outcome.kind === 'stale') return redirect(action);
  if (outcome.kind === 'wrong-password')
    return again([{ fieldId: 'password', message: say(locale, 'error.password-wrong') }], 422);
  giveSession(context, 'resident', outcome.session);
  context.setFlash(say(locale, 'changePassword.done'));
  return redirect('/mon-espace/profil');
}

async function changePasswordPage(
  context: RequestContext,
  web: IdentityWeb,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const withPassword = await hasPassword(context, web);
  const title = say(locale, 'changePassword.title');
  return profilePage(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage title={title} intro={say(locale, 'changePassword.intro')} problems={problems}>
      <Form action={action} csrf={context.csrfToken()}>
        {withPassword && <PresentPasswordField locale={locale} problems={problems} />}
        <NewPasswordFields locale={locale} problems={problems} />
        <Button>{title}</Button>
      </Form>
    </FormPage>,
  );
}
