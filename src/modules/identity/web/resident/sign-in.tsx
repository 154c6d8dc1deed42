import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { ownPath } from '../../domain/own-path.ts';
import { identityMessages as say } from '../../messages.ts';
import { residentCookieName } from '../../sessions.ts';
import { signOut } from '../../usecases/end-sessions.ts';
import { signInResident } from '../../usecases/sign-in.ts';
import { giveSession, signingInAs } from '../browser-session.ts';
import { ExampleSignIns } from '../example-sign-ins.tsx';
import { FormPage, type FormProblem, problemOf, titleOf, waitProblem } from '../form-problems.tsx';
import { type IdentityWeb, privatePage } from '../routes-parts.ts';
import { emailProblems } from './sign-up.tsx';

const home = '/mon-espace';

interface Typed {
  readonly email: string;
  readonly remembered: boolean;
  readonly comeBackTo: string;
}

export async function showSignIn(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const comeBackTo = ownPath(context.query.suite, home);
  if (context.resident !== undefined) return redirect(comeBackTo);
  return page(await signInPage(context, web, { email: '', remembered: false, comeBackTo }, []));
}

export async function submitSignIn(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body, locale } = context;
  const typed = {
    email: single(body, 'email').slice(0, 254),
    remembered: single(body, 'remember') === 'true',
    comeBackTo: ownPath(single(body, 'suite'), home),
  };
  const email = typed.email.trim().toLowerCase();
  const password = single(body, 'password').slice(0, 1000);
  const problems = emailProblems(context, typed.email, email === '' ? undefined : email);
  if (password === '') problems.push({ fieldId: 'password', message: say(locale, 'error.password-missing') });
  const again = async (found: readonly FormProblem[], status: number) =>
    page(await signInPage(context, web, typed, found), { status, headers: privatePage });
  if (problems.length > 0) return again(problems, 422);
  const outcome = await signInResident(
    web.parts,
    { email, password, remembered: typed.remembered },
    signingInAs(context, 'resident'),
  );
  switch (outcome.kind) {
    case 'wait':
      return again([waitProblem(locale, outcome.seconds, 'email')], 429);
    case 'refused':
      return again([{ fieldId: 'email', message: say(locale, 'error.refused') }], 422);
    case 'signed-in':
      giveSession(context, 'resident', outcome.session);
      return redirect(typed.comeBackTo);
  }
}

export async function submitSignOut(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const token = context.cookie(residentCookieName);
  if (token !== undefined) await signOut(web.parts, token);
  context.clearCookie(residentCookieName);
  context.forgetVisitor();
  context.setFlash(say(context.locale, 'signedOut'));
  return redirect('/');
}

function signInPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = say(locale, 'signIn.title');
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage title={title} intro={say(locale, 'signIn.optional')} problems={problems}>
        <Form action="/connexion" csrf={context.csrfToken()}>
          <input type="hidden" name="suite" value={typed.comeBackTo} />
          <TextInput
            id="email"
            type="email"
            label={say(locale, 'email')}
            autocomplete="username"
            spellcheck={false}
            required
            value={typed.email}
            error={problemOf(problems, 'email')}
          />
          <TextInput
            id="password"
            type="password"
            label={say(locale, 'password')}
            autocomplete="current-password"
            spellcheck={false}
            required
            error={problemOf(problems, 'password')}
          />
          <Checkbox
            id="remember"
            label={say(locale, 'signIn.remember')}
            hint={say(locale, 'signIn.rememberHint')}
            checked={typed.remembered}
          />
          <Button>{title}</Button>
        </Form>
        <ExampleSignIns
          locale={locale}
          examples={web.examples.residents}
          shown={web.site.platform.config.demonstration}
        />
        <ul class="govuk-list">
          <li>
            <a class="govuk-link" href="/mot-de-passe-oublie">
              {say(locale, 'signIn.forgotten')}
            </a>
          </li>
          <li>
            {say(locale, 'signIn.noAccount')}{' '}
            <a class="govuk-link" href="/inscription">
              {say(locale, 'signIn.create')}
            </a>
          </li>
          <li>
            <a class="govuk-link" href="/suivi">
              {say(locale, 'signIn.follow')}
            </a>
          </li>
          <li>
            <a class="govuk-link" href="/agents/connexion">
              {say(locale, 'signIn.agents')}
            </a>
          </li>
        </ul>
      </FormPage>
    ),
  });
}
