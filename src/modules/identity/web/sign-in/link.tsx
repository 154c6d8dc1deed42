import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { normalizeEmail } from '../../domain/contact-details.ts';
import { ownPath } from '../../domain/own-path.ts';
import { nowOf } from '../../identity-parts.ts';
import { identityMessages } from '../../messages.ts';
import { findAccount } from '../../queries/find-account.ts';
import { signInMessages as say } from '../../sign-in-messages.ts';
import { findTokenOwner } from '../../usecases/one-time-tokens.ts';
import { requestSignInLink, useSignInLink } from '../../usecases/sign-in-link.ts';
import { goOn, signingInAs } from '../browser-session.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { hatPaths } from '../hats.ts';
import { linkExpired } from '../resident/link-expired.tsx';
import { emailProblems } from '../resident/sign-up.tsx';
import { type IdentityWeb, privatePage, tokenParam } from '../routes-parts.ts';

/** Where to go once the link was used, kept by the browser that asked for it. */
const comeBackCookie = 'parvis_suite';

export async function showLinkRequest(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return page(await requestPage(context, web, '', ownPath(context.query.suite, hatPaths.resident.home), []));
}

export async function submitLinkRequest(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const typed = single(context.body, 'email').slice(0, 254);
  const comeBackTo = ownPath(single(context.body, 'suite'), hatPaths.resident.home);
  const email = normalizeEmail(typed);
  if (email === undefined) {
    const problems = emailProblems(context, typed, email);
    return page(await requestPage(context, web, typed, comeBackTo, problems), { status: 422, headers: privatePage });
  }
  web.parts.links.noteOrigin(context.origin);
  context.setCookie(comeBackCookie, comeBackTo, { maxAgeSeconds: 900 });
  await requestSignInLink(web.parts, email);
  return redirect('/connexion/lien/envoye');
}

/**
 * Shows whose account it is, and a button: the scanners of mailboxes change nothing, and nobody is led unawares into
 * somebody else's account.
 */
export async function showLink(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const token = tokenParam(context);
  const { open } = web.parts.platform.database;
  const owner = await findTokenOwner(open, 'sign-in', token, nowOf(web.parts));
  const account = owner?.accountId ? await findAccount(open, owner.accountId) : undefined;
  if (account === undefined) return expired(context, web);
  return page(await confirmPage(context, web, token, account.email), {
    headers: { ...privatePage, 'referrer-policy': 'no-referrer' },
  });
}

export async function submitLink(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const comeBackTo = ownPath(context.cookie(comeBackCookie), hatPaths.resident.home);
  const completion = await useSignInLink(web.parts, tokenParam(context), comeBackTo, signingInAs(context, 'resident'));
  if (completion === undefined) return expired(context, web);
  context.clearCookie(comeBackCookie);
  return goOn(context, 'resident', completion);
}

function expired(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return linkExpired(context, web, { href: '/connexion/lien', label: 'forgotten.submit' });
}

function requestPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: string,
  comeBackTo: string,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'link.title');
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [{ href: '/connexion', label: identityMessages(locale, 'signIn.title') }],
    noIndex: true,
    children: (
      <FormPage title={title} intro={say(locale, 'link.intro')} problems={problems}>
        <Form action="/connexion/lien" csrf={context.csrfToken()}>
          <input type="hidden" name="suite" value={comeBackTo} />
          <TextInput
            id="email"
            type="email"
            label={identityMessages(locale, 'email')}
            autocomplete="username"
            spellcheck={false}
            required
            value={typed}
            error={problemOf(problems, 'email')}
          />
          <Button>{say(locale, 'link.submit')}</Button>
        </Form>
      </FormPage>
    ),
  });
}

function confirmPage(context: RequestContext, web: IdentityWeb, token: string, email: string): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'link.confirmTitle');
  return citizenPage(context, web.site, {
    title,
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage title={title} intro={say(locale, 'link.confirmIntro', { email })} problems={[]}>
        <Form action={`/connexion/lien/${token}`} csrf={context.csrfToken()}>
          <Button>{say(locale, 'link.confirmSubmit')}</Button>
        </Form>
        <p class="govuk-body">{say(locale, 'link.notYours')}</p>
      </FormPage>
    ),
  });
}
