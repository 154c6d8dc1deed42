import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { json, page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Checkbox } from '#ui/components/checkboxes.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { ownPath } from '../../domain/own-path.ts';
import { FederatedButton } from '../../federation/web/federated-button.tsx';
import { planFederatedSignOut, signOutElsewhere } from '../../federation/web/sign-out.ts';
import { type IdentityMessage, identityMessages as say } from '../../messages.ts';
import type { Hat } from '../../owner.ts';
import { signInMessages } from '../../sign-in-messages.ts';
import { signOut } from '../../usecases/end-sessions.ts';
import { startPasskeyUse } from '../../usecases/passkeys.ts';
import { type SignInOutcome, signInPurpose, signInWithPasskey, signInWithPassword } from '../../usecases/sign-in.ts';
import { agentTexts } from '../agent/agent-messages.ts';
import { goOn, passkeySite, signingInAs } from '../browser-session.ts';
import { ExampleSignIns } from '../example-sign-ins.tsx';
import { FormPage, type FormProblem, problemOf, titleOf, waitProblem } from '../form-problems.tsx';
import { hatPaths } from '../hats.ts';
import { PasskeyForm, passkeyIsland } from '../passkey-form.tsx';
import { emailProblems } from '../resident/sign-up.tsx';
import { type IdentityWeb, nothingLeft, privatePage } from '../routes-parts.ts';

interface Typed {
  readonly email: string;
  readonly remembered: boolean;
  readonly comeBackTo: string;
}

export async function showSignIn(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const comeBackTo = ownPath(context.query.suite, hatPaths[hat].home);
  if ((hat === 'resident' ? context.resident : context.agent) !== undefined) return redirect(comeBackTo);
  return page(await signInPage(context, web, hat, { email: '', remembered: false, comeBackTo }, []));
}

export async function submitSignIn(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const { body, locale } = context;
  const typed = {
    email: single(body, 'email').slice(0, 254),
    remembered: hat === 'resident' && single(body, 'remember') === 'true',
    comeBackTo: ownPath(single(body, 'suite'), hatPaths[hat].home),
  };
  const email = typed.email.trim().toLowerCase();
  const password = single(body, 'password').slice(0, 1000);
  const problems = emailProblems(context, typed.email, email === '' ? undefined : email);
  if (password === '') problems.push({ fieldId: 'password', message: say(locale, 'error.password-missing') });
  if (problems.length > 0) return again(context, web, hat, typed, problems, 422);
  const outcome = await signInWithPassword(web.parts, hat, { email, password }, typed, signingInAs(context, hat));
  const refused = hat === 'resident' ? say(locale, 'error.refused') : agentTexts(locale, 'signIn.refused');
  return answer(context, web, hat, typed, outcome, { fieldId: 'email', message: refused });
}

/** What a passkey is to answer, whoever's it is: nobody's address is asked. */
export async function askPasskey(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const challenge = { purpose: signInPurpose(hat), visitorHash: context.ensureVisitor() };
  return json(await startPasskeyUse(web.parts, await passkeySite(context, web), challenge));
}

export async function submitPasskey(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const { body, locale } = context;
  const typed = { email: '', remembered: false, comeBackTo: ownPath(single(body, 'suite'), hatPaths[hat].home) };
  const given = {
    answer: single(body, 'answer'),
    site: await passkeySite(context, web),
    visitorHash: context.ensureVisitor(),
  };
  const outcome = await signInWithPasskey(web.parts, hat, given, typed, signingInAs(context, hat));
  return answer(context, web, hat, typed, outcome, { message: signInMessages(locale, 'passkey.refused') });
}

export async function submitSignOut(context: RequestContext, web: IdentityWeb, hat: Hat): Promise<Result> {
  const token = context.cookie(hatPaths[hat].cookie);
  const elsewhere = token === undefined ? undefined : await planFederatedSignOut(context, web, token);
  if (token !== undefined) await signOut(web.parts, token);
  context.clearCookie(hatPaths[hat].cookie);
  if (hat === 'resident') context.forgetVisitor();
  if (elsewhere !== undefined) return signOutElsewhere(context, web, elsewhere);
  context.setFlash(say(context.locale, 'signedOut'));
  return redirect(hat === 'resident' ? '/' : hatPaths.agent.signIn, nothingLeft);
}

function answer(
  context: RequestContext,
  web: IdentityWeb,
  hat: Hat,
  typed: Typed,
  outcome: SignInOutcome,
  refused: FormProblem,
): Promise<Result> | Result {
  switch (outcome.kind) {
    case 'wait':
      return again(context, web, hat, typed, [waitProblem(context.locale, outcome.seconds, 'email')], 429);
    case 'refused':
      return again(context, web, hat, typed, [refused], 422);
    default:
      return goOn(context, hat, outcome);
  }
}

async function again(
  context: RequestContext,
  web: IdentityWeb,
  hat: Hat,
  typed: Typed,
  problems: readonly FormProblem[],
  status: number,
): Promise<Result> {
  return page(await signInPage(context, web, hat, typed, problems), { status, headers: privatePage });
}

function signInPage(
  context: RequestContext,
  web: IdentityWeb,
  hat: Hat,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const resident = hat === 'resident';
  const paths = hatPaths[hat];
  const csrf = context.csrfToken();
  const title = resident ? say(locale, 'signIn.title') : agentTexts(locale, 'signIn.title');
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [],
    noIndex: true,
    island: passkeyIsland,
    children: (
      <FormPage
        title={title}
        intro={resident ? say(locale, 'signIn.optional') : agentTexts(locale, 'signIn.intro')}
        problems={problems}
      >
        <FederatedButton
          context={context}
          web={web}
          provider={resident ? 'franceconnect' : 'proconnect'}
          comeBackTo={typed.comeBackTo}
        />
        <Form action={paths.signIn} csrf={csrf}>
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
          {resident && (
            <Checkbox
              id="remember"
              label={say(locale, 'signIn.remember')}
              hint={say(locale, 'signIn.rememberHint')}
              checked={typed.remembered}
            />
          )}
          <Button>{say(locale, 'signIn.title')}</Button>
        </Form>
        <ExampleSignIns
          locale={locale}
          examples={resident ? web.examples.residents : web.examples.agents}
          shown={web.site.platform.config.demonstration}
        />
        <h2 class="govuk-heading-m">{signInMessages(locale, 'or')}</h2>
        <p class="govuk-hint">{signInMessages(locale, 'passkey.hint')}</p>
        <PasskeyForm
          locale={locale}
          kind="get"
          action={paths.passkey}
          challenge={`${paths.passkey}/defi`}
          csrf={csrf}
          label={signInMessages(locale, 'passkey.use')}
          comeBackTo={typed.comeBackTo}
        />
        <ul class="govuk-list">
          {resident && (
            <SignInLink href={`/connexion/lien?suite=${encodeURIComponent(typed.comeBackTo)}`}>
              {signInMessages(locale, 'link.offer')}
            </SignInLink>
          )}
          <SignInLink href={paths.forgotten}>{say(locale, 'signIn.forgotten')}</SignInLink>
          {resident ? (
            <ResidentLinks say={(key) => say(locale, key)} />
          ) : (
            <SignInLink href="/connexion">{agentTexts(locale, 'signIn.resident')}</SignInLink>
          )}
        </ul>
      </FormPage>
    ),
  });
}

function ResidentLinks({ say: words }: { say: (key: IdentityMessage) => string }) {
  return (
    <>
      <li>
        {words('signIn.noAccount')}{' '}
        <a class="govuk-link" href="/inscription">
          {words('signIn.create')}
        </a>
      </li>
      <SignInLink href="/suivi">{words('signIn.follow')}</SignInLink>
      <SignInLink href="/agents/connexion">{words('signIn.agents')}</SignInLink>
    </>
  );
}

function SignInLink({ href, children }: { href: string; children: string }) {
  return (
    <li>
      <a class="govuk-link" href={href}>
        {children}
      </a>
    </li>
  );
}
