import type { VNode } from 'preact';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { normalizeEmail } from '../../domain/contact-details.ts';
import { identityMessages as say } from '../../messages.ts';
import { requestEmailChange } from '../../usecases/change-email.ts';
import { FormPage, type FormProblem, problemOf, titleOf, waitProblem } from '../form-problems.tsx';
import { PresentPasswordField } from '../password-fields.tsx';
import { type IdentityWeb, privatePage, residentOf } from '../routes-parts.ts';
import { confirmFirst, hasPassword } from '../security/person.ts';
import { profilePage } from './profile.tsx';
import { emailProblems } from './sign-up.tsx';

const action = '/mon-espace/profil/adresse-electronique';

export async function showChangeEmail(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const refused = (await hasPassword(context, web)) ? undefined : confirmFirst(context, 'resident', action);
  return refused ?? page(await changeEmailPage(context, web, '', []), { headers: privatePage });
}

export async function submitChangeEmail(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { locale, body } = context;
  const resident = residentOf(context);
  const typed = single(body, 'email').slice(0, 254);
  const newEmail = normalizeEmail(typed);
  const password = single(body, 'password').slice(0, 1000);
  const problems = emailProblems(context, typed, newEmail);
  if (newEmail === resident.email) problems.push({ fieldId: 'email', message: say(locale, 'error.same-email') });
  if (password === '' && (await hasPassword(context, web)))
    problems.push({ fieldId: 'password', message: say(locale, 'error.password-missing') });
  const again = async (found: readonly FormProblem[], status: number) =>
    page(await changeEmailPage(context, web, typed, found), { status, headers: privatePage });
  if (newEmail === undefined || problems.length > 0) return again(problems, 422);
  web.parts.links.noteOrigin(context.origin);
  const outcome = await requestEmailChange(web.parts, {
    accountId: resident.accountId,
    authenticatedAt: resident.authenticatedAt,
    password,
    ip: context.ip,
    newEmail,
  });
  if (outcome.kind === 'wait') return again([waitProblem(locale, outcome.seconds, 'password')], 429);
  if (outcome.kind === 'stale') return redirect(action);
  if (outcome.kind === 'wrong-password')
    return again([{ fieldId: 'password', message: say(locale, 'error.password-wrong') }], 422);
  return redirect(`${action}/envoye`);
}

async function changeEmailPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: string,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const withPassword = await hasPassword(context, web);
  const title = say(locale, 'changeEmail.title');
  return profilePage(
    context,
    web,
    titleOf(locale, title, problems),
    <FormPage
      title={title}
      intro={
        <>
          {say(locale, 'changeEmail.present', { email: residentOf(context).email })}
          <br />
          {say(locale, 'changeEmail.bothIntro')}
        </>
      }
      problems={problems}
    >
      <Form action={action} csrf={context.csrfToken()}>
        <TextInput
          id="email"
          type="email"
          label={say(locale, 'changeEmail.new')}
          autocomplete="email"
          spellcheck={false}
          required
          value={typed}
          error={problemOf(problems, 'email')}
        />
        {withPassword && <PresentPasswordField locale={locale} problems={problems} />}
        <Button>{say(locale, 'changeEmail.submit')}</Button>
      </Form>
    </FormPage>,
  );
}
