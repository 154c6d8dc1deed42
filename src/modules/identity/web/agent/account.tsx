import type { VNode } from 'preact';
import { type RequestContext, single } from '#platform/http/context.ts';
import { page, type Result, redirect } from '#platform/http/route.ts';
import type { Locale } from '#platform/i18n/text.ts';
import { Button } from '#ui/components/button.tsx';
import { Form } from '#ui/components/form.tsx';
import { TextInput } from '#ui/components/text-input.tsx';
import { cleanLine } from '../../domain/contact-details.ts';
import { federationMessages } from '../../federation/web/federation-messages.ts';
import { identityMessages as say } from '../../messages.ts';
import { isAdministrator } from '../../policies.ts';
import { findAgent } from '../../queries/find-account.ts';
import { signInMessages } from '../../sign-in-messages.ts';
import { changeAgentDetails, changeAgentPassword } from '../../usecases/change-agent-account.ts';
import { giveSession } from '../browser-session.ts';
import { FormPage, type FormProblem, problemOf, titleOf, waitProblem } from '../form-problems.tsx';
import { hatPaths } from '../hats.ts';
import { NewPasswordFields, PresentPasswordField, readNewPassword } from '../password-fields.tsx';
import { LanguageChoice } from '../resident/details.tsx';
import { agentOf, type IdentityWeb, privatePage } from '../routes-parts.ts';
import { agentTexts } from './agent-messages.ts';
import { agentPage } from './agent-page.tsx';

interface Typed {
  readonly name: string;
  readonly locale: Locale;
}

export async function showAgentAccount(context: RequestContext, web: IdentityWeb): Promise<Result> {
  return page(await accountPage(context, web, await storedDetails(context, web), []), { headers: privatePage });
}

export async function submitAgentDetails(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const agent = agentOf(context);
  const name = cleanLine(single(context.body, 'name'));
  const locale = single(context.body, 'language') === 'en' ? 'en' : 'fr';
  if (name === '') {
    const problem = { fieldId: 'name', message: say(context.locale, 'error.name-missing') };
    return page(await accountPage(context, web, { name, locale }, [problem]), { status: 422, headers: privatePage });
  }
  await changeAgentDetails(web.parts, agent, name, locale);
  context.setFlash(say(locale, 'saved'));
  // The parameter makes the browser's language that of the choice.
  return redirect(`/agents/compte?lang=${locale}`);
}

export async function submitAgentPassword(context: RequestContext, web: IdentityWeb): Promise<Result> {
  const { body, locale } = context;
  const agent = agentOf(context);
  const again = async (problems: readonly FormProblem[], status: number) =>
    page(await accountPage(context, web, await storedDetails(context, web), problems), {
      status,
      headers: privatePage,
    });
  const present = single(body, 'password').slice(0, 1000);
  const { password, problems } = readNewPassword(body, locale, [agent.email, agent.name]);
  const all =
    present === '' ? [{ fieldId: 'password', message: say(locale, 'error.password-missing') }, ...problems] : problems;
  if (all.length > 0) return again(all, 422);
  const { ip, userAgent } = context;
  const outcome = await changeAgentPassword(web.parts, agent, {
    password: present,
    newPassword: password,
    ip,
    userAgent,
  });
  if (outcome.kind === 'wait') return again([waitProblem(locale, outcome.seconds, 'password')], 429);
  if (outcome.kind !== 'done')
    return again([{ fieldId: 'password', message: say(locale, 'error.password-wrong') }], 422);
  giveSession(context, 'agent', outcome.session);
  context.setFlash(say(locale, 'changePassword.done'));
  return redirect('/agents/compte');
}

async function storedDetails(context: RequestContext, web: IdentityWeb): Promise<Typed> {
  const { agentId, name } = agentOf(context);
  const agent = await findAgent(web.parts.platform.database.open, agentId);
  return { name, locale: agent?.locale ?? context.locale };
}

function accountPage(
  context: RequestContext,
  web: IdentityWeb,
  typed: Typed,
  problems: readonly FormProblem[],
): Promise<VNode> {
  const { locale } = context;
  const agent = agentOf(context);
  const title = agentTexts(locale, 'account.title');
  return agentPage(context, web.site, {
    title: titleOf(locale, title, problems),
    current: 'account',
    children: (
      <FormPage title={title} problems={problems}>
        <h2 class="govuk-heading-m">{agentTexts(locale, 'account.details')}</h2>
        <p class="govuk-body">{agentTexts(locale, 'account.email', { email: agent.email })}</p>
        <Form action="/agents/compte" csrf={context.csrfToken()}>
          <TextInput
            id="name"
            label={agentTexts(locale, 'agent.name')}
            hint={agentTexts(locale, 'agent.nameHint')}
            autocomplete="name"
            required
            value={typed.name}
            error={problemOf(problems, 'name')}
          />
          <LanguageChoice locale={locale} chosen={typed.locale} />
          <Button>{say(locale, 'save')}</Button>
        </Form>
        <h2 class="govuk-heading-m">{signInMessages(locale, 'security.title')}</h2>
        <ul class="govuk-list">
          <li>
            <a class="govuk-link" href={hatPaths.agent.security}>
              {agentTexts(locale, 'account.methods')}
            </a>
          </li>
          <li>
            <a class="govuk-link" href={hatPaths.agent.devices}>
              {say(locale, 'sessions.title')}
            </a>
          </li>
        </ul>
        <h2 class="govuk-heading-m">{agentTexts(locale, 'account.password')}</h2>
        <p class="govuk-body">{say(locale, 'changePassword.intro')}</p>
        <Form action="/agents/compte/mot-de-passe" csrf={context.csrfToken()}>
          <PresentPasswordField locale={locale} problems={problems} />
          <NewPasswordFields locale={locale} problems={problems} />
          <Button>{say(locale, 'changePassword.title')}</Button>
        </Form>
        {web.parts.providers.proconnect !== undefined && (
          <>
            <h2 class="govuk-heading-m">ProConnect</h2>
            <ul class="govuk-list">
              <li>
                <a class="govuk-link" href="/agents/compte/proconnect">
                  {federationMessages(locale, 'agent.linkOpen')}
                </a>
              </li>
              {isAdministrator(agent) && (
                <li>
                  <a class="govuk-link" href="/agents/equipe/proconnect">
                    {federationMessages(locale, 'rules.open')}
                  </a>
                </li>
              )}
            </ul>
          </>
        )}
      </FormPage>
    ),
  });
}
