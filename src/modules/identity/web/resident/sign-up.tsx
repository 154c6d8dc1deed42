import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Details } from '#ui/components/details.tsx';
import { Form } from '#ui/components/form.tsx';
import { PageHeading } from '#ui/components/page-heading.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine, normalizeEmail } from '../../domain/contact-details.ts';
import { type IdentityMessage, identityMessages as say } from '../../messages.ts';
import { signInMessages } from '../../sign-in-messages.ts';
import { signUp } from '../../usecases/sign-up.ts';
import { FormPage, type FormProblem, problemOf, titleOf } from '../form-problems.tsx';
import { NewPasswordFields, readNewPassword } from '../password-fields.tsx';
import { type IdentityWeb, privatePage } from '../routes-parts.ts';

interface Typed {
  readonly email: string;
  readonly givenNames: string;
  readonly familyName: string;
}

/** Opens an account that will be entered with a passkey or links. */
const withoutPassword = '/inscription/sans-mot-de-passe';

const nothing: Typed = { email: '', givenNames: '', familyName: '' };

export async function showSignUp(context: RequestContext, web: IdentityWeb, withPassword: boolean): Promise<Result> {
  if (context.resident !== undefined) return redirect('/mon-espace');
  return page(await signUpPage(context, web, withPassword, nothing, []));
}

export async function submitSignUp(context: RequestContext, web: IdentityWeb, withPassword: boolean): Promise<Result> {
  const { body, locale } = context;
  const typed = {
    email: single(body, 'email').slice(0, 254),
    givenNames: cleanLine(single(body, 'given-names')),
    familyName: cleanLine(single(body, 'family-name')),
  };
  const email = normalizeEmail(typed.email);
  const { password, problems: passwordProblems } = withPassword
    ? readNewPassword(body, locale, [typed.email, typed.givenNames, typed.familyName])
    : { password: undefined, problems: [] };
  const problems = [...emailProblems(context, typed.email, email), ...passwordProblems];
  if (email === undefined || problems.length > 0) {
    return page(await signUpPage(context, web, withPassword, typed, problems), { status: 422, headers: privatePage });
  }
  web.parts.links.noteOrigin(context.origin);
  await signUp(web.parts, { ...typed, email, password, locale });
  return redirect('/inscription/envoye');
}

export function emailProblems(context: RequestContext, typed: string, email: string | undefined): FormProblem[] {
  if (email !== undefined) return [];
  const key = typed.trim() === '' ? 'error.email-missing' : 'error.email-invalid';
  return [{ fieldId: 'email', message: say(context.locale, key) }];
}

/** The same page for everybody, whether or not a mail could be sent. */
export async function showSent(context: RequestContext, web: IdentityWeb, body: IdentityMessage): Promise<Result> {
  const { locale } = context;
  const title = say(locale, 'sent.title');
  const document = await citizenPage(context, web.site, {
    title,
    breadcrumbs: [],
    noIndex: true,
    children: (
      <div class="pv-prose">
        <PageHeading title={title} intro={say(locale, body)} />
        <p class="govuk-body">{say(locale, 'sent.nothing')}</p>
        {web.site.platform.config.demonstration && (
          <p class="govuk-body">
            <a class="govuk-link" href="/demo/messages">
              {say(locale, 'sent.demo')}
            </a>
          </p>
        )}
      </div>
    ),
  });
  return page(document);
}

function signUpPage(
  context: RequestContext,
  web: IdentityWeb,
  withPassword: boolean,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = withPassword ? say(locale, 'signUp.title') : signInMessages(locale, 'signUp.without');
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [{ href: '/connexion', label: say(locale, 'signIn.title') }],
    noIndex: true,
    children: (
      <FormPage
        title={title}
        intro={withPassword ? say(locale, 'signUp.intro') : signInMessages(locale, 'signUp.withoutIntro')}
        problems={problems}
      >
        <Form action={withPassword ? '/inscription' : withoutPassword} csrf={context.csrfToken()}>
          <TextInput
            id="email"
            type="email"
            label={say(locale, 'email')}
            hint={say(locale, 'email.example')}
            autocomplete="email"
            spellcheck={false}
            required
            value={typed.email}
            error={problemOf(problems, 'email')}
          />
          {withPassword && <NewPasswordFields locale={locale} problems={problems} label={say(locale, 'password')} />}
          <TextInput
            id="given-names"
            label={say(locale, 'givenNames')}
            optional
            autocomplete="given-name"
            value={typed.givenNames}
          />
          <TextInput
            id="family-name"
            label={say(locale, 'familyName')}
            optional
            autocomplete="family-name"
            value={typed.familyName}
          />
          <Details summary={say(locale, 'signUp.dataTitle')}>
            <p>{say(locale, 'signUp.data')}</p>
            <a class="govuk-link" href="/confidentialite">
              {say(locale, 'signUp.dataLink')}
            </a>
          </Details>
          <Button>{say(locale, 'signUp.submit')}</Button>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={withPassword ? withoutPassword : '/inscription'}>
            {signInMessages(locale, withPassword ? 'signUp.without' : 'signUp.withPassword')}
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/connexion">
            {say(locale, 'signUp.have')}
          </a>
        </p>
      </FormPage>
    ),
  });
}
