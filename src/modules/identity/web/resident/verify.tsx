import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { nowOf } from '../../identity-parts.ts';
import { identityMessages as say } from '../../messages.ts';
import { findAccount } from '../../queries/find-account.ts';
import { signInMessages } from '../../sign-in-messages.ts';
import { findTokenOwner } from '../../usecases/one-time-tokens.ts';
import { verifyEmail } from '../../usecases/sign-in.ts';
import { goOn, signingInAs } from '../browser-session.ts';
import { FormPage, type FormProblem, problemOf, titleOf, waitProblem } from '../form-problems.tsx';
import { type IdentityWeb, privatePage, tokenParam } from '../routes-parts.ts';
import { linkExpired } from './link-expired.tsx';

/** Shows a button: the scanners of mailboxes, which open every link, change nothing. */
export async function showVerify(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const token = tokenParam(context);
  const account = await newAccount(web, token);
  if (account === undefined) return expired(context, web);
  return page(await verifyPage(context, web, token, account.password_hash !== null, []), { headers: privatePage });
}

export async function submitVerify(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const token = tokenParam(context);
  const { locale } = context;
  const account = await newAccount(web, token);
  if (account === undefined) return expired(context, web);
  const withPassword = account.password_hash !== null;
  const password = single(context.body, 'password').slice(0, 1000);
  const again = async (problem: FormProblem, status: number) =>
    page(await verifyPage(context, web, token, withPassword, [problem]), { status, headers: privatePage });
  if (withPassword && password === '')
    return again({ fieldId: 'password', message: say(locale, 'error.password-missing') }, 422);
  const outcome = await verifyEmail(web.parts, token, password, signingInAs(context, 'resident'));
  if (outcome === undefined) return expired(context, web);
  if (outcome.kind === 'wait') return again(waitProblem(locale, outcome.seconds, 'password'), 429);
  if (outcome.kind === 'refused')
    return again({ fieldId: 'password', message: say(locale, 'error.password-wrong') }, 422);
  context.setFlash(say(locale, 'verify.done'));
  return goOn(context, 'resident', outcome);
}

async function newAccount({ parts }: IdentityWeb, token: string) {
  const { open } = parts.platform.database;
  const owner = await findTokenOwner(open, 'verify-email', token, nowOf(parts));
  return owner?.accountId ? findAccount(open, owner.accountId) : undefined;
}

function expired(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return linkExpired(context, web, { href: '/connexion', label: 'signIn.title' });
}

function verifyPage(
  context: RequestContext,
  web: IdentityWeb,
  token: string,
  withPassword: boolean,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'verify.title');
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage
        title={title}
        intro={withPassword ? say(locale, 'verify.intro') : signInMessages(locale, 'verify.without')}
        problems={problems}
      >
        <Form action={`/verifier/${token}`} csrf={context.csrfToken()}>
          {withPassword && (
            <TextInput
              id="password"
              type="password"
              label={say(locale, 'password')}
              autocomplete="current-password"
              spellcheck={false}
              required
              error={problemOf(problems, 'password')}
            />
          )}
          <Button>
            {withPassword ? say(locale, 'verify.submit') : signInMessages(locale, 'verify.withoutSubmit')}
          </Button>
        </Form>
        {withPassword && (
          <p class="govuk-body">
            <a class="govuk-link" href="/mot-de-passe-oublie">
              {say(locale, 'verify.forgotten')}
            </a>
          </p>
        )}
      </FormPage>
    ),
  });
}
