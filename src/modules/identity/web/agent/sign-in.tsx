import type { VNode } from 'preact';
import { citizenPage } from '#modules/directory/index.ts';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { Radios } from '#ui/components/radios.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { ownPath } from '../../domain/own-path.ts';
import { identityMessages as say } from '../../messages.ts';
import { agentCookieName } from '../../sessions.ts';
import { changeEmployer } from '../../usecases/change-agent-account.ts';
import { signOut } from '../../usecases/end-sessions.ts';
import { listEmployers, signInAgent } from '../../usecases/sign-in.ts';
import { giveSession, signingInAs } from '../browser-session.ts';
import { ExampleSignIns } from '../example-sign-ins.tsx';
import { FormPage, type FormProblem, problemOf, titleOf, waitProblem } from '../form-problems.tsx';
import { emailProblems } from '../resident/sign-up.tsx';
import { agentOf, type IdentityWeb, privatePage } from '../routes-parts.ts';
import { agentTexts } from './agent-messages.ts';
import { agentPage } from './agent-page.tsx';

const home = '/agents';

export async function showAgentSignIn(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const comeBackTo = ownPath(context.query.suite, home);
  if (context.agent !== undefined) return redirect(comeBackTo);
  return page(await signInPage(context, web, '', comeBackTo, []));
}

export async function submitAgentSignIn(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body, locale } = context;
  const typed = single(body, 'email').slice(0, 254);
  const email = typed.trim().toLowerCase();
  const password = single(body, 'password').slice(0, 1000);
  const comeBackTo = ownPath(single(body, 'suite'), home);
  const problems = emailProblems(context, typed, email === '' ? undefined : email);
  if (password === '') problems.push({ fieldId: 'password', message: say(locale, 'error.password-missing') });
  const again = async (found: readonly FormProblem[], status: number) =>
    page(await signInPage(context, web, typed, comeBackTo, found), { status, headers: privatePage });
  if (problems.length > 0) return again(problems, 422);
  const outcome = await signInAgent(web.parts, { email, password }, signingInAs(context, 'agent'));
  switch (outcome.kind) {
    case 'wait':
      return again([waitProblem(locale, outcome.seconds, 'email')], 429);
    case 'refused':
      return again([{ fieldId: 'email', message: agentTexts(locale, 'signIn.refused') }], 422);
    case 'signed-in':
      giveSession(context, 'agent', outcome.session);
      if (outcome.authorities.length === 1) return redirect(comeBackTo);
      return redirect(`/agents/collectivite?suite=${encodeURIComponent(comeBackTo)}`);
  }
}

export async function submitAgentSignOut(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const token = context.cookie(agentCookieName);
  if (token !== undefined) await signOut(web.parts, token);
  context.clearCookie(agentCookieName);
  context.setFlash(say(context.locale, 'signedOut'));
  return redirect('/agents/connexion');
}

/** For those whom several authorities employ: one at a time. */
export async function showEmployers(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return page(await employersPage(context, web, ownPath(context.query.suite, home), []), { headers: privatePage });
}

export async function submitEmployer(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const agent = agentOf(context);
  const comeBackTo = ownPath(single(context.body, 'suite'), home);
  const authorityId = single(context.body, 'authority');
  if (authorityId === '') {
    const problem = { fieldId: 'authority', message: agentTexts(context.locale, 'employer.missing') };
    return page(await employersPage(context, web, comeBackTo, [problem]), { status: 422, headers: privatePage });
  }
  if (authorityId !== agent.authorityId) {
    const formerToken = context.cookie(agentCookieName) ?? '';
    giveSession(
      context,
      'agent',
      await changeEmployer(web.parts, agent, authorityId, { userAgent: context.userAgent, formerToken }),
    );
  }
  return redirect(comeBackTo);
}

function signInPage(
  context: RequestContext,
  web: IdentityWeb,
  email: string,
  comeBackTo: string,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const title = agentTexts(locale, 'signIn.title');
  return citizenPage(context, web.site, {
    title: titleOf(locale, title, problems),
    breadcrumbs: [],
    noIndex: true,
    children: (
      <FormPage title={title} intro={agentTexts(locale, 'signIn.intro')} problems={problems}>
        <Form action="/agents/connexion" csrf={context.csrfToken()}>
          <input type="hidden" name="suite" value={comeBackTo} />
          <TextInput
            id="email"
            type="email"
            label={say(locale, 'email')}
            autocomplete="username"
            spellcheck={false}
            required
            value={email}
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
          <Button>{say(locale, 'signIn.title')}</Button>
        </Form>
        <ExampleSignIns locale={locale} examples={web.examples.agents} shown={web.site.platform.config.demonstration} />
        <ul class="govuk-list">
          <li>
            <a class="govuk-link" href="/agents/mot-de-passe-oublie">
              {say(locale, 'signIn.forgotten')}
            </a>
          </li>
          <li>
            <a class="govuk-link" href="/connexion">
              {agentTexts(locale, 'signIn.resident')}
            </a>
          </li>
        </ul>
      </FormPage>
    ),
  });
}

async function employersPage(
  context: RequestContext,
  web: IdentityWeb,
  comeBackTo: string,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const agent = agentOf(context);
  const ids = await listEmployers(web.parts, agent.agentId);
  const authorities = await Promise.all(ids.map((id) => web.parts.directory.getAuthority(id)));
  const title = agentTexts(locale, 'employer.title');
  return agentPage(context, web.site, {
    title: titleOf(locale, title, problems),
    current: '',
    children: (
      <FormPage title={title} intro={agentTexts(locale, 'employer.intro')} problems={problems}>
        <Form action="/agents/collectivite" csrf={context.csrfToken()}>
          <input type="hidden" name="suite" value={comeBackTo} />
          <Radios
            id="authority"
            label={agentTexts(locale, 'employer.label')}
            value={agent.authorityId}
            error={problemOf(problems, 'authority')}
            options={authorities.map((authority) => ({ value: authority.id, label: authority.name }))}
          />
          <Button>{agentTexts(locale, 'employer.submit')}</Button>
        </Form>
      </FormPage>
    ),
  });
}
