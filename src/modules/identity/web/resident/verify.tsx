import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { normalizeEmail } from '../../domain/contact-details.ts';
import { nowOf } from '../../identity-parts.ts';
import { identityMessages as say } from '../../messages.ts';
import { confirmEmailChange, decodeEmail, isEmailChangePending } from '../../usecases/change-email.ts';
import { findTokenOwner } from '../../usecases/one-time-tokens.ts';
import { verifyEmail } from '../../usecases/sign-in.ts';
import { giveSession, signingInAs } from '../browser-session.ts';
import { FormPage, type FormProblem, problemOf, titleOf, waitProblem } from '../form-problems.tsx';
import { type IdentityWeb, privatePage, tokenParam } from '../routes-parts.ts';
import { linkExpired } from './link-expired.tsx';

/** Shows a button: the scanners of mailboxes, which open every link, change nothing. */
export async function showVerify(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const token = tokenParam(context);
  const newEmail = emailInLink(context);
  if (newEmail !== undefined) {
    if (!(await isEmailChangePending(web.parts, token, newEmail))) return expired(context, web);
    return page(await changePage(context, web, token, newEmail), { headers: privatePage });
  }
  const owner = await findTokenOwner(web.parts.platform.database.open, 'verify-email', token, nowOf(web.parts));
  if (owner === undefined) return expired(context, web);
  return page(await verifyPage(context, web, token, []), { headers: privatePage });
}

export async function submitVerify(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const token = tokenParam(context);
  const { locale } = context;
  const newEmail = emailInLink(context);
  if (newEmail !== undefined) {
    if (!(await confirmEmailChange(web.parts, token, newEmail))) return expired(context, web);
    context.setFlash(say(locale, 'changeEmail.done'));
    return redirect(context.resident === undefined ? '/connexion' : '/mon-espace/profil');
  }
  const password = single(context.body, 'password').slice(0, 1000);
  const again = async (problem: FormProblem, status: number) =>
    page(await verifyPage(context, web, token, [problem]), { status, headers: privatePage });
  if (password === '') return again({ fieldId: 'password', message: say(locale, 'error.password-missing') }, 422);
  const outcome = await verifyEmail(web.parts, token, password, signingInAs(context, 'resident'));
  if (outcome === undefined) return expired(context, web);
  if (outcome.kind === 'wait') return again(waitProblem(locale, outcome.seconds, 'password'), 429);
  if (outcome.kind === 'refused')
    return again({ fieldId: 'password', message: say(locale, 'error.password-wrong') }, 422);
  giveSession(context, 'resident', outcome.session);
  context.setFlash(say(locale, 'verify.done'));
  return redirect('/mon-espace');
}

function emailInLink(context: RequestContext): string | undefined {
  const encoded = context.query.adresse;
  return encoded === undefined ? undefined : (normalizeEmail(decodeEmail(encoded)) ?? '');
}

function expired(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return linkExpired(context, web, { href: '/connexion', label: 'signIn.title' });
}

function verifyPage(
  context: RequestContext,
  web: IdentityWeb,
  token: string,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'verify.title');
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage title={title} intro={say(locale, 'verify.intro')} problems={problems}>
        <Form action={`/verifier/${token}`} csrf={context.csrfToken()}>
          <TextInput
            id="password"
            type="password"
            label={say(locale, 'password')}
            autocomplete="current-password"
            spellcheck={false}
            required
            error={problemOf(problems, 'password')}
          />
          <Button>{say(locale, 'verify.submit')}</Button>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href="/mot-de-passe-oublie">
            {say(locale, 'verify.forgotten')}
          </a>
        </p>
      </FormPage>
    ),
  });
}

function changePage(context: RequestContext, web: IdentityWeb, token: string, newEmail: string): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'changeEmail.confirmTitle');
  return citizenPage(context, web.site, {
    title,
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage title={title} intro={say(locale, 'changeEmail.confirmIntro', { email: newEmail })} problems={[]}>
        <Form
          action={`/verifier/${token}?adresse=${encodeURIComponent(context.query.adresse ?? '')}`}
          csrf={context.csrfToken()}
        >
          <Button>{say(locale, 'changeEmail.confirmSubmit')}</Button>
        </Form>
      </FormPage>
    ),
  });
}
